import type { Grid } from './grid.ts';

/** Where a key leads from a place in the grid; `undefined` for a key that does not move. */
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

/** Whether an event comes from something that has use for keys of its own. */
export function isInField(event: Event): boolean {
  const [target] = event.composedPath();
  return target instanceof HTMLElement && target.matches('input, textarea, select, dialog *');
}
