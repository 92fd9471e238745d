import { html, nothing, type TemplateResult } from 'lit/html.js';
import { live } from 'lit/directives/live.js';
import { openContextMenu } from '../ui/contextMenu.ts';
import { format } from '../ui/format.ts';
import { icon } from '../ui/icon.ts';
import { filterPopoverTemplate, type FilterContext } from './filterPopover.ts';
import { searchBoxTemplate } from './searchBox.ts';
import { selectionBarTemplate, type SelectionBarContext } from './selectionBar.ts';
import type { SelectionSummary } from './selectionSummary.ts';

/** The state and callbacks of the toolbar. */
export interface ToolbarContext extends FilterContext, SelectionBarContext {
  /** Whether there is anything to search. */
  readonly isEmpty: boolean;
  /** Such as `66 images`. */
  readonly countText: string;
  /** `undefined` if nothing is selected. */
  readonly selection: SelectionSummary | undefined;
  /** The height of rows, and what the user can choose, in pixels. */
  readonly rowHeight: { readonly value: number; readonly min: number; readonly max: number };
  readonly arePromptsShown: boolean;
  readonly resize: (rowHeight: number) => void;
}

/** One row: search, filters, size and menu; or what can be done with the selection. */
export function toolbarTemplate(context: ToolbarContext): TemplateResult | typeof nothing {
  const { strings, isEmpty, countText, selection } = context;
  if (isEmpty) return nothing;
  // One element for both rows: screen readers often ignore an element that is added together with its text.
  return html`<div class="toolbar">
    <p class="visually-hidden" role="status">
      ${selection ? format(strings.selected, selection.ids.length) : countText}
    </p>
    ${selection ? selectionBarTemplate(selection, context) : searchRowTemplate(context)}
  </div>`;
}

function searchRowTemplate(context: ToolbarContext): TemplateResult {
  return html`<div class="toolbar-row" role="search">
    ${searchBoxTemplate(context)} ${filterPopoverTemplate(context)} ${sizeTemplate(context)}
    ${menuTemplate(context)}
  </div>`;
}

function sizeTemplate({ strings, rowHeight, resize }: ToolbarContext): TemplateResult {
  return html`<div class="size">
    ${icon('zoom-out')}
    <input
      type="range"
      min=${rowHeight.min}
      max=${rowHeight.max}
      step="8"
      aria-label=${strings.imageSize}
      title=${strings.imageSize}
      .value=${live(String(rowHeight.value))}
      @input=${(event: Event) => {
        resize(Number((event.target as HTMLInputElement).value));
      }}
    />
    ${icon('zoom-in')}
  </div>`;
}

/** The button for the menu of the gallery, which is VS Code's own. */
function menuTemplate({ strings, arePromptsShown }: ToolbarContext): TemplateResult {
  const menuData = {
    webviewSection: 'gallery',
    preventDefaultContextMenuItems: true,
    arePromptsShown,
  };
  return html`<button
    class="icon-button quiet"
    aria-label=${strings.moreActions}
    aria-haspopup="menu"
    title=${strings.moreActions}
    data-vscode-context=${JSON.stringify(menuData)}
    @click=${openContextMenu}
  >
    ${icon('ellipsis')}
  </button>`;
}
