import { decodeEntities } from './entities.ts';

const escapeOrCode = /\\([!-/:-@[-`{-~])|(?<!`)(`+)(?!`)(.+?)(?<!`)\2(?!`)/g;
const bracketed = '\\[((?:[^[\\]]|\\[[^[\\]]*\\])*)\\]';
const target = '(?:<[^<>]*>|[^\\s()]*(?:\\([^\\s()]*\\)[^\\s()]*)*)';
const title = '(?:\\s+(?:"[^"]*"|\'[^\']*\'|\\([^()]*\\)))?';
const resource = `(?:\\(\\s*${target}${title}\\s*\\)|\\[[^[\\]]*\\])`;
const image = new RegExp(`!${bracketed}${resource}`, 'g');
const link = new RegExp(`(?<!!)${bracketed}${resource}`, 'g');
const attribute = '\\s+[\\w:@.-]+\\s*=\\s*(?:"[^"]*"|\'[^\']*\'|[^\\s"\'<>=`]+)';
const tag = new RegExp(`</?[a-z][\\w-]*(?:${attribute})*\\s*/?>`, 'gi');

/**
 * Stricter than Markdown about where emphasis may begin and end, so that arithmetic,
 * snake_case and **kwargs stay as they were written.
 */
const emphasis: readonly RegExp[] = [
  /(?<!\d)\*\*(?=\S)(.+?)(?<=\S)\*\*(?!\d)/g,
  /(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?![\w*])/g,
  /(?<![\p{L}\p{N}_])__(?=\S)(.+?)(?<=\S)__(?![\p{L}\p{N}_])/gu,
  /(?<![\p{L}\p{N}_])_(?=[^\s_])(.+?)(?<=[^\s_])_(?![\p{L}\p{N}_])/gu,
  /~~(?=\S)(.+?)(?<=\S)~~/g,
];

/** The words of one paragraph of Markdown, without the marks of emphasis, links, images, code and HTML. */
export function plainInline(paragraph: string): string {
  const kept: string[] = [];
  const keep = (text: string) => `\0${kept.push(text) - 1}\0`;

  const marked = paragraph
    .replaceAll('\0', '')
    .replace(escapeOrCode, (_, escaped?: string, _ticks?: string, code?: string) =>
      keep(escaped ?? withoutPadding(code ?? '')),
    )
    .replace(/<!--.*?-->/g, '')
    .replace(/<((?:https?:\/\/|mailto:)[^\s<>]*)>/g, (_, address: string) => keep(address))
    .replace(/\[\^[^\]\s]+\]/g, '')
    .replace(image, '$1')
    .replace(link, '$1');

  const unmarked = emphasis
    .reduce((text, mark) => text.replace(mark, '$1'), marked)
    .replace(/\s*<br\s*\/?>\s*/gi, '\n')
    .replace(tag, '');

  return decodeEntities(unmarked)
    .replace(/\0(\d+)\0/g, (_, index: string) => kept[Number(index)] ?? '')
    .trim();
}

/** One space inside each end of a code span sets it off from its backticks. */
function withoutPadding(code: string): string {
  return /^ .*\S.* $/.test(code) ? code.slice(1, -1) : code;
}
