import type { Insertion, TextRange } from '../../language.ts';
import { escapeAttribute } from '../../html/escape.ts';
import { concatenate, join, replaceRange } from '../../text/edits.ts';
import { encodePath } from '../../text/encodePath.ts';
import { getIndentation, getLine, getNextLine } from '../../text/lines.ts';
import { writeElement } from '../dialect.ts';
import { countOpenElements, inspectHtml, type HtmlSpot } from '../syntax/htmlSpot.ts';
import { isBlankContent, type Scene } from './scene.ts';
import { insertAbove, insertBelow } from './writeBlocks.ts';
import { fillReference, insertPaths } from './writePath.ts';

/**
 * Inserts images into a block of HTML, where Markdown is shown as text.
 * @param prefix what the lines of the block start with
 */
export function insertIntoHtml(
  scene: Scene,
  block: TextRange,
  offset: number,
  prefix: string,
): Insertion {
  const { context } = scene;
  const html = scene.masked.slice(block.start, block.end).trimEnd();
  const end = block.start + html.length;
  if (offset <= block.start) return insertAbove(scene, offset, prefix);
  if (offset > end) return insertAfterHtml(scene, html, offset, prefix);
  const spot = inspectHtml(html, offset - block.start);
  const written = insertAtSpot(scene, spot, block.start, offset);
  if (written) return written;
  const position = spot.kind === 'tag' ? block.start + spot.end : offset;
  if (context.placement === 'below') return insertBelow(scene, end, prefix);
  return position >= end
    ? insertAfterHtml(scene, html, position, prefix)
    : insertElements(scene, position);
}

/** Inserts images where HTML does not allow elements, such as in an attribute. Undefined elsewhere. */
export function insertAtSpot(
  scene: Scene,
  spot: HtmlSpot,
  base: number,
  offset: number,
): Insertion | undefined {
  const cursor = { start: offset, end: offset };
  const shift = ({ start, end }: TextRange) => ({ start: start + base, end: end + base });
  const shared = { encodePath, escapeAlt: escapeAttribute, isElement: true };
  switch (spot.kind) {
    case 'comment':
      return insertPaths(scene, cursor, 'pathInComment');
    case 'code':
      return insertPaths(scene, cursor, 'pathInCode');
    case 'style':
      return insertUrls(scene, offset);
    case 'path':
      return fillReference(scene, { ...shared, path: shift(spot.range), end: base + spot.end });
    case 'image':
      return fillReference(scene, {
        ...shared,
        path: shift(spot.path),
        ...(spot.alt ? { alt: shift(spot.alt) } : {}),
        end: base + spot.end,
      });
    case 'text':
    case 'tag':
      return undefined;
  }
}

/** In a style attribute, a value is a URL, and inside of `url(…)` a path. */
function insertUrls({ text, images }: Scene, offset: number): Insertion {
  const before = text.slice(Math.max(0, offset - 1000), offset);
  const paths = images.map(({ path }) => encodePath(path));
  const [, quote, typed] = /url\((["']?)([^()"']*)$/i.exec(before) ?? [];
  if (quote !== undefined && typed !== undefined) {
    const rest = /^[^()"'\s;]*/.exec(text.slice(offset, offset + 1000))?.[0].length ?? 0;
    const range = { start: offset - typed.length, end: offset + rest };
    return replaceRange(range, paths.join(`${quote}), url(${quote}`));
  }
  const written = paths.map((path) => `url(${path})`).join(', ');
  return replaceRange(
    { start: offset, end: offset },
    /["';]\s*$/.test(before)
      ? `background-image: ${written};`
      : (before.endsWith(':') ? ' ' : '') + written,
  );
}

/** After a block, Markdown is allowed if all elements of the block are closed. */
function insertAfterHtml(scene: Scene, html: string, offset: number, prefix: string): Insertion {
  return countOpenElements(html) === 0
    ? insertBelow(scene, offset, prefix)
    : insertElements(scene, offset);
}

/** Inserts elements into the text of HTML: on lines of their own at the end of a line. */
export function insertElements(scene: Scene, offset: number): Insertion {
  const { text, context } = scene;
  const line = getLine(text, offset);
  const elements = scene.images.map(writeElement);
  if (isBlankContent(line.text)) {
    const lead = line.text === '' ? getInnerIndentation(scene, offset) : line.text;
    return replaceRange(line, concatenate(lead, join(elements, context.eol + lead)));
  }
  if (text.slice(offset, line.end).trim() === '' && line.start < offset) {
    const lead = getIndentation(line) + (endsWithOpenTag(line.text) ? '  ' : '');
    const next = getNextLine(text, line);
    const isNextInside = next !== undefined && /^\s*[^\s<]|^\s*<[^/]/.test(next.text);
    const indentation = isNextInside ? getIndentation(next) : lead;
    const parts = elements.map((element) => concatenate(context.eol, indentation, element));
    return replaceRange({ start: line.end, end: line.end }, concatenate(...parts));
  }
  const before = /[\p{L}\p{N}.,;:!?)。，；：！？）]$/u.test(text.slice(0, offset).slice(-2))
    ? ' '
    : '';
  const after = /^[\p{L}\p{N}(]/u.test(text.slice(offset, offset + 2)) ? ' ' : '';
  return replaceRange(
    { start: offset, end: offset },
    concatenate(before, join(elements, ' '), after),
  );
}

/** The indentation of the next line, unless it is an end tag. */
function getInnerIndentation({ text }: Scene, offset: number): string {
  const next = getNextLine(text, getLine(text, offset));
  return next === undefined || /^\s*<\//.test(next.text) ? '' : getIndentation(next);
}

function endsWithOpenTag(line: string): boolean {
  return /<[a-z][^<>]*>\s*$/i.test(line) && !/<(?:br|hr|img|input|source)\b[^<>]*>\s*$/i.test(line);
}
