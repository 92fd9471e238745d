import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { PageStrings } from '../../protocol/strings.ts';
import type { ActionName } from '../../protocol/vocabulary.ts';
import { buttonTemplate, favoriteButton, type Button } from '../ui/button.ts';
import { format } from '../ui/format.ts';
import { ariaKeys } from '../ui/keymap.ts';
import type { SelectionSummary } from './selectionSummary.ts';

/** The state and callbacks of the selection bar. */
export interface SelectionBarContext {
  readonly strings: PageStrings;
  /** Performs an action on all selected generations. */
  readonly perform: (action: ActionName) => void;
  readonly compare: (left: string, right: string) => void;
  readonly clearSelection: () => void;
}

/** What can be done with everything that is selected. It takes the place of the toolbar. */
export function selectionBarTemplate(
  { ids, imageCount, areFavorites, pair }: SelectionSummary,
  { strings, perform, compare, clearSelection }: SelectionBarContext,
): TemplateResult {
  const { commands } = strings;
  const hasImages = imageCount !== 0;
  const insertLabel =
    imageCount === undefined || imageCount === 1
      ? commands.insert
      : format(strings.insertImages, imageCount);
  return html`<div class="toolbar-row" role="group" aria-label=${strings.selection}>
    <p class="selected-count" aria-hidden="true">${format(strings.selected, ids.length)}</p>
    ${
      hasImages
        ? html`<button
            class="primary"
            aria-keyshortcuts=${ariaKeys('image', 'insert')}
            @click=${() => {
              perform('insert');
            }}
          >
            ${insertLabel}
          </button>`
        : nothing
    }
    ${
      pair
        ? quietButton({
            label: strings.compare,
            icon: 'split-horizontal',
            keys: ariaKeys('grid', 'compareSelected'),
            onClick: () => {
              compare(...pair);
            },
          })
        : nothing
    }
    ${
      hasImages
        ? quietButton({
            label: commands.saveAs,
            icon: 'save-as',
            keys: ariaKeys('image', 'saveAs'),
            onClick: () => {
              perform('saveAs');
            },
          })
        : nothing
    }
    ${quietButton(favoriteButton(areFavorites, strings, perform))}
    ${quietButton({
      label: commands.delete,
      icon: 'trash',
      keys: ariaKeys('image', 'delete'),
      onClick: () => {
        perform('delete');
      },
    })}
    ${quietButton({
      label: strings.clearSelection,
      icon: 'close',
      keys: ariaKeys('global', 'clear'),
      onClick: clearSelection,
    })}
  </div>`;
}

function quietButton(button: Button): TemplateResult {
  return buttonTemplate({ ...button, isQuiet: true });
}
