import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5';
import type { FoundImage } from '../languageProof.ts';

/** Marks the URL of an image that was imported. */
const importMark = 'imported:';

/** The URL that an imported image has in a proof. */
export function toImportedUrl(source: string): string {
  return importMark + source;
}

/** The path of a file, from a URL or the source of an import. */
export function toFilePath(url: string): string {
  const path = url.startsWith(importMark) ? url.slice(importMark.length) : decodeURIComponent(url);
  return path.replace(/^\.\//, '');
}

/**
 * The images in HTML and CSS that a component was rendered to.
 * @param imported the sources of the images that it imports, which count if they are not shown
 */
export function findRenderedImages(
  html: string,
  css: string,
  imported: readonly string[],
): readonly FoundImage[] {
  const images = [...findInNode(parseFragment(html)), ...findUrls(css)];
  const unused = imported
    .map((source) => ({ path: toFilePath(toImportedUrl(source)), alt: undefined }))
    .filter(({ path }) => !images.some((each) => each.path === path));
  return [...images, ...unused];
}

function* findInNode(node: DefaultTreeAdapterTypes.Node): Generator<FoundImage> {
  if ('attrs' in node) {
    const valueOf = (name: string) => node.attrs.find((each) => each.name === name)?.value;
    const source = valueOf('src');
    if (node.tagName === 'img' && source !== undefined && source !== '') {
      yield { path: toFilePath(source), alt: valueOf('alt') };
    }
    yield* findUrls(valueOf('style') ?? '');
  }
  if ('childNodes' in node) for (const child of node.childNodes) yield* findInNode(child);
}

/** The images in CSS. */
export function* findUrls(css: string): Generator<FoundImage> {
  for (const [, url = ''] of css.matchAll(/url\(["']?([^"')]+)["']?\)/g)) {
    yield { path: toFilePath(url), alt: undefined };
  }
}

/** Whether a document refers to an image. */
export function hasImage(document: string): boolean {
  return document.includes('.png');
}
