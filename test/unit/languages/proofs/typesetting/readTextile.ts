import textile from 'textile-js';
import type { FoundImage } from '../languageProof.ts';
import { readHtmlImages } from './readHtmlImages.ts';

/** The images of a Textile document. */
export function readTextile(document: string): readonly FoundImage[] {
  return readHtmlImages(textile(document));
}
