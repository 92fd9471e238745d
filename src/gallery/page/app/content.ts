import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Query } from '../../protocol/query.ts';
import type { PageStrings } from '../../protocol/strings.ts';
import { cardTemplate, type CardContext } from '../grid/card.ts';
import { isFiltered } from '../toolbar/filters.ts';
import type { ImageCountTexts } from '../toolbar/imageCount.ts';
import type { Overlay } from '../viewer/overlay.ts';
import type { Grid } from '../grid/grid.ts';
import type { ListingCache } from '../grid/listingCache.ts';
import type { RecentMoves } from '../grid/recentMoves.ts';
import type { Selection } from '../grid/selection.ts';
import type { LibraryNotices } from '../notices/libraryNotice.ts';
import type { SelectionSummary } from '../toolbar/selectionSummary.ts';
import type { ThumbnailCache } from '../thumbnails/thumbnailCache.ts';
import { formatDay } from '../ui/format.ts';
import { cssProperties } from '../ui/cssProperties.ts';
import type { HostConnection } from '../ui/hostConnection.ts';
import type { SetupPanel } from './setupPanel.ts';

/** The state and services that the content is drawn from. */
export interface ContentContext extends ImageCountTexts {
  readonly strings: PageStrings;
  readonly connection: Pick<HostConnection, 'failure' | 'notify'>;
  readonly listingCache: ListingCache;
  readonly grid: Grid;
  readonly thumbnails: ThumbnailCache;
  readonly selection: Selection;
  readonly selectionSummary: SelectionSummary | undefined;
  readonly recentMoves: Pick<RecentMoves, 'has'>;
  readonly setup: Pick<SetupPanel, 'emptyTemplate'>;
  readonly overlay: Pick<Overlay, 'openViewer'>;
  readonly libraryNotices: LibraryNotices;
  readonly query: Query;
  readonly arePromptsShown: boolean;
  readonly search: (query: Query) => void;
}

/** The grid, or why there is none and what to do about it. */
export function contentTemplate(context: ContentContext): TemplateResult {
  const { strings, connection, listingCache, setup, query, search, libraryNotices } = context;
  const { version, total } = listingCache.listing;
  // Failures are shown above.
  const isEmpty = total === 0 && !isFiltered(query);
  if (version === 0 && connection.failure) {
    return emptyStateTemplate({
      title: strings.unreadable,
      text: connection.failure.reason,
      button: strings.commands.retry,
      onClick: connection.failure.retry,
      otherButtons: libraryNotices.current?.isUnavailable ? libraryNotices.buttons : [],
    });
  }
  const emptyTemplate = version > 0 && isEmpty ? setup.emptyTemplate() : undefined;
  if (emptyTemplate) return emptyTemplate;
  if (version === 0 || isEmpty) {
    return html`<progress
      class="loading"
      role="progressbar"
      aria-label=${strings.loading}
    ></progress>`;
  }
  if (total === 0) {
    return emptyStateTemplate({
      title: strings.noMatch,
      text: strings.noMatchHint,
      button: strings.clearSearchAndFilters,
      onClick: () => {
        search({ text: '' });
      },
    });
  }
  return cardsTemplate(context);
}

/** Shows why there are no images, with a button for what can be done about it. */
function emptyStateTemplate(emptyState: {
  title: string;
  text: string;
  button: string;
  onClick: () => void;
  otherButtons?: readonly TemplateResult[];
}) {
  return html`<div class="empty">
    <h2>${emptyState.title}</h2>
    <p>${emptyState.text}</p>
    <div class="buttons">
      <button class="primary" @click=${emptyState.onClick}>${emptyState.button}</button>
      ${emptyState.otherButtons}
    </div>
  </div>`;
}

function cardsTemplate(context: ContentContext): TemplateResult {
  const { strings, connection, listingCache, grid, thumbnails, selection, recentMoves, overlay } =
    context;
  const { countText, countHint, arePromptsShown, selectionSummary } = context;
  const cardContext: CardContext = {
    strings,
    connection,
    openViewer: (image) => {
      overlay.openViewer(image);
    },
    nowMs: performance.now(),
    getQueueNumber: (generation) => listingCache.getQueueNumber(generation),
    getThumbnailUrl: (generation, index, sidePx) =>
      thumbnails.getUrl(generation, index, sidePx * devicePixelRatio),
    onBroken: (generation, index) => {
      thumbnails.regenerate(generation, index);
    },
    selectedCount: selection.ids.size,
    canCompareSelected: selectionSummary?.pair !== undefined,
    getProblem: (generation, index) => thumbnails.problems.find(generation, index),
  };
  // Tab must lead to a card even if the active one is not in the document.
  const { from, count } = grid.visibleRange;
  const activePosition = Math.min(Math.max(selection.activePosition, from), from + count - 1);
  const getDayLabel = ({ day }: { day: string }) => {
    return formatDay(day, strings, document.documentElement.lang);
  };
  return grid.template({
    getDayLabel,
    headingTemplate: (day, label) =>
      html`<div class="day-heading">
        <h2 title=${label}>${label}</h2>
        ${
          // The toolbar has it for screen readers.
          day.from === 0
            ? html`<p class="count" aria-hidden="true" title=${countHint}>${countText}</p>`
            : nothing
        }
      </div>`,
    cellTemplate: ({ position, dayRange: day, left, width }, { height }) => {
      const generation = listingCache.at(position);
      const state = {
        position,
        isSelected: generation ? selection.ids.has(generation.id) : false,
        isActive: position === activePosition,
        hasMoved: generation ? recentMoves.has(generation.id) : false,
        sidePx: Math.max(width, height),
      };
      return html`<div
        class=${generation === undefined ? 'cell pending' : 'cell'}
        role="listitem"
        aria-posinset=${position - day.from + 1}
        aria-setsize=${day.count}
        ${cssProperties({ left: `${left}px`, width: `${width}px`, height: `${height}px` })}
      >
        ${generation ? cardTemplate(generation, state, cardContext) : nothing}
        ${
          generation && arePromptsShown
            ? html`<p class="card-caption" aria-hidden="true" title=${generation.prompt}>
                ${generation.prompt}
              </p>`
            : nothing
        }
      </div>`;
    },
  });
}
