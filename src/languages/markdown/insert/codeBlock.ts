import type { Insertion, TextRange } from '../../language.ts';
import { getLine } from '../../text/lines.ts';
import { insertStrings } from './runnableCode.ts';
import type { Scene } from './scene.ts';
import { insertAbove, insertBelow } from './writeBlocks.ts';
import { insertPaths } from './writePath.ts';

/**
 * Inserts paths into a code block, or the images above it at its very start, and below it at its fences.
 * @param prefix what the lines of the block start with
 */
export function insertIntoCode(
  scene: Scene,
  block: TextRange,
  offset: number,
  prefix: string,
): Insertion {
  const { text } = scene;
  const source = text.slice(block.start, block.end).trimEnd();
  const end = block.start + source.length;
  const first = getLine(text, block.start);
  if (offset <= block.start || offset === first.start) return insertAbove(scene, offset, prefix);
  const opening = /^\s*(`{3,}|~{3,}|\{[%{])(.*)/.exec(source);
  if (opening !== null) {
    const lastLine = getLine(text, end);
    const isOnFence = offset <= first.end || (offset >= lastLine.start && isClosed(source));
    if (isOnFence) return insertBelow(scene, end, prefix);
  } else if (offset > end) return insertBelow(scene, end, prefix);
  const codeLanguage = /^\{([a-z]+)/i.exec(opening?.[2] ?? '')?.[1];
  return scene.dialect.hasRunnableCode && codeLanguage !== undefined
    ? insertStrings(scene, offset, codeLanguage)
    : insertPaths(scene, { start: offset, end: offset }, 'pathInCode');
}

function isClosed(source: string): boolean {
  const lastLine = source.slice(source.lastIndexOf('\n') + 1).trim();
  return source.includes('\n') && /^[\s>]*(?:`{3,}|~{3,}|\{[%{].*)$/.test(lastLine);
}
