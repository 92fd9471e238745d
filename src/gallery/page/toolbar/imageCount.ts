import type { Query } from '../../protocol/query.ts';
import type { PageStrings } from '../../protocol/strings.ts';
import type { ImageCounts } from '../../protocol/views.ts';
import { formatPlural } from '../ui/format.ts';
import { isFiltered } from './filters.ts';

/** How many images there are, such as `66 images`, or `4 of 66 images` with a search or filters. */
export function formatImageCount(
  counts: ImageCounts | undefined,
  query: Query,
  strings: Pick<PageStrings, 'imageCount' | 'filteredImageCount'>,
): string {
  if (!counts) return '';
  const { matching, all } = counts;
  if (isFiltered(query)) return formatPlural(all, strings.filteredImageCount, matching);
  // Nothing but generations without images, such as the first one while it runs.
  return all === 0 ? '' : formatPlural(all, strings.imageCount);
}
