import { html, nothing, type TemplateResult } from 'lit';
import type { FromPage, PageStrings } from '../protocol.ts';
import type { Composer } from './composer.ts';
import { cardTemplate, type CardContext } from './card.ts';
import type { Looking } from './corner.ts';
import { dayName } from './dayName.ts';
import type { Grid } from './grid.ts';
import type { Listed } from './listed.ts';
import type { Pictures } from './pictures.ts';
import type { Selection } from './selection.ts';

export interface ContentContext {
  readonly strings: PageStrings;
  readonly post: (message: FromPage) => void;
  readonly listed: Listed;
  readonly grid: Grid;
  readonly pictures: Pictures;
  readonly selection: Selection;
  readonly composer: Pick<Composer, 'focus'>;
  readonly look: Looking;
}

/** What the gallery shows: the grid, or why there is none. */
export function contentTemplate({
  strings,
  post,
  listed,
  grid,
  pictures,
  selection,
  composer,
  look,
}: ContentContext): TemplateResult {
  const { total, all } = listed.listing;
  if (all === 0) return emptyTemplate(strings, composer);
  if (total === 0) return html`<div class="empty"><h1>${strings.noMatch}</h1></div>`;
  const context: CardContext = {
    strings,
    post,
    look,
    now: performance.now(),
    thumbnailOf: (generation, index) => pictures.addressOf(generation, index, grid.cell),
    onNoThumbnail: (generation, index) => {
      pictures.make(generation, index);
    },
    isChoosing: selection.ids.size > 0,
    isMissing: (generation, index) => pictures.isMissing(generation, index),
  };
  const stateAt = (place: number, id: string) => ({
    place,
    isChosen: selection.ids.has(id),
    isActive: place === selection.active,
  });
  return grid.template(
    (day, count) =>
      html`<h2>
        ${dayName(day, strings, document.documentElement.lang)} <span class="count">${count}</span>
      </h2>`,
    (place) => {
      const generation = listed.at(place);
      return html`<div
        class="cell"
        role="listitem"
        aria-posinset=${place + 1}
        aria-setsize=${total}
      >
        ${generation ? cardTemplate(generation, stateAt(place, generation.id), context) : nothing}
      </div>`;
    },
  );
}

function emptyTemplate(strings: PageStrings, composer: ContentContext['composer']): TemplateResult {
  return html`<div class="empty">
    <h1>${strings.empty}</h1>
    <p>${strings.emptyHint}</p>
    <button
      class="primary"
      @click=${() => {
        composer.focus();
      }}
    >
      ${strings.generateImage}
    </button>
  </div>`;
}
