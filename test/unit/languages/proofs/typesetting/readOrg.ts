import type { FoundImage } from '../languageProof.ts';
import { readWithPandoc } from './readWithPandoc.ts';

/** The images of an Org document. Pandoc does not know the escaped brackets of Org in paths. */
export async function readOrg(document: string): Promise<readonly FoundImage[]> {
  const images = await readWithPandoc(document.replace(/\\\[/g, '⟦').replace(/\\\]/g, '⟧'), 'org');
  return images.map(({ path, alt }) => ({
    path: path.replace(/⟦/g, '[').replace(/⟧/g, ']'),
    alt: alt === '' ? undefined : alt,
  }));
}
