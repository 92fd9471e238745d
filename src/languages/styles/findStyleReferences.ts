import { decodePath } from '../text/decodePath.ts';
import type { ImageReference } from '../language.ts';
import type { StyleDialect } from './syntax/dialect.ts';
import { getLine } from '../text/lines.ts';
import { maskStyle } from './syntax/styleRegion.ts';
import { readStyleTokens, type StyleToken } from './syntax/styleTokens.ts';

const imageFunction = /(?:^|[^\w-])((?:url|src|(?:-webkit-)?image-set|image)\()\s*$/i;
/** What comes before an image in a list of candidates. */
const candidate = /^(?:[\d.]+(?:x|dppx|dpi|dpcm)|type\(|[\s),])*$/i;

/** All images of a style sheet: `url(…)`, and the strings of `image-set(…)`. */
export function findStyleReferences(
  text: string,
  dialect: StyleDialect,
): readonly ImageReference[] {
  const references: ImageReference[] = [];
  const tokens = readStyleTokens(text, dialect);
  const lists: boolean[] = [];
  let statement = 0;
  for (const [index, token] of tokens.entries()) {
    switch (token.kind) {
      case '(':
        lists.push(/image-set\($/i.test(text.slice(Math.max(0, token.start - 20), token.end)));
        break;
      case ')':
        lists.pop();
        break;
      case '{':
      case '}':
      case ';':
        statement = token.end;
        lists.length = 0;
        break;
      case 'url':
      case 'string': {
        const reference = readReference(text, tokens, index, lists.at(-1) ?? false);
        if (reference === undefined) break;
        const start = dialect.isIndented
          ? Math.max(statement, getLine(text, token.start).start)
          : statement;
        const head = maskStyle(text, tokens, start, Math.min(token.start, start + 100));
        if (!isOther(head)) references.push(reference);
        break;
      }
      case 'comment':
    }
  }
  return references;
}

function readReference(
  text: string,
  tokens: readonly StyleToken[],
  index: number,
  isCandidate: boolean,
): ImageReference | undefined {
  const token = tokens[index];
  if (!token?.isClosed) return undefined;
  const content = text.slice(token.content.start, token.content.end);
  if (content === '' || /^(?:data:|#)|[#@]\{|^[$@]/i.test(content)) return undefined;
  const path = { ...token.content, value: decodeContent(content) };
  if (token.kind === 'url') return { start: token.start, end: token.end, path };
  const before = text.slice(Math.max(0, token.start - 60), token.start);
  const name = imageFunction.exec(before)?.[1];
  const close = tokens[index + 1];
  if (name !== undefined && /^(?:url|src)/i.test(name) && close?.kind === ')') {
    const start = token.start - (before.length - before.lastIndexOf(name));
    return { start, end: close.end, path };
  }
  const previous = tokens[index - 1];
  const gap = text.slice(previous?.end ?? 0, token.start);
  return isCandidate && candidate.test(gap) && !/type\(\s*$/i.test(before)
    ? { start: token.start, end: token.end, path }
    : undefined;
}

/** Whether a statement refers to other files: style sheets and fonts. */
function isOther(head: string): boolean {
  return /^\s*(?:@(?:import|namespace|use|forward|charset|require|document)\b|src\s*:)/i.test(head);
}

/** Decodes escapes of CSS, and then those of URLs. */
function decodeContent(content: string): string {
  const unescaped = content.replace(
    /\\(?:([\da-f]{1,6})\s?|([^\n]))/gi,
    (_, hex?: string, other?: string) =>
      hex === undefined ? (other ?? '') : toCharacter(Number.parseInt(hex, 16)),
  );
  return decodePath(unescaped);
}

function toCharacter(codePoint: number): string {
  return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : '\ufffd';
}
