import { convert } from '@asciidoctor/core';
import type { FoundImage } from '../languageProof.ts';
import { readHtmlImages } from './readHtmlImages.ts';

/** The images of an AsciiDoc document as a browser shows them. */
export async function readAsciidoc(document: string): Promise<readonly FoundImage[]> {
  const html: unknown = await convert(document, { safe: 'safe', standalone: true });
  return readHtmlImages(String(html));
}
