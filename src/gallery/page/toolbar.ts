import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import {
  facetNames,
  markNames,
  type Facets,
  type FacetName,
  type MarkName,
  type PageStrings,
  type Query,
} from '../protocol.ts';
import { fill, fillPlural } from './fill.ts';
import { icon } from './icon.ts';
import type { IconName } from './iconNames.ts';

export interface ToolbarContext {
  readonly strings: PageStrings;
  readonly query: Query;
  /** How many there are of the query, and in all. */
  readonly total: number;
  readonly all: number;
  readonly chosen: number;
  /** Unknown until they were asked for. */
  readonly facets: Facets | undefined;
  /** About how wide a cell should be, in pixels. */
  readonly cellWidth: number;
  readonly search: (query: Query) => void;
  readonly resize: (cellWidth: number) => void;
  readonly showKeys: () => void;
}

/** Least and greatest width of a cell that one can ask for, in pixels. */
export const cellWidths = { min: 120, max: 480, usual: 180 } as const;

/** What stands above the grid: the search, the filters, how much they find, how large it is shown. */
export function toolbarTemplate(context: ToolbarContext): TemplateResult | typeof nothing {
  const { strings, query, total, all, chosen, cellWidth, search, resize, showKeys } = context;
  if (all === 0) return nothing;
  const isSought = query.text !== '' || Object.keys(query).length > 1;
  return html`<div class="toolbar" role="search">
    <input
      type="search"
      id="search"
      placeholder=${strings.search}
      aria-label=${strings.search}
      .value=${live(query.text)}
      @input=${(event: Event) => {
        search({ ...query, text: (event.target as HTMLInputElement).value });
      }}
    />
    ${facetNames.map((name) => facetTemplate(name, context))}
    ${markNames.map((name) => markTemplate(name, context))}
    ${
      isSought
        ? html`<button
            class="icon-button"
            aria-label=${strings.clear}
            title=${strings.clear}
            @click=${() => {
              search({ text: '' });
            }}
          >
            ${icon('clear-all')}
          </button>`
        : nothing
    }
    <p class="count" role="status">
      ${isSought ? fillPlural(all, strings.found, total) : fillPlural(all, strings.pictures)}
      ${chosen > 0 ? ` · ${fill(strings.selected, chosen)}` : nothing}
    </p>
    <input
      type="range"
      min=${cellWidths.min}
      max=${cellWidths.max}
      step="20"
      aria-label=${strings.pictureSize}
      title=${strings.pictureSize}
      .value=${live(String(cellWidth))}
      @input=${(event: Event) => {
        resize(Number((event.target as HTMLInputElement).value));
      }}
    />
    <button class="icon-button" aria-label=${strings.keys} title=${strings.keys} @click=${showKeys}>
      ${icon('keyboard')}
    </button>
  </div>`;
}

/** A filter is there where it could leave anything out. */
function facetTemplate(
  name: FacetName,
  { strings, query, facets, search }: ToolbarContext,
): TemplateResult | typeof nothing {
  const values = facets?.[name] ?? [];
  const chosen = query[name];
  if (values.length < 2 && chosen === undefined) return nothing;
  const change = (event: Event) => {
    const { value } = event.target as HTMLSelectElement;
    const { [name]: before, ...others } = query;
    search(value === '' ? others : { ...others, [name]: value });
  };
  return html`<select
    aria-label=${strings.facets[name]}
    class=${chosen === undefined ? '' : 'narrowed'}
    .value=${live(chosen ?? '')}
    @change=${change}
  >
    <option value="">${strings.facets[name]}</option>
    ${values.map(
      ({ value, label, count }) =>
        html`<option value=${value} ?selected=${value === chosen}>${label} (${count})</option>`,
    )}
  </select>`;
}

const markIcons: Readonly<Record<MarkName, IconName>> = {
  favorite: 'star-full',
  inserted: 'go-to-file',
};

/** Leaves only those with a mark; there where there are any. */
function markTemplate(
  name: MarkName,
  { strings, query, facets, search }: ToolbarContext,
): TemplateResult | typeof nothing {
  const count = facets?.[name] ?? 0;
  const { [name]: isOn = false, ...others } = query;
  if (count === 0 && !isOn) return nothing;
  const label = strings.marks[name];
  return html`<button
    class="icon-button mark"
    aria-pressed=${isOn}
    aria-label=${`${label} ${count}`}
    title=${label}
    @click=${() => {
      search(isOn ? others : { ...others, [name]: true });
    }}
  >
    ${icon(markIcons[name])}${count}
  </button>`;
}
