import type {
  DocumentLanguage,
  Insertion,
  InsertionContext,
  ReferencedImage,
  TextRange,
} from '../../language.ts';
import { css } from '../../styles/css.ts';
import { styleLanguages } from '../../styles/styleLanguages.ts';
import { shiftInsertion } from '../../text/edits.ts';
import type { HtmlDocument } from './document.ts';
import type { MarkupAttribute, MarkupElement } from './markup.ts';

/** The language of the content of `<style>` or `<script>`, or undefined for other elements and unknown languages. */
export function getEmbeddedLanguage(
  { text, dialect: { scripts } }: HtmlDocument,
  { name, attributes }: MarkupElement,
): DocumentLanguage | undefined {
  if (name !== 'style' && name !== 'script') return undefined;
  const languages = name === 'style' ? styleLanguages : scripts;
  const attribute =
    attributes.find((each) => each.name === 'lang') ??
    attributes.find((each) => each.name === 'type');
  const value = attribute?.value;
  const type = value === undefined ? '' : text.slice(value.start, value.end).trim().toLowerCase();
  if (type === '') return name === 'style' ? css : scripts['js'];
  const subtype = type.replace(/^(?:text|application)\/(?:x-)?/, '');
  return Object.hasOwn(languages, subtype) ? languages[subtype] : undefined;
}

/** Whether a script is a part of a page that a script uses, such as `<script type="text/template">`. */
export function isMarkupScript(
  { text }: HtmlDocument,
  { name, attributes }: MarkupElement,
): boolean {
  const value = attributes.find((each) => each.name === 'type')?.value;
  return (
    name === 'script' &&
    value !== undefined &&
    /template|html|handlebars/i.test(text.slice(value.start, value.end))
  );
}

/** Inserts images into the content of an element in another language. */
export function insertIntoEmbedded(
  { markup }: HtmlDocument,
  { content }: MarkupElement,
  language: DocumentLanguage,
  range: TextRange,
  images: readonly ReferencedImage[],
  { template: _, ...context }: InsertionContext,
): Insertion {
  const inner = { start: range.start - content.start, end: range.end - content.start };
  const code = markup.slice(content.start, content.end);
  return shiftInsertion(language.insert(code, inner, images, context), content.start);
}

const rule = { before: '*{', after: '}' };

/** Inserts images into declarations in an attribute. */
export function insertIntoStyleAttribute(
  { markup }: HtmlDocument,
  { value, quote }: MarkupAttribute & { value: TextRange },
  range: TextRange,
  images: readonly ReferencedImage[],
  { template: _, ...context }: InsertionContext,
): Insertion {
  const offset = value.start - rule.before.length;
  const declarations = rule.before + markup.slice(value.start, value.end) + rule.after;
  const inner = { start: range.start - offset, end: range.end - offset };
  const { edits, notes } = shiftInsertion(css.insert(declarations, inner, images, context), offset);
  const isAlone = markup.slice(value.start, value.end).trim() === '';
  return {
    notes,
    edits: edits.map((edit) => {
      const text = quote === '"' ? edit.text.replaceAll('"', "'") : edit.text;
      // An attribute is on one line.
      const line = text
        .split('\n')
        .map((each) => each.trim())
        .join(' ');
      const isOneLine = !text.includes('\n');
      return { ...edit, text: isAlone ? line.trim() : isOneLine ? text : line };
    }),
  };
}
