import { decodeEntities } from './entities.ts';

const escapeOrCodePattern = /\\([!-/:-@[-`{-~])|(?<!`)(`+)(?!`)(.+?)(?<!`)\2(?!`)/g;
const bracketedPattern = '\\[((?:[^[\\]]|\\[[^[\\]]*\\])*)\\]';
const targetPattern = '(?:<[^<>]*>|[^\\s()]*(?:\\([^\\s()]*\\)[^\\s()]*)*)';
const titlePattern = '(?:\\s+(?:"[^"]*"|\'[^\']*\'|\\([^()]*\\)))?';
const resourcePattern = `(?:\\(\\s*${targetPattern}${titlePattern}\\s*\\)|\\[[^[\\]]*\\])`;
const imagePattern = new RegExp(`!${bracketedPattern}${resourcePattern}`, 'g');
const linkPattern = new RegExp(`(?<!!)${bracketedPattern}${resourcePattern}`, 'g');
const attributePattern = '\\s+[\\w:@.-]+\\s*=\\s*(?:"[^"]*"|\'[^\']*\'|[^\\s"\'<>=`]+)';
const tagPattern = new RegExp(`</?[a-z][\\w-]*(?:${attributePattern})*\\s*/?>`, 'gi');

/**
 * Stricter than Markdown about where emphasis may begin and end, so that arithmetic,
 * snake_case and **kwargs stay as they were written.
 */
const emphasisPatterns: readonly RegExp[] = [
  /(?<!\d)\*\*(?=\S)(.+?)(?<=\S)\*\*(?!\d)/g,
  /(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?![\w*])/g,
  /(?<![\p{L}\p{N}_])__(?=\S)(.+?)(?<=\S)__(?![\p{L}\p{N}_])/gu,
  /(?<![\p{L}\p{N}_])_(?=[^\s_])(.+?)(?<=[^\s_])_(?![\p{L}\p{N}_])/gu,
  /~~(?=\S)(.+?)(?<=\S)~~/g,
];

/** The words of one paragraph of Markdown, without the marks of emphasis, links, images, code and HTML. */
export function extractInlineText(paragraph: string): string {
  const protectedTexts: string[] = [];
  const protect = (text: string) => `\0${protectedTexts.push(text) - 1}\0`;

  const withoutLinks = paragraph
    .replaceAll('\0', '')
    .replace(escapeOrCodePattern, (_, escaped?: string, _ticks?: string, code?: string) =>
      protect(escaped ?? stripCodePadding(code ?? '')),
    )
    .replace(/<!--.*?-->/g, '')
    .replace(/<((?:https?:\/\/|mailto:)[^\s<>]*)>/g, (_, url: string) => protect(url))
    .replace(/\[\^[^\]\s]+\]/g, '')
    .replace(imagePattern, '$1')
    .replace(linkPattern, '$1');

  const withoutMarkup = emphasisPatterns
    .reduce((text, pattern) => text.replace(pattern, '$1'), withoutLinks)
    .replace(/\s*<br\s*\/?>\s*/gi, '\n')
    .replace(tagPattern, '');

  return decodeEntities(withoutMarkup)
    .replace(/\0(\d+)\0/g, (_, index: string) => protectedTexts[Number(index)] ?? '')
    .trim();
}

/** One space inside each end of a code span sets it off from its backticks. */
function stripCodePadding(code: string): string {
  return /^ .*\S.* $/.test(code) ? code.slice(1, -1) : code;
}
