import { html, type TemplateResult } from 'lit/html.js';
import { live } from 'lit/directives/live.js';
import type { Query } from '../../protocol/query.ts';
import type { PageStrings } from '../../protocol/strings.ts';
import { ariaKeys } from '../ui/keymap.ts';

/** What the search box is drawn from. */
export interface SearchBoxContext {
  readonly strings: PageStrings;
  readonly query: Query;
  readonly search: (query: Query) => void;
}

/** The id of the search box. */
export const searchBoxId = 'search';

/** The search box, if it is shown. */
export function findSearchBox(): HTMLInputElement | null {
  return document.querySelector<HTMLInputElement>(`#${searchBoxId}`);
}

/** Draws the search box. While an input method composes, its text is neither searched for nor replaced. */
export function searchBoxTemplate({ strings, query, search }: SearchBoxContext): TemplateResult {
  const shownBox = findSearchBox();
  const isComposing = shownBox?.dataset['composing'] !== undefined;
  const setComposing = ({ target }: Event, isComposing: boolean) => {
    (target as HTMLElement).toggleAttribute('data-composing', isComposing);
  };
  const searchFor = ({ target }: Event) => {
    search({ ...query, text: (target as HTMLInputElement).value });
  };
  return html`<input
    type="search"
    id=${searchBoxId}
    placeholder=${strings.search}
    aria-label=${strings.search}
    aria-keyshortcuts=${ariaKeys('global', 'search')}
    .value=${live(isComposing ? shownBox.value : query.text)}
    @compositionstart=${(event: Event) => {
      setComposing(event, true);
    }}
    @compositionend=${(event: Event) => {
      setComposing(event, false);
      searchFor(event);
    }}
    @input=${(event: Event) => {
      if (!(event instanceof InputEvent && event.isComposing)) searchFor(event);
    }}
  />`;
}
