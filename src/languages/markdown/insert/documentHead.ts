import type { Insertion } from '../../language.ts';
import type { Scene } from './scene.ts';
import { insertAbove, insertBelow } from './writeBlocks.ts';

/** Inserts the images after what has to be at the start of a document. */
export function insertAfterHead(scene: Scene, start: number, offset: number): Insertion {
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
