import type { TextRange } from '../../language.ts';

/** What a part of template code is. */
export type CodeKind =
  /** An expression whose value is written. */
  | 'output'
  /** Statements, tags, and directives. */
  | 'statement'
  /** A statement that takes its whole line. */
  | 'directive'
  | 'comment'
  | 'frontMatter';

/** How a part of template code begins and ends. */
export interface Delimiter {
  readonly open: string;
  readonly close: string;
  readonly kind: CodeKind;
  /** Whether the end may be missing, as at the end of PHP files. */
  readonly mayEndWithFile?: boolean;
  /** Whether the end does not count in strings. */
  readonly hasStrings?: boolean;
}

/** A part of a document that a template engine runs. */
export interface CodeRegion extends TextRange {
  readonly kind: CodeKind;
  /** Without its delimiters. */
  readonly inner: TextRange;
  readonly isUnclosed: boolean;
}

/** The programming language inside of template code. */
export interface CodeLanguage {
  readonly quote: '"' | "'";
  readonly lineComments: readonly string[];
  readonly blockComments: readonly (readonly [open: string, close: string])[];
  /** Where functions and tags have arguments without parentheses, as in `{% static … %}`. */
  readonly hasArguments?: readonly CodeKind[];
  /** Several values as one. Absent if a list cannot be a value. */
  readonly writeList?: (literals: readonly string[]) => string;
  /** A path where a statement is expected, from its string. */
  readonly writeStatement?: (literal: string, path: string) => string;
}

/** The code of a template language, as data. */
export interface TemplateSyntax {
  /** They begin with `<`, `{`, or `@`. Where one begins with another one, the longer one is first. */
  readonly delimiters: readonly Delimiter[];
  /** Reads code after `@`, as in Blade and Razor. */
  readonly readDirective?: (text: string, start: number) => CodeRegion | undefined;
  readonly language: CodeLanguage;
  /** Matches code at the start of a document that has to stay there. */
  readonly prolog?: RegExp;
  /** Layouts: a document that extends another one shows only what is in its blocks. */
  readonly blocks?: {
    readonly extends: RegExp;
    readonly open: RegExp;
    readonly close: RegExp;
    /** Matches the block that has the content of the page. */
    readonly content: RegExp;
  };
  /** Whether braces in scripts and styles are never code. */
  readonly ignoresScripts?: boolean;
}

const frontMatter = /^---[^\S\n]*\n(?:[^\n]*\n)*?---[^\S\n]*(?:\n|$)/;
const script = /<(script|style)\b/iy;
/** The first characters of all delimiters. */
const firstCharacter = /[<{@]/g;

/** The code in a document, in its order. Linear. */
export function findCode(text: string, syntax: TemplateSyntax): readonly CodeRegion[] {
  const regions: CodeRegion[] = [];
  const missing = new Set<string>();
  const front = frontMatter.exec(text)?.[0].trimEnd();
  let offset = 0;
  if (front !== undefined) {
    const inner = { start: text.indexOf('\n') + 1, end: front.length - 3 };
    regions.push({ kind: 'frontMatter', start: 0, end: front.length, inner, isUnclosed: false });
    offset = front.length;
  }
  for (let start = findStart(text, offset); start !== -1; start = findStart(text, offset)) {
    const afterScript = syntax.ignoresScripts === true ? skipScript(text, start, missing) : start;
    offset = afterScript > start ? afterScript : addRegion(text, start, syntax, missing, regions);
  }
  return regions;
}

/** A document without its code, of the same length: output becomes a word, everything else spaces. */
export function maskCode(text: string, regions: readonly CodeRegion[]): string {
  const parts: string[] = [];
  let offset = 0;
  for (const { start, end, kind } of regions) {
    parts.push(text.slice(offset, start));
    const code = text.slice(start, end);
    parts.push(kind === 'output' ? 'x'.repeat(code.length) : code.replace(/\S/g, ' '));
    offset = end;
  }
  return parts.join('') + text.slice(offset);
}

/** The code that an offset is in. Its first and its last offset are outside. */
export function findCodeAround(
  regions: readonly CodeRegion[],
  offset: number,
): CodeRegion | undefined {
  return regions.find(
    ({ start, end, isUnclosed }) =>
      start < offset && (offset < end || (isUnclosed && offset <= end)),
  );
}

function findStart(text: string, offset: number): number {
  firstCharacter.lastIndex = offset;
  return firstCharacter.exec(text)?.index ?? -1;
}

function addRegion(
  text: string,
  start: number,
  syntax: TemplateSyntax,
  missing: Set<string>,
  regions: CodeRegion[],
): number {
  const delimiter = syntax.delimiters.find(({ open }) => text.startsWith(open, start));
  const region =
    delimiter === undefined
      ? text.startsWith('@', start)
        ? syntax.readDirective?.(text, start)
        : undefined
      : readRegion(text, start, delimiter, missing);
  if (region === undefined) return start + 1;
  regions.push(region);
  return region.end;
}

function readRegion(
  text: string,
  start: number,
  { open, close, kind, hasStrings = false, mayEndWithFile = false }: Delimiter,
  missing: Set<string>,
): CodeRegion | undefined {
  const innerStart = start + open.length;
  const end = missing.has(close) ? -1 : text.indexOf(close, innerStart);
  if (end === -1) {
    missing.add(close);
    if (!mayEndWithFile) return undefined;
    const inner = { start: innerStart, end: text.length };
    return { kind, start, end: text.length, inner, isUnclosed: true };
  }
  const innerEnd = hasStrings ? skipStrings(text, innerStart, end, close) : end;
  return {
    kind,
    start,
    end: innerEnd + close.length,
    inner: { start: innerStart, end: innerEnd },
    isUnclosed: false,
  };
}

/** Strings with delimiters in them end on the same line. */
const stringOrLine = /"[^"\n\\]*(?:\\.[^"\n\\]*)*"|'[^'\n\\]*(?:\\.[^'\n\\]*)*'/g;

/** How far a string with a closing delimiter in it reaches after that. */
const maxStringLength = 200;

/** The end of code whose first closing delimiter may be in a string. */
function skipStrings(text: string, start: number, firstEnd: number, close: string): number {
  const lineEnd = text.indexOf('\n', firstEnd);
  const last = lineEnd === -1 ? text.length : lineEnd;
  const code = text.slice(start, Math.min(last, firstEnd + maxStringLength));
  const masked = code.replace(stringOrLine, (string) => ' '.repeat(string.length));
  const end = masked.indexOf(close);
  return end === -1 ? firstEnd : start + end;
}

/** The end of a script or style, or `start` if there is none. */
function skipScript(text: string, start: number, missing: Set<string>): number {
  script.lastIndex = start;
  const name = script.exec(text)?.[1]?.toLowerCase();
  if (name === undefined || missing.has(name)) return start;
  const end = text.indexOf(`</${name}`, start);
  if (end === -1) missing.add(name);
  return end === -1 ? start : end;
}
