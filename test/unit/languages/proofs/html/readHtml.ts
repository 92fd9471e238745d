import { parse, type DefaultTreeAdapterMap } from 'parse5';
import type { FoundImage } from '../languageProof.ts';

type HtmlNode = DefaultTreeAdapterMap['node'];

/** The images that a browser finds in HTML. */
export function readHtml(html: string): readonly FoundImage[] {
  return [...listImages(parse(html))];
}

function* listImages(node: HtmlNode): Generator<FoundImage> {
  if ('attrs' in node) {
    const attributes = new Map(node.attrs.map(({ name, value }) => [name, value]));
    const get = (name: string) => attributes.get(name);
    if (node.tagName === 'img' && get('src') !== undefined)
      yield { path: decode(get('src') ?? ''), alt: get('alt') };
    if (node.tagName === 'image' && get('href') !== undefined)
      yield { path: decode(get('href') ?? ''), alt: get('aria-label') };
    for (const name of ['poster', 'data', 'content', 'data-src', 'title']) {
      const value = get(name);
      if (value !== undefined && value !== '') yield { path: decode(value), alt: undefined };
    }
    for (const candidate of get('srcset')?.split(',') ?? []) {
      yield { path: decode(candidate.trim().split(/\s/)[0] ?? ''), alt: undefined };
    }
    yield* listUrls(get('style') ?? '');
  }
  if ('value' in node && node.parentNode !== null && node.parentNode.nodeName === 'style')
    yield* listUrls(node.value);
  if ('data' in node && /^ \S+ $/.test(node.data))
    yield { path: decode(node.data.trim()), alt: undefined };
  if ('content' in node) yield* listImages(node.content);
  if ('childNodes' in node) for (const child of node.childNodes) yield* listImages(child);
}

function* listUrls(style: string): Generator<FoundImage> {
  for (const [, path = ''] of style.matchAll(/url\(["']?([^"')]*)["']?\)/g)) {
    yield { path: decode(path), alt: undefined };
  }
}

function decode(url: string): string {
  return decodeURIComponent(url);
}
