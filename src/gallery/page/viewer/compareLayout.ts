import type { ImageView } from '../../protocol/views.ts';

/** How two images are compared: over each other with a divider between them, or next to each other. */
export type CompareLayout = 'divider' | 'sideBySide';

/** How much ratios may differ, relative to the smaller one, so that images can lie over each other. */
const ratioTolerance = 0.02;

/** Width divided by height. */
export function getImageRatio({ width, height }: Pick<ImageView, 'width' | 'height'>): number {
  return width > 0 && height > 0 ? width / height : 1;
}

/** The layout that suits two images: only images of the same ratio can lie over each other. */
export function getDefaultLayout(
  left: Pick<ImageView, 'width' | 'height'>,
  right: Pick<ImageView, 'width' | 'height'>,
): CompareLayout {
  const [smaller = 1, larger = 1] = [getImageRatio(left), getImageRatio(right)].sort(
    (a, b) => a - b,
  );
  return larger <= smaller * (1 + ratioTolerance) ? 'divider' : 'sideBySide';
}
