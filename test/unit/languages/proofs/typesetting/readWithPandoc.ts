import type { FoundImage } from '../languageProof.ts';
import { readHtmlImages } from './readHtmlImages.ts';

/** The images of a document that pandoc converts to HTML. */
export async function readWithPandoc(
  document: string,
  from: 'rst' | 'org' | 'textile' | 'mediawiki',
): Promise<readonly FoundImage[]> {
  const { convert } = await import('pandoc-wasm');
  const { stdout } = await convert({ from, to: 'html' }, document, {});
  // Pandoc writes paths as they are.
  return readHtmlImages(stdout, (path) => path);
}
