import type { FoundImage } from '../languageProof.ts';
import { convertToHtml } from '../pandoc/convertToHtml.ts';
import { readHtmlImages } from './readHtmlImages.ts';

/** The images of an Org document. Pandoc does not know the escaped brackets of Org in paths. */
export async function readOrg(document: string): Promise<readonly FoundImage[]> {
  const marked = document.replace(/\\\[/g, '⟦').replace(/\\\]/g, '⟧');
  const images = readHtmlImages(await convertToHtml(marked, 'org'), (path) => path);
  return images.map(({ path, alt }) => ({
    path: path.replace(/⟦/g, '[').replace(/⟧/g, ']'),
    alt: alt === '' ? undefined : alt,
  }));
}
