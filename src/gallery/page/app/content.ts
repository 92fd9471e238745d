import { html, type TemplateResult } from 'lit/html.js';
import type { Query } from '../../protocol/query.ts';
import type { LibraryNotices } from '../notices/libraryNotice.ts';
import { isFiltered } from '../toolbar/filters.ts';
import type { HostConnection } from '../ui/hostConnection.ts';
import { cardsTemplate, type CardsContext } from './cards.ts';
import type { SetupPanel } from './setupPanel.ts';

/** The state and services that the content is drawn from. */
export interface ContentContext extends CardsContext {
  readonly connection: Pick<HostConnection, 'failure' | 'notify'>;
  readonly setup: Pick<SetupPanel, 'emptyTemplate'>;
  readonly libraryNotices: LibraryNotices;
  readonly query: Query;
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
