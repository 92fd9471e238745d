import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5';
import type { FoundImage } from '../languageProof.ts';
import { convertToHtml } from './convertToHtml.ts';

/**
 * The images of a page that pandoc makes of its Markdown. An image with a visible caption has no alt text.
 * @param attribute the one that the alt text is in: Quarto's is `data-fig-alt` until Quarto makes `alt` of it
 */
export async function readPandocMarkdown(
  document: string,
  attribute: 'alt' | 'data-fig-alt',
): Promise<readonly FoundImage[]> {
  const html = await convertToHtml(document, 'markdown');
  return [...findImages(parseFragment(html), attribute, false)];
}

function* findImages(
  parent: DefaultTreeAdapterTypes.ParentNode,
  attribute: string,
  hasCaption: boolean,
): Generator<FoundImage> {
  const isCaptioned =
    hasCaption || parent.childNodes.some(({ nodeName }) => nodeName === 'figcaption');
  for (const child of parent.childNodes) {
    if (!('tagName' in child)) continue;
    const valueOf = (name: string) => child.attrs.find((each) => each.name === name)?.value;
    if (child.tagName === 'img')
      yield {
        path: decodeURIComponent(valueOf('src') ?? ''),
        alt: isCaptioned ? undefined : valueOf(attribute),
      };
    yield* findImages(child, attribute, isCaptioned);
  }
}
