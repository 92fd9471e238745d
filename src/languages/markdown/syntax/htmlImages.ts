import { parser } from '@lezer/html';
import { decodeHTMLAttribute } from 'entities';
import type { ImageReference, TextValue } from '../../language.ts';
import { decodePath } from '../../text/decodePath.ts';

/**
 * The images that HTML or JSX refers to by an element.
 * @param base what is added to all offsets
 */
export function findElements(html: string, base: number): ImageReference[] {
  const references: ImageReference[] = [];
  parser.parse(html).iterate({
    enter: ({ node }) => {
      if (node.name !== 'SelfClosingTag' && node.name !== 'OpenTag') return;
      const nameNode = node.getChild('TagName');
      const name = nameNode ? html.slice(nameNode.from, nameNode.to).toLowerCase() : '';
      if (!/^(?:img|image)$/.test(name)) return;
      let path: TextValue | undefined;
      let alt: TextValue | undefined;
      for (const attribute of node.getChildren('Attribute')) {
        const value = attribute.getChild('AttributeValue');
        if (!value) continue;
        const key = /^[\w:-]*/.exec(html.slice(attribute.from, attribute.to))?.[0].toLowerCase();
        const range = { start: base + value.from + 1, end: base + value.to - 1 };
        const decoded = decodeHTMLAttribute(html.slice(value.from + 1, value.to - 1));
        if (key === 'src') path = { ...range, value: decodePath(decoded) };
        if (key === 'alt') alt = { ...range, value: decoded };
      }
      if (path) {
        references.push({
          start: base + node.from,
          end: base + node.to,
          path,
          ...(alt ? { alt } : {}),
        });
      }
    },
  });
  return references;
}
