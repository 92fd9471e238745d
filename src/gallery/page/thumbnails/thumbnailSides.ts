import type { Params } from '../../protocol/requests.ts';
import {
  maxFirstThumbnails,
  thumbnailSidesPx,
  type ThumbnailSide,
} from '../../protocol/vocabulary.ts';

const [smallSidePx, mediumSidePx, largeSidePx] = thumbnailSidesPx;

/** The smallest side of a thumbnail that is sharp. @param longerSidePx of the image on the screen, in device pixels */
export function chooseSide(longerSidePx: number): ThumbnailSide {
  return thumbnailSidesPx.find((side) => side >= Math.floor(longerSidePx)) ?? largeSidePx;
}

/** The properties of the page's `window` that the number and size of thumbnails depend on. */
interface ViewportSize {
  /** Pixels. */
  readonly innerWidth: number;
  /** Pixels. */
  readonly innerHeight: number;
  readonly devicePixelRatio: number;
}

/**
 * The thumbnails to request with the first generations, whose sizes are not known yet: as if they were
 * square.
 * @param rowHeight in pixels
 */
export function estimateFirstThumbnails(
  { innerWidth, innerHeight, devicePixelRatio }: ViewportSize,
  rowHeight: number,
): NonNullable<Params<'getItems'>['thumbnails']> {
  const columns = Math.ceil(innerWidth / rowHeight);
  // The composer and the toolbar take the rest.
  const rows = Math.max(1, Math.floor(innerHeight / rowHeight));
  return {
    side: chooseSide(rowHeight * devicePixelRatio),
    count: Math.min(maxFirstThumbnails, Math.max(1, columns * rows)),
  };
}

/** The other sides, the best replacement first: larger ones are sharp, and then the largest of the smaller ones. */
export function listReplacements(side: ThumbnailSide): ThumbnailSide[] {
  return [
    ...thumbnailSidesPx.filter((each) => each > side),
    ...thumbnailSidesPx.filter((each) => each < side).reverse(),
  ];
}

/** The sides that are made together when one of them is missing. Few images are shown large. */
export function listSidesToMake(side: ThumbnailSide): readonly ThumbnailSide[] {
  return side === largeSidePx ? [largeSidePx] : [smallSidePx, mediumSidePx];
}
