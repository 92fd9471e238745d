import { html, nothing, type TemplateResult } from 'lit/html.js';
import { classMap } from 'lit/directives/class-map.js';
import { keyed } from 'lit/directives/keyed.js';
import type { PageStrings } from '../../protocol/strings.ts';
import type { ImageProblem, ImageView } from '../../protocol/views.ts';
import type { ImageRef } from '../../protocol/vocabulary.ts';
import { imageProblemNote } from '../thumbnails/imageProblemNote.ts';
import { openContextMenu } from '../ui/contextMenu.ts';
import { format, formatPlural } from '../ui/format.ts';
import type { HostConnection } from '../ui/hostConnection.ts';
import { icon } from '../ui/icon.ts';
import { ariaKeys } from '../ui/keymap.ts';
import { describeProgress } from '../ui/progressText.ts';
import { getPrimaryAction } from './cardActions.ts';
import { createCardMenuData, createImageMenuData, insertMenuData } from './contextMenuData.ts';
import { startDrag } from './imageDrag.ts';
import type { DisplayedGeneration, DisplayedRunningGeneration } from './listingCache.ts';

/** The state and services that all cards are drawn from. */
export interface CardContext {
  readonly strings: PageStrings;
  readonly connection: Pick<HostConnection, 'notify'>;
  /** Milliseconds, from `performance.now()`. */
  readonly nowMs: number;
  /** Called when a thumbnail cannot be shown. */
  readonly onBroken: (generation: DisplayedGeneration, index: number) => void;
  /** The number of selected cards. If there are any, a click selects instead of enlarging. */
  readonly selectedCount: number;
  /** Whether the selected cards are two with images. */
  readonly canCompareSelected: boolean;
  /** The place of a queued generation among those that wait, from 1. */
  readonly getQueueNumber: (generation: DisplayedRunningGeneration) => number;
  /** Shows an image in the large view. */
  readonly openViewer: (image: ImageRef) => void;
}

/** The state of a card among the others. */
export interface CardState {
  /** Position in the listing. */
  readonly position: number;
  readonly isSelected: boolean;
  /** Whether it has just moved, and does not react to the pointer yet. */
  readonly hasMoved: boolean;
  /** Whether it is the card that Tab leads to. */
  readonly isActive: boolean;
  /** The URL of the thumbnail, or an empty string while there is none. */
  readonly thumbnailUrl: string;
  /** Why the image cannot be shown, if it cannot. */
  readonly problem: ImageProblem | 'pending' | undefined;
}

/** The card of a generation: its image, with controls over it that show on hover and focus. */
export function cardTemplate(
  generation: DisplayedGeneration,
  state: CardState,
  context: CardContext,
): TemplateResult {
  const { id, prompt, images } = generation;
  const { position, isSelected, isActive, hasMoved } = state;
  const { strings } = context;
  const tabIndex = isActive ? 0 : -1;
  const descriptions = [
    ...(isSelected ? [strings.selectedCard] : []),
    ...(generation.isSample ? [strings.sample] : []),
  ];
  return html`<article
    id=${id}
    tabindex=${tabIndex}
    aria-label=${prompt}
    aria-description=${descriptions.length > 0 ? descriptions.join(', ') : nothing}
    data-state=${generation.state}
    data-position=${position}
    data-vscode-context=${createCardMenuData(generation, isSelected ? context : undefined)}
    class=${classMap({
      selected: isSelected,
      selecting: context.selectedCount > 0,
      set: images.length > 1,
      moved: hasMoved,
    })}
  >
    ${bodyTemplate(generation, state, context)}
    <button
      class="select-button"
      role="checkbox"
      aria-checked=${isSelected ? 'true' : 'false'}
      aria-label=${context.strings.select}
      aria-keyshortcuts=${ariaKeys('grid', 'toggleSelection')}
      title=${context.strings.select}
      tabindex=${tabIndex}
      data-select
    >
      ${icon(isSelected ? 'pass-filled' : 'circle-large')}
    </button>
    ${starTemplate(generation, tabIndex, context)} ${badgesTemplate(generation, context)}
    ${footTemplate(generation, tabIndex, context)}
  </article>`;
}

/** What is seen of a generation at rest: that it is a sample, of a set, or was inserted. */
function badgesTemplate(
  { images, isInserted, isSample }: DisplayedGeneration,
  { strings }: CardContext,
): TemplateResult | typeof nothing {
  const isSet = images.length > 1;
  if (!isSet && !isInserted && !isSample) return nothing;
  const { inserted } = strings.flags;
  return html`<div class="badges">
    ${isSample ? html`<span class="badge">${strings.sample}</span>` : nothing}
    ${
      isInserted
        ? html`<span class="badge inserted" role="img" aria-label=${inserted}
            >${icon('pass-filled')}</span
          >`
        : nothing
    }
    ${isSet ? html`<span class="badge">${icon('layers')}${images.length}</span>` : nothing}
  </div>`;
}

function bodyTemplate(
  generation: DisplayedGeneration,
  state: CardState,
  context: CardContext,
): TemplateResult {
  if (generation.state === 'running') return progressTemplate(generation, context);
  const [image] = generation.images;
  if (image) return imageTemplate(generation, image, state, context);
  const reason = generation.state === 'failed' ? generation.reason : undefined;
  return html`<div class="failed">
    ${icon('error')}
    <p title=${reason ?? nothing}>${reason}</p>
  </div>`;
}

