import { decodeHTMLStrict } from 'entities';

/**
 * Replaces the package `decode-named-character-reference` in the bundle (see `esbuild.js`), so that the Markdown
 * parser uses the HTML parser's table of names: each table has about 25 KB.
 * @param name without `&` and `;`
 * @returns false for an unknown name
 */
export function decodeNamedCharacterReference(name: string): string | false {
  const reference = `&${name};`;
  const decoded = decodeHTMLStrict(reference);
  return decoded === reference ? false : decoded;
}
