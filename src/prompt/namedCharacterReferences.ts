import { decodeHTMLStrict } from 'entities';

/**
 * Stands in for the package `decode-named-character-reference` in the bundle (see `esbuild.js`), so that
 * Markdown shares the HTML parser's table of names, which is a third of a bundle with both.
 * @param name without `&` and `;`
 * @returns false for an unknown name
 */
export function decodeNamedCharacterReference(name: string): string | false {
  const reference = `&${name};`;
  const decoded = decodeHTMLStrict(reference);
  return decoded === reference ? false : decoded;
}
