import type { Insertion, TextRange } from '../../language.ts';
import { fillReference, isReplaceable } from './writePath.ts';
import type { Scene } from './scene.ts';

const definition = /^(\[[^\]]*\]:\s*<?)([^\s>]*)/;

/**
 * Inserts a path into the definition of a link or image, and further images below it.
 * @param prefix what the lines of the block start with
 * @returns undefined outside of its destination, or if that is no image
 */
export function insertIntoDefinition(
  scene: Scene,
  range: TextRange,
  offset: number,
  prefix: string,
): Insertion | undefined {
  const path = findDestination(scene.text.slice(range.start, range.end), range.start);
  if (!path || offset < path.start || offset > path.end) return undefined;
  if (!isReplaceable(scene.text.slice(path.start, path.end))) return undefined;
  return fillReference(scene, { ...scene.dialect, path, end: range.end, prefix });
}

function findDestination(source: string, base: number): TextRange | undefined {
  const [, lead, destination] = definition.exec(source) ?? [];
  if (lead === undefined || destination === undefined) return undefined;
  const start = base + lead.length;
  return { start, end: start + destination.length };
}

const definitionLine = /^[ >]*(\[([^[\]\n\\]+)\]:[ \t]*<?[^\s>]+)/gm;

/** The destination of the definition of a label. Undefined if there is none. */
export function findDefinition(text: string, label: string): TextRange | undefined {
  const normalize = (each: string) => each.replace(/\s+/g, ' ').trim().toLowerCase();
  for (const match of text.matchAll(definitionLine)) {
    const [whole, source = '', name = ''] = match;
    if (normalize(name) === normalize(label)) {
      return findDestination(source, match.index + whole.length - source.length);
    }
  }
  return undefined;
}
