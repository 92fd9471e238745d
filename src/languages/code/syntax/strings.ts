import { decodeEscapes } from '../../text/decodeEscapes.ts';

/** How a string literal starts. */
export interface StringStart {
  /** With its prefix and quotes, such as `r"""`. */
  readonly open: string;
  readonly close: string;
  readonly isMultiline: boolean;
  /** What starts an escape sequence, or nothing in a raw string. */
  readonly escape: string;
  /** Whether two of its quotes are one, as in single quotes of YAML. */
  readonly doublesQuotes?: boolean;
  /** What starts code in the string, such as `${`. It ends with the bracket that opens. */
  readonly interpolation?: string;
}

/**
 * The value of the content of a string literal.
 * @returns undefined if it depends on code in the string
 */
export type StringDecoder = (content: string, string: StringStart) => string | undefined;

/** An escape is taken out, so that what it escapes is not taken for code. */
const escaped = /\\[^]/g;

/** Decodes a string of Python. */
export const decodePython: StringDecoder = (content, { open, close }) => {
  const prefix = open.slice(0, -close.length).toLowerCase();
  const isFormatted = prefix.includes('f');
  if (isFormatted && /[{}]/.test(content.replace(/\{\{|\}\}/g, ''))) return undefined;
  const literal = isFormatted ? content.replace(/([{}])\1/g, '$1') : content;
  return prefix.includes('r') ? literal : decodeEscapes(literal, true);
};

/** Decodes a string of Dart. */
export const decodeDart: StringDecoder = (content, { escape }) => {
  if (escape === '') return content;
  return hasVariable(content.replace(escaped, '')) ? undefined : decodeEscapes(content);
};

/** Decodes a string of Swift. One with number signs has no escapes that a path needs. */
export const decodeSwift: StringDecoder = (content, { open, escape }) => {
  if (open.startsWith('#')) return content.includes(escape) ? undefined : content;
  return content.replace(/\\[^(]/g, '').includes('\\(') ? undefined : decodeEscapes(content);
};

/** Decodes a string of Kotlin. A raw one has a dollar sign as code. */
export const decodeKotlin: StringDecoder = (content, { escape }) => {
  if (escape !== '')
    return hasVariable(content.replace(escaped, '')) ? undefined : decodeEscapes(content);
  const parts = content.split("${'$'}");
  return parts.some(hasVariable) ? undefined : parts.join('$');
};

/** Decodes a string of JSON. */
export const decodeJson: StringDecoder = (content) => decodeEscapes(content);

/** Decodes a string of TOML. */
export const decodeToml: StringDecoder = (content, { escape }) =>
  escape === '' ? content : decodeEscapes(content);

/** Decodes a quoted scalar of YAML. */
export const decodeYaml: StringDecoder = (content, { doublesQuotes = false }) =>
  doublesQuotes ? content.replaceAll("''", "'") : decodeEscapes(content);

/** Decodes a string of a language like C. */
export const decodeSlash: StringDecoder = (content, { open }) => {
  if (content.includes('${')) return undefined;
  return open === '`' ? content : decodeEscapes(content);
};

/** Decodes a string of a language like a shell. */
export const decodeHash: StringDecoder = (content, { open }) => {
  if (open === "'") return content.replace(/\\(['\\])/g, '$1');
  const code = content.replace(escaped, '');
  return hasVariable(code) || /[#@]\{/.test(code) ? undefined : decodeEscapes(content);
};

function hasVariable(content: string): boolean {
  return /\$[\w{]/.test(content);
}
