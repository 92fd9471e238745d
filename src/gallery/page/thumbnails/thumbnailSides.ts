import { thumbnailSidesPx, type ThumbnailSide } from '../../protocol/vocabulary.ts';

const [smallSidePx, mediumSidePx, largeSidePx] = thumbnailSidesPx;

/** The smallest side of a thumbnail that is sharp. @param longerSidePx of the image on the screen, in device pixels */
export function chooseSide(longerSidePx: number): ThumbnailSide {
  return thumbnailSidesPx.find((side) => side >= Math.floor(longerSidePx)) ?? largeSidePx;
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
