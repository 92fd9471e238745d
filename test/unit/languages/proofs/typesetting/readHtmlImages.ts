import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import type { FoundImage } from '../languageProof.ts';

/** The images of an HTML page. `decode` reads their URLs as paths. */
export function readHtmlImages(
  html: string,
  decode: (url: string) => string = decodeURIComponent,
): readonly FoundImage[] {
  return [...listElements(parse(html))].flatMap(({ tagName, attrs }) => {
    const valueOf = (name: string) => attrs.find((each) => each.name === name)?.value;
    if (tagName !== 'img') return [];
    return [{ path: decode(valueOf('src') ?? ''), alt: valueOf('alt') }];
  });
}

function* listElements(
  node: DefaultTreeAdapterTypes.ParentNode,
): Generator<DefaultTreeAdapterTypes.Element> {
  for (const child of node.childNodes) {
    if (!('tagName' in child)) continue;
    yield child;
    yield* listElements(child);
  }
}
