import type { Insertion } from '../../language.ts';
import { getLine } from '../../text/lines.ts';
import { getDocumentRange, type Location } from './locate.ts';
import { getPrefix, type Scene } from './scene.ts';
import { insertAbove, insertBelow } from './writeBlocks.ts';

/**
 * Inserts images before the list or quote that starts on the line of a block, if the offset is before it.
 * @param blockStart where the block starts
 */
export function insertBeforeContainer(
  scene: Scene,
  location: Location,
  blockStart: number,
  offset: number,
): Insertion | undefined {
  const line = getLine(scene.text, blockStart);
  for (const [index, container] of location.containers.entries()) {
    const { start } = getDocumentRange(location, container);
    if (container.type === 'root' || start < line.start) continue;
    if (offset > start) continue;
    const list = location.containers[index - 1];
    const siblings = container.type === 'listItem' && list?.type === 'list' ? list.children : [];
    const previous = siblings.findLast((each) => getDocumentRange(location, each).end < start);
    // Between two items, an image belongs to the first one, so that the list stays one.
    if (previous) {
      const first = getDocumentRange(location, previous.children[0] ?? previous);
      return insertBelow(
        scene,
        getDocumentRange(location, previous).end,
        getPrefix(scene, first.start),
      );
    }
    return insertAbove(scene, line.start, getPrefix(scene, start));
  }
  return undefined;
}
