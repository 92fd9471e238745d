import type { Script } from './parseScript.ts';

/** A quotation mark of string literals. */
export type Quote = '"' | "'" | '`';

/** Writes a string literal. */
export function quoteString(value: string, quote: Quote): string {
  return quote + escapeInString(value, quote) + quote;
}

/** Escapes the content of a string or template literal. */
export function escapeInString(value: string, quote: string): string {
  const escaped = value.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`);
  return quote === '`' ? escaped.replaceAll('${', '\\${') : escaped;
}

const simpleEscapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  '0': '\0',
  '\n': '',
};

/** The value of the content of a string literal. */
export function decodeString(content: string): string {
  return content.replace(
    /\\(?:x([\da-f]{2})|u([\da-f]{4})|u\{([\da-f]{1,6})\}|([^]))/gi,
    (whole: string, ...groups: (string | undefined)[]) => {
      const [byte, unit, point, character] = groups;
      const code = Number.parseInt(byte ?? unit ?? point ?? '', 16);
      if (!Number.isNaN(code)) return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      return simpleEscapes[character ?? ''] ?? character ?? '';
    },
  );
}

/** The quotation mark that most strings of a script have. */
export function detectQuote({ text, tree }: Script): Quote {
  let balance = 0;
  tree.iterate({
    enter: ({ name, from }) => {
      if (name === 'String') balance += text[from] === '"' ? 1 : -1;
    },
  });
  return balance > 0 ? '"' : "'";
}
