import type { Insertion, TextRange } from '../language.ts';
import type { ImageWriter } from '../scripts/imageWriter.ts';
import { isBetweenImports } from '../scripts/imports.ts';
import type { Script } from '../scripts/parseScript.ts';
import { findElement, type MarkupElement } from './element.ts';
import { insertAsFirstChild } from './insertAmongChildren.ts';

/** Elements whose children are of certain kinds only. */
const structure =
  /^(?:html|head|table|thead|tbody|tfoot|tr|colgroup|ul|ol|dl|select|optgroup|option|svg|title|style|script|textarea|template|picture|video|audio|button|a|label|p|h[1-6]|span)$/;
/** Elements that usually contain images. */
const container = /^(?:body|main|article|section|div|header|footer|figure|aside|li|td)?$/;

/**
 * Inserts into the first element of a component, if the range is before its code.
 * @returns undefined if it is not, or if no element can have an image
 */
export function insertAtFirstElement(
  script: Script,
  range: TextRange,
  writer: ImageWriter,
): Insertion | undefined {
  const { text, tree } = script;
  if (!isBetweenImports(script, range)) return undefined;
  let found: MarkupElement | undefined;
  tree.iterate({
    enter: (node) => {
      if (found && container.test(found.name)) return false;
      if (node.name === 'JSXAttribute') return false;
      if (node.name !== 'JSXElement') return true;
      const element = findElement(text, node.node);
      if (element?.closeStart === undefined || structure.test(element.name)) return true;
      if (!found || container.test(element.name)) found = element;
      return true;
    },
  });
  if (!found) return undefined;
  const { edits } = insertAsFirstChild(text, found, writer);
  const removed = range.start === range.end ? [] : [{ ...range, text: '', alts: [] }];
  return { edits: [...removed, ...edits], notes: ['moved'] };
}
