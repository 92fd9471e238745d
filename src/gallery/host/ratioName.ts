import { aspectRatios } from '../../jimeng/index.ts';

/** How far a size may be from a ratio that it is called by: the service's own 4K sizes are that far off. */
const ratioTolerance = 0.02;

/** The ratio that users call a size by; `undefined` for one that has no name. */
export function findRatioName(width: number, height: number): string | undefined {
  return aspectRatios.find((ratio) => {
    const [ratioWidth = 1, ratioHeight = 1] = ratio.split(':').map(Number);
    return Math.abs((width / height) * (ratioHeight / ratioWidth) - 1) < ratioTolerance;
  });
}
