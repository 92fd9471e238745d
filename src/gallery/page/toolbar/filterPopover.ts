import { html, nothing, type TemplateResult } from 'lit/html.js';
import { live } from 'lit/directives/live.js';
import type { Query } from '../../protocol/query.ts';
import type { PageStrings } from '../../protocol/strings.ts';
import type { Facets } from '../../protocol/views.ts';
import { flagNames, type FacetName, type FlagName } from '../../protocol/vocabulary.ts';
import { format, formatPlural } from '../ui/format.ts';
import { icon } from '../ui/icon.ts';
import { consumeEvent, handleKey } from '../ui/keyEvents.ts';
import { closeWhenLeft } from '../ui/popover.ts';
import { countFilters, toggleFlag, toggleValue } from './filters.ts';

/** The state and callbacks of the filters. */
export interface FilterContext {
  readonly strings: PageStrings;
  readonly query: Query;
  /** `undefined` until they are loaded. */
  readonly facets: Facets | undefined;
  readonly search: (query: Query) => void;
  /** Called when the popover has been closed: its values may be in another order now. */
  readonly onFiltersClosed: () => void;
}

interface CheckOption {
  readonly label: string;
  readonly count: number;
  readonly isOn: boolean;
  readonly toggle: () => void;
}

const popoverId = 'filters';

/** Whether the popover is open. */
export function areFiltersOpen(): boolean {
  return document.querySelector(`#${popoverId}:popover-open`) !== null;
}

/** In the order in which they are listed. */
const listedFacetNames: readonly FacetName[] = ['state', 'ratio', 'provider', 'model'];

/**
 * The button that opens the filters, and their popover. The browser reports to screen readers whether it is open,
 * and closes it with Escape, which returns the focus.
 */
export function filterPopoverTemplate(context: FilterContext): TemplateResult {
  const { strings, query, facets, search, onFiltersClosed } = context;
  const count = countFilters(query);
  const label = count > 0 ? formatPlural(count, strings.activeFilters) : strings.filters;
  return html`<button
      class=${count > 0 ? 'icon-button quiet filter-button active' : 'icon-button quiet filter-button'}
      popovertarget=${popoverId}
      aria-haspopup="dialog"
      aria-label=${label}
      title=${label}
    >
      ${icon(count > 0 ? 'filter-filled' : 'filter')}
    </button>
    <div
      id=${popoverId}
      class="popover"
      popover
      tabindex="-1"
      autofocus
      role="dialog"
      aria-label=${strings.filters}
      @keydown=${moveFocus}
      @focusout=${closeWhenLeft}
      @toggle=${({ newState }: ToggleEvent) => {
        if (newState === 'closed') onFiltersClosed();
      }}
    >
      ${facets ? listTemplate(facets, context) : html`<p>${strings.loading}</p>`}
      ${
        count > 0
          ? html`<button
              @click=${() => {
                search({ text: query.text });
                document.querySelector<HTMLElement>('.filter-button')?.focus();
              }}
            >
              ${strings.clearFilters}
            </button>`
          : nothing
      }
    </div>`;
}

function listTemplate(facets: Facets, { strings, query, search }: FilterContext): TemplateResult {
  const toFlagOption = (name: FlagName): CheckOption => ({
    label: strings.flags[name],
    count: facets[name],
    isOn: query[name] ?? false,
    toggle: () => {
      search(toggleFlag(query, name));
    },
  });
  return html`${listedFacetNames.map((name) => {
      const selectedValues = query[name] ?? [];
      const options = facets[name].map(({ value, label, count }): CheckOption => {
        return {
          label,
          count,
          isOn: selectedValues.includes(value),
          toggle: () => {
            search(toggleValue(query, name, value));
          },
        };
      });
      // With one value, there is nothing to choose.
      if (options.length < 2 && selectedValues.length === 0) return nothing;
      return html`<fieldset>
        <legend>${strings.facets[name]}</legend>
        ${options.map(checkTemplate)}
      </fieldset>`;
    })}
    <fieldset>${flagNames.map((name) => checkTemplate(toFlagOption(name)))}</fieldset>`;
}

function checkTemplate({ label, count, isOn, toggle }: CheckOption): TemplateResult {
  return html`<label class="check">
    <input
      type="checkbox"
      .checked=${live(isOn)}
      ?disabled=${count === 0 && !isOn}
      @change=${toggle}
    />
    <span class="value">${label}</span>
    <span class="count">${format('{0}', count)}</span>
  </label>`;
}

/** Up and Down move between the check boxes. */
function moveFocus(event: KeyboardEvent): void {
  const popover = event.currentTarget as HTMLElement;
  const boxes = [...popover.querySelectorAll<HTMLElement>('input:enabled')];
  const moveBy = (delta: number) => {
    const index = boxes.findIndex((box) => box === event.target);
    // From the popover itself, Up moves to the last one.
    boxes.at((Math.max(index, delta < 0 ? 0 : -1) + delta) % boxes.length)?.focus();
  };
  const isUsed = handleKey('filters', event, {
    next: () => {
      moveBy(1);
    },
    previous: () => {
      moveBy(-1);
    },
  });
  if (isUsed) consumeEvent(event);
}
