import { aspectRatios } from '../jimeng/index.ts';

/** How far a size may be from a ratio that it is called by: the service's own 4K sizes are that far off. */
const tolerance = 0.02;

/** The ratio that users call a size by; `undefined` for one that has no name. */
export function ratioName(width: number, height: number): string | undefined {
  return aspectRatios.find((ratio) => {
    const [across = 1, down = 1] = ratio.split(':').map(Number);
    return Math.abs((width / height) * (down / across) - 1) < tolerance;
  });
}
