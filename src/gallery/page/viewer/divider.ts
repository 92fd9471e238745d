/** The position of the divider for a pointer at `x`, in percent of the frame's width from the left. */
export function dividerFromPointer(
  x: number,
  { left, width }: { left: number; width: number },
): number {
  return width > 0 ? clampPercent(Math.round(((x - left) / width) * 100)) : 50;
}

const stepPercentByKey = new Map(
  Object.entries({
    ArrowLeft: -5,
    ArrowDown: -5,
    ArrowRight: 5,
    ArrowUp: 5,
    PageDown: -20,
    PageUp: 20,
    Home: -100,
    End: 100,
  }),
);

/** The position that a key of a slider moves the divider to; `undefined` if it is no such key. */
export function dividerFromKey(key: string, percent: number): number | undefined {
  const stepPercent = stepPercentByKey.get(key);
  return stepPercent === undefined ? undefined : clampPercent(percent + stepPercent);
}

function clampPercent(percent: number): number {
  return Math.min(100, Math.max(0, percent));
}
