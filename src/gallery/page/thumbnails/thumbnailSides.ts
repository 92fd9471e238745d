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

/**
 * The thumbnails to request with the first generations, whose sizes are not known yet: as if they were
 * square.
 * @param width of the page, like its height and that of a row in pixels
 */
export function estimateFirstThumbnails(
  width: number,
  height: number,
  rowHeight: number,
  pixelRatio: number,
): NonNullable<Params<'getItems'>['thumbnails']> {
  const fit = (length: number) => Math.max(1, Math.floor(length / rowHeight));
  return {
    side: chooseSide(rowHeight * pixelRatio),
    count: Math.min(maxFirstThumbnails, fit(width) * fit(height)),
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
