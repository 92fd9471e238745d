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
