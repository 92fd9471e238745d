import { html, nothing, type TemplateResult } from 'lit';
import type { FromPage, PageStrings } from '../protocol.ts';
import { cardTemplate, type CardContext } from './card.ts';
import type { Looking } from './corner.ts';
import { dayName } from './dayName.ts';
import type { Grid } from './grid.ts';
import type { Listed } from './listed.ts';
import type { Pictures } from './pictures.ts';

export interface ContentContext {
  readonly strings: PageStrings;
  readonly post: (message: FromPage) => void;
  readonly listed: Listed;
  readonly grid: Grid;
  readonly pictures: Pictures;
  readonly look: Looking;
}

/** What the gallery shows: the grid, or why there is none. */
export function contentTemplate({
  strings,
  post,
  listed,
  grid,
  pictures,
  look,
}: ContentContext): TemplateResult {
  const { total, all } = listed.listing;
  if (all === 0) return emptyTemplate(strings, post);
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
    isMissing: (generation, index) => pictures.isMissing(generation, index),
  };
  return grid.template(
    (day, count) => html`<h2>${dayName(day, strings)} <span class="count">${count}</span></h2>`,
    (place) => {
      const generation = listed.at(place);
      return html`<div
        class="cell"
        role="listitem"
        aria-posinset=${place + 1}
        aria-setsize=${total}
      >
        ${generation ? cardTemplate(generation, context) : nothing}
      </div>`;
    },
  );
}

function emptyTemplate(strings: PageStrings, post: ContentContext['post']): TemplateResult {
  return html`<div class="empty">
    <h1>${strings.empty}</h1>
    <p>${strings.emptyHint}</p>
    <button
      class="primary"
      @click=${() => {
        post({ type: 'generate' });
      }}
    >
      ${strings.generateImage}
    </button>
  </div>`;
}
