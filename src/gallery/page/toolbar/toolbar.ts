import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import {
  facetNames,
  flagNames,
  type Facets,
  type FacetName,
  type FlagName,
  type PageStrings,
  type Query,
} from '../../protocol/messages.ts';
import { format, formatPlural } from '../ui/format.ts';
import { icon } from '../ui/icon.ts';
import type { IconName } from '../ui/iconNames.ts';

export interface ToolbarContext {
  readonly strings: PageStrings;
  readonly query: Query;
  /** How many there are of the query, and in all. */
  readonly total: number;
  readonly unfilteredTotal: number;
  readonly selectedCount: number;
  /** Unknown until they were asked for. */
  readonly facets: Facets | undefined;
  /** About how wide a cell should be, in pixels. */
  readonly cellWidth: number;
  readonly search: (query: Query) => void;
  readonly resize: (cellWidth: number) => void;
  readonly showKeyHelp: () => void;
}

/** Least and greatest width of a cell that one can ask for, in pixels. */
export const cellWidthPx = { min: 120, max: 480, default: 180 } as const;

/** What stands above the grid: the search, the filters, how much they find, how large it is shown. */
export function toolbarTemplate(context: ToolbarContext): TemplateResult | typeof nothing {
  const {
    strings,
    query,
    total,
    unfilteredTotal,
    selectedCount,
    cellWidth,
    search,
    resize,
    showKeyHelp,
  } = context;
  if (unfilteredTotal === 0) return nothing;
  const isFiltered = query.text !== '' || Object.keys(query).length > 1;
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
    ${facetNames.map((name) => facetFilterTemplate(name, context))}
    ${flagNames.map((name) => flagFilterTemplate(name, context))}
    ${
      isFiltered
        ? html`<button
            class="icon-button"
            aria-label=${strings.clearFilters}
            title=${strings.clearFilters}
            @click=${() => {
              search({ text: '' });
            }}
          >
            ${icon('clear-all')}
          </button>`
        : nothing
    }
    <p class="count" role="status">
      ${isFiltered ? formatPlural(unfilteredTotal, strings.filteredImageCount, total) : formatPlural(unfilteredTotal, strings.imageCount)}
      ${selectedCount > 0 ? ` · ${format(strings.selected, selectedCount)}` : nothing}
    </p>
    <input
      type="range"
      min=${cellWidthPx.min}
      max=${cellWidthPx.max}
      step="20"
      aria-label=${strings.imageSize}
      title=${strings.imageSize}
      .value=${live(String(cellWidth))}
      @input=${(event: Event) => {
        resize(Number((event.target as HTMLInputElement).value));
      }}
    />
    <button
      class="icon-button"
      aria-label=${strings.keyboardShortcuts}
      title=${strings.keyboardShortcuts}
      @click=${showKeyHelp}
    >
      ${icon('keyboard')}
    </button>
  </div>`;
}

/** A filter is there where it could leave anything out. */
function facetFilterTemplate(
  name: FacetName,
  { strings, query, facets, search }: ToolbarContext,
): TemplateResult | typeof nothing {
  const values = facets?.[name] ?? [];
  const selectedValue = query[name];
  if (values.length < 2 && selectedValue === undefined) return nothing;
  const change = (event: Event) => {
    const { value } = event.target as HTMLSelectElement;
    const { [name]: before, ...others } = query;
    search(value === '' ? others : { ...others, [name]: value });
  };
  return html`<select
    aria-label=${strings.facets[name]}
    class=${selectedValue === undefined ? '' : 'filtered'}
    .value=${live(selectedValue ?? '')}
    @change=${change}
  >
    <option value="">${strings.facets[name]}</option>
    ${values.map(
      ({ value, label, count }) =>
        html`<option value=${value} ?selected=${value === selectedValue}>
          ${label} (${count})
        </option>`,
    )}
  </select>`;
}

const flagIcons: Readonly<Record<FlagName, IconName>> = {
  favorite: 'star-full',
  inserted: 'go-to-file',
};

/** Leaves only those with a mark; there where there are any. */
function flagFilterTemplate(
  name: FlagName,
  { strings, query, facets, search }: ToolbarContext,
): TemplateResult | typeof nothing {
  const count = facets?.[name] ?? 0;
  const { [name]: isOn = false, ...others } = query;
  if (count === 0 && !isOn) return nothing;
  const label = strings.flags[name];
  return html`<button
    class="icon-button flag-filter"
    aria-pressed=${isOn}
    aria-label=${`${label} ${count}`}
    title=${label}
    @click=${() => {
      search(isOn ? others : { ...others, [name]: true });
    }}
  >
    ${icon(flagIcons[name])}${count}
  </button>`;
}
