import type { Insertion, InsertionContext, ReferencedImage, TextRange } from '../../language.ts';

import { getLine } from '../../text/lines.ts';
import { findRunEnd } from '../../text/runs.ts';
import type { MarkdownDialect } from '../dialect.ts';
import { insertAfterHead } from './documentHead.ts';
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
  // The document without the selection decides what is allowed there.
  const removed = includeSpaceBehind(text, range);
  const rest = text.slice(0, removed.start) + text.slice(removed.end);
  const line = getLine(rest, range.start);
  const isWholeLine = rest.slice(line.start, line.end).trim() === '';
  const scene = createScene(rest, images, dialect, {
    ...context,
    placement: isWholeLine ? context.placement : 'cursor',
    isAfterPrompt: false,
  });
  return includeSelection(insertAtCursor(scene, range.start), removed);
}

/** At the start of a paragraph, the space after the selection would become its indentation. */
function includeSpaceBehind(text: string, { start, end }: TextRange): TextRange {
  const before = text.slice(getLine(text, start).start, start);
  const isAtStart = /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)?$/.test(before);
  return { start, end: isAtStart ? findRunEnd(text, end, text.length, /[ \t]/) : end };
}

function insertAtCursor(scene: Scene, offset: number): Insertion {
  const segment = findSegment(scene, offset);
  switch (segment.kind) {
    case 'frontMatter':
      return (
        insertIntoFrontMatter(scene, offset, segment.end) ??
        insertAfterHead(scene, segment.end, offset)
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

/** The end of the last line of a segment that is not blank. */
function getContentEnd({ text }: Scene, { start, end }: TextRange): number {
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
