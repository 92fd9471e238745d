import type { Grid } from '../grid/grid.ts';
import { rowHeightPx } from '../grid/layout.ts';
import type { ListingCache } from '../grid/listingCache.ts';
import type { Selection } from '../grid/selection.ts';
import type { SelectionSummary } from '../toolbar/selectionSummary.ts';
import type { ToolbarContext } from '../toolbar/toolbar.ts';
import type { HostConnection } from '../ui/hostConnection.ts';

type GivenName =
  | 'strings'
  | 'query'
  | 'countText'
  | 'facets'
  | 'onFiltersClosed'
  | 'arePromptsShown'
  | 'search'
  | 'resize'
  | 'compare';

/** The state and services that the toolbar is drawn from. */
export interface ToolbarSources extends Pick<ToolbarContext, GivenName> {
  readonly connection: Pick<HostConnection, 'notify'>;
  readonly listingCache: ListingCache;
  readonly grid: Grid;
  readonly selection: Selection;
  readonly selectionSummary: SelectionSummary | undefined;
  /** Called when the selection has been cleared. */
  readonly onCleared: () => void;
}

/** What the toolbar shows, and what it does with the selection. */
export function createToolbarContext(sources: ToolbarSources): ToolbarContext {
  const { connection, listingCache, grid, selection, selectionSummary, onCleared, ...given } =
    sources;
  return {
    ...given,
    isEmpty: listingCache.listing.unfilteredTotal === 0,
    selection: selectionSummary,
    rowHeight: { ...rowHeightPx, value: grid.preferredRowHeight },
    perform: (action) => {
      const targets = [...selection.ids].map((id) => ({ id }));
      connection.notify('performAction', { action, targets });
    },
    clearSelection: () => {
      selection.clear();
      onCleared();
    },
  };
}
