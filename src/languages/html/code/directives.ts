import type { CodeKind, CodeRegion } from './templateCode.ts';

const bladeDirective = /@[a-z]\w*/iy;
const razorStatement = /@(?:if|for|foreach|while|switch|lock|section|helper|using(?=\s*\())\b/y;
/** Directives that occupy their whole line. */
const razorDirective =
  /@(?:page|model|using|inject|inherits|layout|namespace|attribute|implements|typeparam|rendermode|addTagHelper|removeTagHelper|tagHelperPrefix|preservewhitespace)\b[^\n]*/y;
const razorBlock = /@(?:code|functions)?\s{0,100}\{/y;
const razorExpression = /@(?:await\s)?[a-z_]\w*/iy;
const razorMember = /(?:\?{0,1}\.[a-z_]\w*)/iy;
/** `@` in an email address is text. */
const wordBefore = /\w/;

/** Maximum length of the code after a directive. */
const maxDirectiveLength = 10_000;

/** Reads a directive of Blade: `@if (…)`. */
export function readBladeDirective(text: string, start: number): CodeRegion | undefined {
  if (wordBefore.test(text.charAt(start - 1)) || text.charAt(start - 1) === '@') return undefined;
  bladeDirective.lastIndex = start;
  const name = bladeDirective.exec(text)?.[0];
  if (name === undefined) return undefined;
  const nameEnd = start + name.length;
  const open = nameEnd + (/^[ \t]*/.exec(text.slice(nameEnd, nameEnd + 20))?.[0].length ?? 0);
  const end = text.charAt(open) === '(' ? findClosing(text, open) : undefined;
  return end === undefined
    ? toRegion('statement', start, nameEnd, nameEnd, nameEnd)
    : toRegion(/^@js(?:on)?$/.test(name) ? 'output' : 'statement', start, end, open + 1, end - 1);
}

/** Reads code of Razor: `@if (…)`, `@{ … }`, `@(…)`, `@Model.Name`. */
export function readRazorDirective(text: string, start: number): CodeRegion | undefined {
  const before = text.charAt(start - 1);
  if (wordBefore.test(before) || before === '@') return undefined;
  razorBlock.lastIndex = start;
  const block = razorBlock.exec(text)?.[0];
  if (block !== undefined) {
    const open = start + block.length - 1;
    const end = findClosing(text, open);
    const hasMarkup = end !== undefined && /^[ \t]*<[a-z/]/im.test(text.slice(open + 1, end));
    // Markup in code is read as markup.
    if (end === undefined || hasMarkup) return toRegion('statement', start, open + 1, open, open);
    return toRegion('statement', start, end, open + 1, end - 1);
  }
  if (text.charAt(start + 1) === '(') {
    const end = findClosing(text, start + 1);
    return end === undefined ? undefined : toRegion('output', start, end, start + 2, end - 1);
  }
  razorStatement.lastIndex = start;
  const keyword = razorStatement.exec(text)?.[0];
  if (keyword !== undefined) {
    const nameEnd = start + keyword.length;
    const open = nameEnd + (/^\s*/.exec(text.slice(nameEnd, nameEnd + 20))?.[0].length ?? 0);
    const end = text.charAt(open) === '(' ? findClosing(text, open) : undefined;
    return end === undefined
      ? toRegion('statement', start, nameEnd, Math.min(nameEnd, start + 1), nameEnd)
      : toRegion('statement', start, end, open + 1, end - 1);
  }
  razorDirective.lastIndex = start;
  const directive = razorDirective.exec(text)?.[0].trimEnd();
  if (directive !== undefined) {
    const end = start + directive.length;
    return toRegion('directive', start, end, start + 1, end);
  }
  return readRazorExpression(text, start);
}

function readRazorExpression(text: string, start: number): CodeRegion | undefined {
  razorExpression.lastIndex = start;
  const name = razorExpression.exec(text)?.[0];
  if (name === undefined) return undefined;
  let end = start + name.length;
  for (;;) {
    razorMember.lastIndex = end;
    const member = razorMember.exec(text)?.[0];
    const isCall = text.charAt(end) === '(' || text.charAt(end) === '[';
    const next =
      member !== undefined ? end + member.length : isCall ? findClosing(text, end) : undefined;
    if (next === undefined || next > start + maxDirectiveLength)
      return toRegion('output', start, end, start + 1, end);
    end = next;
  }
}

function toRegion(
  kind: CodeKind,
  start: number,
  end: number,
  innerStart: number,
  innerEnd: number,
): CodeRegion {
  return { kind, start, end, inner: { start: innerStart, end: innerEnd }, isUnclosed: false };
}

const bracketOrString = /[()[\]{}]|"[^"\n\\]*(?:\\.[^"\n\\]*)*"|'[^'\n\\]*(?:\\.[^'\n\\]*)*'/g;

/** The end of what begins with a bracket, or undefined if it does not end soon. */
function findClosing(text: string, open: number): number | undefined {
  const code = text.slice(open, open + maxDirectiveLength);
  let depth = 0;
  for (const { 0: token, index } of code.matchAll(bracketOrString)) {
    if ('([{'.includes(token)) depth++;
    else if (')]}'.includes(token)) depth--;
    if (depth === 0) return open + index + token.length;
  }
  return undefined;
}
