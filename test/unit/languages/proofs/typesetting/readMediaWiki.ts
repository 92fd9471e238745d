import assert from 'node:assert/strict';
import { parseFragment } from 'parse5';
import wtf from 'wtf_wikipedia';
import type { FoundImage } from '../languageProof.ts';
import { convertToHtml } from '../pandoc/convertToHtml.ts';
import { readHtmlImages } from './readHtmlImages.ts';

/** The images of a wiki page: where they are, as pandoc sees it, and their alt texts, which only wtf_wikipedia reads. */
export async function readMediaWiki(document: string): Promise<readonly FoundImage[]> {
  const shown = readHtmlImages(await convertToHtml(document, 'mediawiki'), (path) => path);
  const links = document.match(/\[\[File:[^\]]*\]\]/g) ?? [];
  const images = links.map((link): FoundImage => {
    const [image] = wtf(link).images();
    assert.ok(image);
    const { file, alt } = image.json() as { readonly file: string; readonly alt?: string };
    return { path: file.replace(/^File:/, ''), alt: alt === undefined ? undefined : decode(alt) };
  });
  assert.equal(shown.length, images.length, document);
  return images;
}

function decode(text: string): string {
  const [node] = parseFragment(text).childNodes;
  return node && 'value' in node ? node.value : '';
}
