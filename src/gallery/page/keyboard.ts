import type { Grid } from './grid.ts';

/** Where a key leads from a place in the grid; `undefined` for a key that does not move. */
export function moved(
  key: string,
  place: number,
  total: number,
  grid: Pick<Grid, 'below' | 'linesInSight'>,
): number | undefined {
  const last = total - 1;
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, place - 1);
    case 'ArrowRight':
      return Math.min(last, place + 1);
    case 'ArrowUp':
      return grid.below(place, -1);
    case 'ArrowDown':
      return grid.below(place, 1);
    case 'PageUp':
      return grid.below(place, -grid.linesInSight);
    case 'PageDown':
      return grid.below(place, grid.linesInSight);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}

/** Whether an event comes from something that has use for keys of its own. */
export function isInField(event: Event): boolean {
  const [target] = event.composedPath();
  return target instanceof HTMLElement && target.matches('input, textarea, select, dialog *');
}
