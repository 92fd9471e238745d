import type { Insertion, ReferencedImage, TextEdit, TextRange } from '../language.ts';
import { addEdits, draft, edit, insertAt } from '../scripts/draft.ts';
import type { ImageWriter } from '../scripts/imageWriter.ts';
import { isPathSlot, toUrl } from '../scripts/paths.ts';
import { concatenate } from '../text/edits.ts';
import { findRunEnd, findRunStart } from '../text/runs.ts';
import { findAttribute, type MarkupAttribute, type MarkupElement } from './element.ts';
import { insertIntoStyleAttribute } from './embeddedCss.ts';
import { insertAfter, insertAsFirstChild } from './insertAmongChildren.ts';

/** Attributes with text or names, where imported images are not useful. */
const textAttribute =
  /^(?:class|className|id|title|key|name|type|role|rel|target|lang|for|htmlFor|placeholder|label|value|slot|(?:aria|data)-.*)$/;
const candidateAttribute = /^(?:image)?srcset$/i;

/** Inserts where the cursor is in an attribute. */
export function insertIntoAttribute(
  text: string,
  cursor: TextRange,
  element: MarkupElement,
  attribute: MarkupAttribute,
  writer: ImageWriter,
): Insertion {
  const { value, name } = attribute;
  if (!value || cursor.start < value.start || cursor.end > value.end) {
    return insertIntoTag(text, cursor, element, writer);
  }
  const [first, ...rest] = writer.images;
  if (!first) return draft([]);
  const raw = text.slice(value.start, value.end);
  const isQuoted = /^["'`]/.test(raw);
  const content = raw === '' ? value : { start: value.start + 1, end: value.end - 1 };
  // Exclude the quotation marks or braces.
  const range = {
    start: Math.max(content.start, Math.min(cursor.start, content.end)),
    end: Math.max(content.start, Math.min(cursor.end, content.end)),
  };
  const before = text.slice(content.start, range.start);
  const after = text.slice(range.end, content.end);
  const typed = before + after;
  if (name === 'alt') return insertIntoAlt(text, range, element, attribute, writer);
  if (isQuoted && name === 'style') return insertIntoStyleAttribute(text, range, value, writer);
  if (isQuoted && candidateAttribute.test(name) && /[\s,]/.test(typed.trim())) {
    return insertCandidate(text, range, value, writer);
  }
  if (textAttribute.test(name)) {
    const isWhole = !isQuoted || (typed !== '' && isPathSlot(before, after));
    const { start, end } = isWhole ? content : range;
    const paths = writer.images.map(toUrl).join(' ');
    return draft(
      [edit(start, end, isQuoted ? paths : writer.quote + paths + writer.quote)],
      'pathOnly',
    );
  }
  const isSlot = isPathSlot(before.replace(/^\{/, ''), after.replace(/\}$/, ''));
  if (isQuoted && !isSlot && cursor.start === cursor.end) {
    // A path can follow code, as in `{base}/`.
    return /[}/(]$/.test(before) && after === ''
      ? interpolate(text, range, value, writer)
      : insertAfter(text, element, writer.elements, writer.context.eol);
  }
  if (cursor.start === cursor.end && isTaken(raw, name))
    return insertAfter(text, element, writer.elements, writer.context.eol);
  const inserted = replaceValue(text, value, element, first, name, writer);
  if (rest.length === 0) return inserted;
  if (name === 'style') return inserted;
  if (candidateAttribute.test(name) && isQuoted && first.form !== 'import') {
    return draft([edit(content.start, content.end, writer.images.map(toUrl).join(', '))]);
  }
  const others = rest.map((each) => writer.element(each));
  const { edits } = insertAfter(text, element, others, writer.context.eol);
  return addEdits(inserted, edits);
}

const imageAttribute =
  /avatar|background|cover|data|href|icon|image|img|logo|photo|picture|poster|src|style|thumb|url/i;

/** Whether braces have a value that is no image. */
function isTaken(raw: string, name: string): boolean {
  if (!raw.startsWith('{')) return false;
  const content = raw.slice(1, -1).trim();
  const string = /^["'`](.*)["'`]$/s.exec(content)?.[1];
  if (string !== undefined) return !isPathSlot(string, '');
  return content !== '' && (/[^\w$.]/.test(content) || !imageAttribute.test(name));
}

/** Replaces the value of an attribute by an image. */
function replaceValue(
  text: string,
  { start, end }: TextRange,
  element: MarkupElement,
  image: ReferencedImage,
  name: string,
  writer: ImageWriter,
): Insertion {
  const raw = text.slice(start, end);
  const isComponent = /^[A-Z]|\./.test(element.name);
  if (raw.startsWith('{')) {
    const inner = raw.slice(1, -1);
    const isString = /^["'`]/.test(inner.trimStart());
    const from = start + 1 + inner.length - inner.trimStart().length;
    const to = Math.max(from, start + 1 + inner.trimEnd().length);
    if (name === 'style' && writer.syntax.hasJsx) {
      return draft([edit(from, to, `{ backgroundImage: ${writer.styleValue(writer.images)} }`)]);
    }
    if (name === 'style') {
      const layers = writer.images.map((each) => `url("${writer.interpolated(each)}")`);
      return draft([edit(from, to, `\`background-image: ${layers.join(', ')}\``)]);
    }
    if (isString && image.form !== 'import') {
      return draft([edit(from + 1, to - 1, toUrl(image))]);
    }
    return draft([edit(from, to, isComponent ? writer.value(image) : writer.urlValue(image))]);
  }
  if (/^["'`]/.test(raw) && image.form !== 'import') {
    return draft([edit(start + 1, end - 1, toUrl(image))]);
  }
  return draft([edit(start, end, writer.attributeValue(image, isComponent))]);
}

/** Inserts into the text of an attribute. */
function interpolate(
  text: string,
  range: TextRange,
  value: TextRange,
  writer: ImageWriter,
): Insertion {
  const written = writer.images
    .map((each) =>
      each.form === 'import' && writer.syntax.interpolates
        ? `{${writer.imports.nameOf(each)}}`
        : writer.interpolated(each),
    )
    .join(' ');
  return wrapInTemplate(text, value, [edit(range.start, range.end, written)], writer);
}

/** Inserts one of the candidates of `srcset`. */
function insertCandidate(
  text: string,
  range: TextRange,
  value: TextRange,
  writer: ImageWriter,
): Insertion {
  const start = findRunStart(text, range.start, value.start + 1, /[^\s,]/);
  const end = findRunEnd(text, range.end, value.end - 1, /[^\s,]/);
  const candidates = writer.images.map((each) =>
    each.form === 'import' && writer.syntax.interpolates
      ? `{${writer.imports.nameOf(each)}}`
      : writer.interpolated(each),
  );
  return wrapInTemplate(text, value, [edit(start, end, candidates.join(', '))], writer);
}

/** Turns a quoted attribute into a template literal if its images are code. */
function wrapInTemplate(
  text: string,
  value: TextRange,
  edits: readonly TextEdit[],
  { images, syntax }: ImageWriter,
): Insertion {
  const isCode = images.some(({ form }) => form === 'import') && !syntax.interpolates;
  if (!isCode || text[value.start] === '`') return draft(edits);
  return draft([
    edit(value.start, value.start + 1, '{`'),
    ...edits,
    edit(value.end - 1, value.end, '`}'),
  ]);
}

/** Inserts where the cursor is in an alt text: its image as well, if there is none yet. */
function insertIntoAlt(
  text: string,
  range: TextRange,
  element: MarkupElement,
  attribute: MarkupAttribute,
  writer: ImageWriter,
): Insertion {
  const [first, ...rest] = writer.images;
  const { value } = attribute;
  const alt = value ? text.slice(value.start + 1, value.end - 1).trim() : '';
  const source = findAttribute(element, 'src');
  const isEmpty = alt === '' || range.end - range.start === alt.length;
  if (!first || !value || !isEmpty) {
    return insertAfter(text, element, writer.elements, writer.context.eol);
  }
  const inserted = draft([edit(value.start, value.end, writer.altValue(first))]);
  const others = insertAfter(
    text,
    element,
    rest.map((each) => writer.element(each)),
    writer.context.eol,
  );
  const added = rest.length === 0 ? [] : others.edits;
  const isComponent = /^[A-Z]/.test(element.name);
  const sourceEdits = source?.value
    ? replaceValue(text, source.value, element, first, 'src', writer).edits
    : [insertAt(attribute.start, `src=${writer.attributeValue(first, isComponent)} `)];
  return addEdits(addEdits(inserted, sourceEdits), added);
}

/** Inserts where the cursor is in a tag, but in no value. */
export function insertIntoTag(
  text: string,
  range: TextRange,
  element: MarkupElement,
  writer: ImageWriter,
): Insertion {
  const [first, ...rest] = writer.images;
  const isImage = /^(?:img|Image)$/.test(element.name);
  const source = findAttribute(element, 'src');
  if (first && isImage && !source && rest.length === 0)
    return completeImage(text, range, element, first, writer);
  const raw = source?.value ? text.slice(source.value.start, source.value.end) : undefined;
  if (first && isImage && source?.value && /^(?:["'{]\s*["'}])?$/.test(raw ?? '')) {
    const position = {
      start: source.value.start + (raw === '' ? 0 : 1),
      end: source.value.end - (raw === '' ? 0 : 1),
    };
    return insertIntoAttribute(text, position, element, source, writer);
  }
  const isInOpeningTag = range.end <= element.openEnd;
  if (isInOpeningTag && element.closeStart !== undefined) {
    return insertAsFirstChild(text, element, writer);
  }
  return insertAfter(text, element, writer.elements, writer.context.eol);
}

/** Adds the missing attributes of an image without a source. */
function completeImage(
  text: string,
  { start, end }: TextRange,
  element: MarkupElement,
  image: ReferencedImage,
  writer: ImageWriter,
): Insertion {
  const alt = findAttribute(element, 'alt');
  const source = `src=${writer.attributeValue(image, element.name !== 'img')}`;
  // After the name, where no attribute is cut.
  const nameEnd = element.start + 1 + element.name.length;
  const isBetween = /\s$/.test(text.slice(0, start).slice(-1)) && start > nameEnd;
  const position = isBetween ? { start, end } : { start: nameEnd, end: nameEnd };
  const after = isBetween && /^[^\s/>]/.test(text.slice(end, end + 1)) ? ' ' : '';
  const space = isBetween ? '' : ' ';
  const written = alt
    ? concatenate(space, source, after)
    : concatenate(space, source, ' alt=', writer.altValue(image), after);
  return draft([edit(position.start, position.end, written)]);
}