function progressTemplate(
  generation: DisplayedRunningGeneration,
  { nowMs, getQueueNumber, strings }: CardContext,
): TemplateResult {
  const { activity, prompt, startedAtMs, expectedSeconds, isQueued } = generation;
  const { text, share } = describeProgress(
    {
      activity,
      elapsedSeconds: Math.max(0, nowMs - startedAtMs) / 1000,
      expectedSeconds,
      queueNumber: isQueued ? getQueueNumber(generation) : undefined,
    },
    strings,
  );
  return html`<div class="running">
    <progress
      role="progressbar"
      aria-label=${prompt}
      aria-valuetext=${text}
      value=${share ?? nothing}
    ></progress>
    <p aria-hidden="true">${text}</p>
  </div>`;
}

function imageTemplate(
  generation: DisplayedGeneration,
  { width, height }: ImageView,
  { isActive, problem, thumbnailUrl }: CardState,
  context: CardContext,
): TemplateResult {
  const { id, prompt, images } = generation;
  const { strings, onBroken, selectedCount, openViewer } = context;
  const target = { id, image: 0 };
  const tabIndex = isActive ? 0 : -1;
  if (problem) return imageProblemNote(problem, target, tabIndex, context);
  return html`<button
    class="image-button"
    tabindex=${tabIndex}
    data-image="0"
    aria-label=${images.length > 1 ? formatPlural(images.length, strings.showAllImages) : format(strings.openImage, prompt)}
    data-vscode-context=${createImageMenuData(0)}
    draggable="true"
    @dragstart=${(event: DragEvent) => {
      startDrag(event, target);
    }}
    @click=${(event: MouseEvent) => {
      const isSelectionClick = event.ctrlKey || event.metaKey || event.shiftKey;
      if (selectedCount === 0 && !isSelectionClick) openViewer(target);
    }}
  >
    <img
      src=${thumbnailUrl || nothing}
      alt=${prompt}
      data-size=${`${width} × ${height}`}
      decoding="async"
      draggable="false"
      @error=${() => {
        onBroken(generation, 0);
      }}
    />
  </button>`;
}

/** Always visible and filled for favorites. */
function starTemplate(
  { id, favorite }: DisplayedGeneration,
  tabIndex: number,
  { strings, connection }: CardContext,
): TemplateResult {
  return html`<button
    class="star"
    tabindex=${tabIndex}
    aria-pressed=${favorite}
    aria-label=${strings.favorite}
    aria-keyshortcuts=${ariaKeys('image', 'toggleFavorite')}
    title=${strings.favorite}
    @click=${() => {
      const action = favorite ? 'unfavorite' : 'favorite';
      connection.notify('performAction', { action, targets: [{ id }] });
    }}
  >
    ${icon(favorite ? 'star-full' : 'star-empty')}
  </button>`;
}

/** The prompt, and the buttons for the most common action and for the menu with all of them. */
function footTemplate(
  generation: DisplayedGeneration,
  tabIndex: number,
  context: CardContext,
): TemplateResult {
  const { prompt, differences } = generation;
  const { strings } = context;
  return html`<div class="card-foot">
    <p class="prompt" title=${prompt}>${prompt}</p>
    <div class="actions">
      ${primaryActionTemplate(generation, tabIndex, context)}
      <p class="facts" title=${differences}>${differences}</p>
      <button
        class="icon-button"
        tabindex=${tabIndex}
        aria-label=${strings.moreActions}
        aria-haspopup="menu"
        title=${strings.moreActions}
        @click=${openContextMenu}
      >
        ${icon('ellipsis')}
      </button>
    </div>
  </div>`;
}

/** Insert, or what is done about a generation without images. */
function primaryActionTemplate(
  generation: DisplayedGeneration,
  tabIndex: number,
  { strings: { commands }, connection }: CardContext,
): TemplateResult | typeof nothing {
  const action = getPrimaryAction(generation);
  if (!action) return nothing;
  if (action === 'insert' && generation.images.length > 1)
    return insertMenuTemplate(tabIndex, commands.insert);
  // Keyed, so that no button turns into another one under the pointer, such as Cancel into Insert.
  return html`${keyed(
    action,
    html`<button
      class=${action === 'cancel' ? '' : 'primary'}
      tabindex=${tabIndex}
      aria-keyshortcuts=${action === 'queryTask' ? nothing : ariaKeys('image', action)}
      @click=${() => {
        connection.notify('performAction', { action, targets: [{ id: generation.id }] });
      }}
    >
      ${commands[action]}
    </button>`,
  )}`;
}

/** Insert of a set, which asks whether one or all of its images are inserted. */
function insertMenuTemplate(tabIndex: number, label: string): TemplateResult {
  return html`<button
    class="primary insert-menu"
    tabindex=${tabIndex}
    aria-haspopup="menu"
    aria-keyshortcuts=${ariaKeys('image', 'insert')}
    data-vscode-context=${insertMenuData}
    @click=${openContextMenu}
  >
    ${label}
  </button>`;
}
