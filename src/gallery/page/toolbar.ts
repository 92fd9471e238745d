import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { PageStrings, Query } from '../protocol.ts';
import { fill } from './fill.ts';

export interface ToolbarContext {
  readonly strings: PageStrings;
  readonly query: Query;
  /** How many there are of the query, and in all. */
  readonly total: number;
  readonly all: number;
  readonly search: (query: Query) => void;
}

/** What stands above the grid: the search, and how much it finds. */
export function toolbarTemplate(context: ToolbarContext): TemplateResult | typeof nothing {
  const { strings, query, total, all, search } = context;
  if (all === 0) return nothing;
  return html`<div class="toolbar" role="search">
    <input
      type="search"
      placeholder=${strings.search}
      aria-label=${strings.search}
      .value=${live(query.text)}
      @input=${(event: Event) => {
        search({ ...query, text: (event.target as HTMLInputElement).value });
      }}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Escape') search({ text: '' });
      }}
    />
    <p class="count" role="status">
      ${total === all ? String(all) : fill(strings.found, total, all)}
    </p>
  </div>`;
}
