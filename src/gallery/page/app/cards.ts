import type { DirectiveResult } from 'lit/directive.js';
import { guard } from 'lit/directives/guard.js';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { PageStrings } from '../../protocol/strings.ts';
import { cardTemplate, type CardContext, type CardState } from '../grid/card.ts';
import type { Grid } from '../grid/grid.ts';
import type { Cell, CellRow } from '../grid/layout.ts';
import type { DisplayedGeneration, ListingCache } from '../grid/listingCache.ts';
import type { RecentMoves } from '../grid/recentMoves.ts';
import type { Selection } from '../grid/selection.ts';
import type { ThumbnailCache } from '../thumbnails/thumbnailCache.ts';
import type { ImageCountTexts } from '../toolbar/imageCount.ts';
import type { SelectionSummary } from '../toolbar/selectionSummary.ts';
import { cssProperties } from '../ui/cssProperties.ts';
import { formatDay } from '../ui/format.ts';
import type { HostConnection } from '../ui/hostConnection.ts';
import type { Overlay } from '../viewer/overlay.ts';

/** The state and services that the cards are drawn from. */
export interface CardsContext extends ImageCountTexts {
  readonly strings: PageStrings;
  readonly connection: Pick<HostConnection, 'notify'>;
  readonly listingCache: ListingCache;
  readonly grid: Grid;
  readonly thumbnails: ThumbnailCache;
  readonly selection: Selection;
  readonly selectionSummary: SelectionSummary | undefined;
  readonly recentMoves: Pick<RecentMoves, 'has'>;
  readonly overlay: Pick<Overlay, 'openViewer'>;
  readonly arePromptsShown: boolean;
}

/** The grid with its cards and the headings of their days. */
export function cardsTemplate(context: CardsContext): TemplateResult {
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
    onBroken: (generation, index) => {
      thumbnails.regenerate(generation, index);
    },
    selectedCount: selection.ids.size,
    canCompareSelected: selectionSummary?.pair !== undefined,
  };
  // Tab must lead to a card even if the active one is not in the document.
  const { from, count } = grid.visibleRange;
  const activePosition = Math.min(Math.max(selection.activePosition, from), from + count - 1);
  const getDayLabel = ({ day }: { day: string }) => {
    return formatDay(day, strings, document.documentElement.lang);
  };
  const getCardState = (
    generation: DisplayedGeneration,
    { position, width }: Cell,
    { height }: CellRow,
  ): CardState => {
    const problem = thumbnails.problems.find(generation, 0);
    const hasThumbnail = generation.state !== 'running' && !problem;
    return {
      position,
      isSelected: selection.ids.has(generation.id),
      isActive: position === activePosition,
      hasMoved: recentMoves.has(generation.id),
      problem,
      thumbnailUrl: hasThumbnail
        ? thumbnails.getUrl(generation, 0, Math.max(width, height) * devicePixelRatio)
        : '',
    };
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
    cellTemplate: (cell, row) => {
      const { position, dayRange: day, left, width } = cell;
      const { height } = row;
      const generation = listingCache.at(position);
      return html`<div
        class=${generation === undefined ? 'cell pending' : 'cell'}
        role="listitem"
        aria-posinset=${position - day.from + 1}
        aria-setsize=${day.count}
        ${cssProperties({ left: `${left}px`, width: `${width}px`, height: `${height}px` })}
      >
        ${generation ? guardedCard(generation, getCardState(generation, cell, row), cardContext) : nothing}
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

/** A card, which is drawn again only if something that it shows has changed. */
function guardedCard(
  generation: DisplayedGeneration,
  state: CardState,
  context: CardContext,
): DirectiveResult {
  const { selectedCount, canCompareSelected } = context;
  const nowMs = generation.state === 'running' ? context.nowMs : undefined;
  const { position, isSelected, isActive, hasMoved, problem, thumbnailUrl } = state;
  return guard(
    [
      generation,
      position,
      isSelected,
      isActive,
      hasMoved,
      problem,
      thumbnailUrl,
      selectedCount,
      canCompareSelected,
      nowMs,
    ],
    () => cardTemplate(generation, state, context),
  );
}
