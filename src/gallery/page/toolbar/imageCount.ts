import type { Query } from '../../protocol/query.ts';
import type { PageStrings } from '../../protocol/strings.ts';
import type { ImageCounts } from '../../protocol/views.ts';
import { format, formatPlural } from '../ui/format.ts';
import { isFiltered } from './filters.ts';

type CountStrings = Pick<
  PageStrings,
  'imageCount' | 'filteredImageCount' | 'generationCount' | 'imagesInGenerations'
>;

/** How many images there are. Both texts are empty until they are counted, and if there are none. */
export interface ImageCountTexts {
  /** Such as `66 images`, or `4 of 66 images` with a search or filters. */
  readonly countText: string;
  /** Of those that are shown, such as `66 images in 63 generations`. */
  readonly countHint: string;
}

/** Describes how many images there are. */
export function describeImageCount(
  counts: ImageCounts | undefined,
  query: Query,
  strings: CountStrings,
): ImageCountTexts {
  // Nothing but generations without images, such as the first one while it runs.
  if (!counts || (counts.all === 0 && !isFiltered(query))) return { countText: '', countHint: '' };
  const { matching, generations, all } = counts;
  return {
    countText: isFiltered(query)
      ? formatPlural(all, strings.filteredImageCount, matching)
      : formatPlural(all, strings.imageCount),
    countHint: format(
      strings.imagesInGenerations,
      formatPlural(matching, strings.imageCount),
      formatPlural(generations, strings.generationCount),
    ),
  };
}
