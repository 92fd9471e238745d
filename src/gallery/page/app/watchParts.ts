import type { PageElements } from '../ui/pageElements.ts';
import { PartMoves } from './partMoves.ts';

/**
 * Keeps what is in view of the grid where it is when the parts above it change, and guards what has moved.
 * @param onGridMoved called when the grid has moved down by these pixels, or up if negative
 */
export function watchParts(
  { toolbar, notice, attention, gallery }: PageElements,
  onGridMoved: (deltaPx: number) => void,
): PartMoves {
  const partsAbove = [toolbar, notice, attention];
  const partMoves = new PartMoves({ partsAbove, gallery, onGridMoved });
  // Everything that moves the grid also changes its height. An observer is called before the change is shown.
  const observer = new ResizeObserver(() => {
    partMoves.update();
  });
  for (const part of [...partsAbove, gallery]) observer.observe(part);
  return partMoves;
}
