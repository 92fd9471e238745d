import type { Insertion, InsertionContext, ReferencedImage, TextRange } from '../../language.ts';

import { getLine } from '../../text/lines.ts';
import type { MarkdownDialect } from '../dialect.ts';
import { insertIntoCode } from './codeBlock.ts';
import { insertIntoFrontMatter } from './frontMatter.ts';
import { insertIntoHtml } from './htmlBlock.ts';
import { insertIntoMarkdown } from './markdownBlock.ts';
import { insertIntoScript } from './script.ts';
import { createScene, findSegment, type Scene } from './scene.ts';
import { insertAbove, insertBelow } from './writeBlocks.ts';
import { insertPaths } from './writePath.ts';

/** Inserts images into a document in Markdown or one of its dialects. */
export function insertImages(
  text: string,
  range: TextRange,
  images: readonly ReferencedImage[],
  dialect: MarkdownDialect,
  context: InsertionContext,
): Insertion {
  if (range.start === range.end) {
    return insertAtCursor(createScene(text, images, dialect, context), range.start);
  }
  const isCodeSpan = text[range.start - 1] === '`' && text[range.end] === '`';
  if (isCodeSpan) {
    return insertPaths(createScene(text, images, dialect, context), range, 'pathInCode');
  }
  // The document without the selection decides what can stand there.
  const rest = text.slice(0, range.start) + text.slice(range.end);
  const line = getLine(rest, range.start);
  const isWholeLine = rest.slice(line.start, line.end).trim() === '';
  const scene = createScene(rest, images, dialect, {
    ...context,
    placement: isWholeLine ? context.placement : 'cursor',
    isAfterPrompt: false,
  });
  return includeSelection(insertAtCursor(scene, range.start), range);
}

function insertAtCursor(scene: Scene, offset: number): Insertion {
  const segment = findSegment(scene, offset);
  switch (segment.kind) {
    case 'frontMatter':
      return (
        insertIntoFrontMatter(scene, offset, segment.end) ??
        insertBehind(scene, segment.end, offset)
      );
    case 'script':
      return insertIntoScript(scene, segment, offset);
    case 'code':
      return insertIntoCode(scene, segment, offset, '');
    case 'comment':
      if (offset === segment.start) return insertAbove(scene, offset, '');
      return insertPaths(scene, { start: offset, end: offset }, 'pathInComment');
    case 'html':
      return insertIntoHtml(scene, segment, offset, '');
    case 'math':
      return offset === segment.start
        ? insertAbove(scene, offset, '')
        : insertBelow(scene, getContentEnd(scene, segment), '');
    case 'markdown':
      return insertIntoMarkdown(scene, segment, offset);
  }
}

/** Inserts the images behind what has to be at the start of a document. */
export function insertBehind(scene: Scene, start: number, offset: number): Insertion {
  const { text } = scene;
  const end = skipScripts(scene, start);
  const notes = offset < end ? (['moved'] as const) : [];
  // At the end of the document, there may be no line break yet.
  if (!text.slice(0, end).endsWith('\n')) return insertBelow(scene, end, '', notes);
  const next = /\S/.exec(text.slice(end, end + 1000));
  return next === null || next.index > 0
    ? insertBelow(scene, end - 1, '', notes)
    : insertAbove(scene, end, '', notes);
}

/** The end of the imports that follow an offset. */
function skipScripts({ text, segments }: Scene, offset: number): number {
  let end = offset;
  for (const segment of segments) {
    if (segment.start < offset) continue;
    if (segment.kind === 'script') ({ end } = segment);
    else if (text.slice(segment.start, segment.end).trim() !== '') break;
  }
  return end;
}

/** The end of the last line of a segment that is not blank. */
export function getContentEnd({ text }: Scene, { start, end }: TextRange): number {
  return start + text.slice(start, end).trimEnd().length;
}

/** Edits of the document without the selection, as those of the document with it. */
function includeSelection({ edits, notes }: Insertion, { start, end }: TextRange): Insertion {
  const length = end - start;
  const including = edits.findIndex((edit) => edit.start <= start && edit.end >= start);
  const shifted = edits.map((edit, index) => {
    if (index === including) return { ...edit, end: edit.end + length };
    const isAfter = edit.start >= start;
    return isAfter ? { ...edit, start: edit.start + length, end: edit.end + length } : edit;
  });
  if (including === -1) shifted.push({ start, end, text: '', alts: [] });
  return { edits: shifted.toSorted((a, b) => a.start - b.start), notes };
}
