import type { Insertion, TextRange } from '../../language.ts';
import { replaceRange } from '../../text/edits.ts';
import { getLine } from '../../text/lines.ts';
import { insertBehind } from './documentHead.ts';
import type { Scene } from './scene.ts';
import { findString, insertPaths, isReplaceable } from './writePath.ts';

/** Inserts images into the imports and exports of MDX: a path into a string or comment, or behind them. */
export function insertIntoScript(scene: Scene, script: TextRange, offset: number): Insertion {
  const { text } = scene;
  const line = getLine(text, offset);
  if (line.text.trim() !== '') {
    const spot = insertIntoExpression(scene, script, offset);
    if (spot) return spot;
  }
  return insertBehind(scene, script.end, offset);
}

/** Inserts a path into a string or a comment of JavaScript. Undefined elsewhere. */
export function insertIntoExpression(
  scene: Scene,
  { start }: TextRange,
  offset: number,
): Insertion | undefined {
  const { text } = scene;
  const line = getLine(text, offset);
  const cursor = { start: offset, end: offset };
  const string = findString(
    text,
    { start: Math.max(line.start, start), end: line.end },
    offset,
    /["'`]/,
  );
  if (string) {
    const current = text.slice(string.start, string.end);
    // A module has a name, not the path of an image.
    const isBegun = offset === string.end && /^\.{1,2}\/[^.]*$/.test(current);
    const isSlot = isReplaceable(current) || isBegun;
    const path = scene.images.map((image) => scene.dialect.encodePath(image.path));
    const written = path.map(decodeForBundler).join("', '");
    return isSlot ? replaceRange(string, written) : undefined;
  }
  const before = text.slice(Math.max(start, offset - 10_000), offset);
  const isComment =
    before.lastIndexOf('/*') > before.lastIndexOf('*/') ||
    /(?:^|\s)\/\//.test(before.slice(before.lastIndexOf('\n') + 1));
  return isComment ? insertPaths(scene, cursor, 'pathInComment') : undefined;
}

/** Bundlers read the path of a module as it is, not as a URL. Quotes are escaped. */
function decodeForBundler(path: string): string {
  return decodeURIComponent(path).replace(/["'\\]/g, '\\$&');
}
