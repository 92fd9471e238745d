import type { Grid } from './grid.ts';

/**
 * The position that a navigation key leads to from another one; `undefined` if it is not such a key.
 * @param total the number of generations in the grid
 */
export function getTargetPosition(
  key: string,
  position: number,
  total: number,
  grid: Pick<Grid, 'positionBelow' | 'visibleRowCount'>,
): number | undefined {
  const lastPosition = total - 1;
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, position - 1);
    case 'ArrowRight':
      return Math.min(lastPosition, position + 1);
    case 'ArrowUp':
      return grid.positionBelow(position, -1);
    case 'ArrowDown':
      return grid.positionBelow(position, 1);
    case 'PageUp':
      return grid.positionBelow(position, -grid.visibleRowCount);
    case 'PageDown':
      return grid.positionBelow(position, grid.visibleRowCount);
    case 'Home':
      return 0;
    case 'End':
      return lastPosition;
    default:
      return undefined;
  }
}
