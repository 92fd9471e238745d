import { html, nothing, type TemplateResult } from 'lit';
import type { FromPage, PageStrings, Query } from '../protocol.ts';
import type { Composer } from './composer.ts';
import { cardTemplate, type CardContext } from './card.ts';
import type { Looking } from './corner.ts';
import { dayName } from './dayName.ts';
import type { Grid } from './grid.ts';
import type { Listed } from './listed.ts';
import type { FailedQuestion } from './notice.ts';
import type { Pictures } from './pictures.ts';
import type { Selection } from './selection.ts';

export interface ContentContext {
  readonly strings: PageStrings;
  readonly post: (message: FromPage) => void;
  readonly listed: Listed;
  readonly grid: Grid;
  readonly pictures: Pictures;
  readonly selection: Selection;
  readonly composer: Pick<Composer, 'focus' | 'noKey' | 'setApiKey'>;
  readonly look: Looking;
  readonly failed: FailedQuestion | undefined;
  readonly search: (query: Query) => void;
}

/** What the gallery shows: the grid, or why there is none and what to do about it. */
export function contentTemplate(context: ContentContext): TemplateResult {
  const { strings, listed, composer, failed, search } = context;
  const { version, total, all } = listed.listing;
  if (version === 0 && failed) {
    return standIn({
      title: strings.unreadable,
      text: failed.reason,
      button: strings.retry,
      press: failed.retry,
    });
  }
  if (version === 0) {
    return html`<progress
      class="loading"
      role="progressbar"
      aria-label=${strings.loading}
    ></progress>`;
  }
  if (all === 0 && composer.noKey !== '') {
    return standIn({
      title: strings.empty,
      text: composer.noKey,
      button: strings.composer.setApiKey,
      press: () => {
        composer.setApiKey();
      },
    });
  }
  if (all === 0) {
    return standIn({
      title: strings.empty,
      text: strings.emptyHint,
      button: strings.generateImage,
      press: () => {
        composer.focus();
      },
    });
  }
  if (total === 0) {
    return standIn({
      title: strings.noMatch,
      text: strings.noMatchHint,
      button: strings.clear,
      press: () => {
        search({ text: '' });
      },
    });
  }
  return gridTemplate(context);
}

/** What stands where there are no pictures: why, and the one thing to do next. */
function standIn(what: { title: string; text: string; button: string; press: () => void }) {
  return html`<div class="empty">
    <h2>${what.title}</h2>
    <p>${what.text}</p>
    <button class="primary" @click=${what.press}>${what.button}</button>
  </div>`;
}

function gridTemplate(context: ContentContext): TemplateResult {
  const { strings, post, listed, grid, pictures, selection, look } = context;
  const card: CardContext = {
    strings,
    post,
    look,
    now: performance.now(),
    thumbnailOf: (generation, index) => pictures.addressOf(generation, index, grid.cell),
    onBroken: (generation, index) => {
      pictures.broken(generation, index);
    },
    isChoosing: selection.ids.size > 0,
    isMissing: (generation, index) => pictures.isMissing(generation, index),
  };
  // Tab has to lead somewhere, even where the card that the keyboard was at is far away.
  const { from, count } = grid.window;
  const active = Math.min(Math.max(selection.active, from), from + count - 1);
  const nameOf = ({ day }: { day: string }) => {
    return dayName(day, strings, document.documentElement.lang);
  };
  return grid.template({
    nameOf,
    headingTemplate: (day) => html`<h2>${nameOf(day)} <span class="count">${day.count}</span></h2>`,
    cellTemplate: (place, day) => {
      const generation = listed.at(place);
      const state = {
        place,
        isChosen: generation ? selection.ids.has(generation.id) : false,
        isActive: place === active,
      };
      return html`<div
        class=${generation === undefined ? 'cell awaited' : 'cell'}
        role="listitem"
        aria-posinset=${place - day.from + 1}
        aria-setsize=${day.count}
      >
        ${generation ? cardTemplate(generation, state, card) : nothing}
      </div>`;
    },
  });
}
