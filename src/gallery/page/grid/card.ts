import { html, nothing, type TemplateResult } from 'lit/html.js';
import { classMap } from 'lit/directives/class-map.js';
import { repeat } from 'lit/directives/repeat.js';
import type { PageStrings } from '../../protocol/strings.ts';
import type { ImageProblem, ImageView } from '../../protocol/views.ts';
import { dragMimeType, type ActionTarget } from '../../protocol/vocabulary.ts';
import { imageProblemNote } from '../thumbnails/imageProblemNote.ts';
import { format } from '../ui/format.ts';
import type { HostConnection } from '../ui/hostConnection.ts';
import { icon } from '../ui/icon.ts';
import { ariaKeys } from '../ui/keymap.ts';
import { cardActionIcons, getCardActionLabel, listCardActions } from './cardActions.ts';
import { cardOverlayTemplate, type OverlayHost } from './cardOverlay.ts';
import { createCardMenuData, createImageMenuData } from './contextMenuData.ts';
import type { DisplayedGeneration, DisplayedRunningGeneration } from './listingCache.ts';

/** The state and services that all cards are drawn from. */
export interface CardContext {
  readonly strings: PageStrings;
  readonly connection: Pick<HostConnection, 'notify'>;
  /** Milliseconds, from `performance.now()`. */
  readonly nowMs: number;
  /** The URL of a thumbnail, or an empty string while there is none. */
  readonly getThumbnailUrl: (generation: DisplayedGeneration, index: number) => string;
  /** Called when a thumbnail cannot be shown. */
  readonly onBroken: (generation: DisplayedGeneration, index: number) => void;
  /** Why an image cannot be shown, if it cannot. */
  readonly getProblem: (
    generation: DisplayedGeneration,
    index: number,
  ) => ImageProblem | 'pending' | undefined;
  /** Whether anything is selected. A click then selects instead of opening. */
  readonly isSelecting: boolean;
  readonly overlay: OverlayHost;
}

/** The state of a card among the others. */
export interface CardState {
  /** Position in the listing. */
  readonly position: number;
  readonly isSelected: boolean;
  /** Whether it is the card that Tab leads to. */
  readonly isActive: boolean;
}

/** The most images of a set that its card shows. */
const maxShownImages = 4;

/** The card of a generation. */
export function cardTemplate(
  generation: DisplayedGeneration,
  state: CardState,
  context: CardContext,
): TemplateResult {
  const { id, prompt, facts } = generation;
  const { position, isSelected, isActive } = state;
  const tabIndex = isActive ? 0 : -1;
  const duration = generation.state === 'done' ? generation.duration : undefined;
  return html`<article
    id=${id}
    tabindex=${tabIndex}
    aria-label=${prompt}
    aria-current=${isSelected ? 'true' : nothing}
    data-state=${generation.state}
    data-position=${position}
    data-vscode-context=${createCardMenuData(generation)}
    class=${classMap({ selected: isSelected, selecting: context.isSelecting })}
  >
    <div class="card-body">
      ${bodyTemplate(generation, tabIndex, context)}
      ${cardOverlayTemplate(generation, tabIndex, context.strings, context.overlay)}
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
      <div class="actions">${actionsTemplate(generation, tabIndex, context)}</div>
    </div>
    <p class="prompt" title=${prompt}>${prompt}</p>
    <div class="card-footer">
      <p class="facts" title=${facts}>${facts}${duration ? ` · ${duration}` : nothing}</p>
      ${starTemplate(generation, tabIndex, context)}
    </div>
  </article>`;
}

function bodyTemplate(
  generation: DisplayedGeneration,
  tabIndex: number,
  context: CardContext,
): TemplateResult {
  if (generation.state === 'running') return progressTemplate(generation, context);
  const visibleImages = generation.images.slice(0, maxShownImages);
  const images = html`<div class="images" data-count=${visibleImages.length}>
    ${visibleImages.map((image, index) => imageTemplate(generation, image, index, tabIndex, context))}
  </div>`;
  if (generation.state === 'done') return images;
  return html`${visibleImages.length > 0 ? images : nothing}
    <div class="failed"><p title=${generation.reason}>${generation.reason}</p></div>`;
}

function progressTemplate(
  { activity, prompt, startedAtMs, expectedSeconds }: DisplayedRunningGeneration,
  { nowMs, strings }: CardContext,
): TemplateResult {
  const seconds = Math.max(0, Math.round((nowMs - startedAtMs) / 1000));
  // Do not estimate a task that takes longer than expected.
  const estimate =
    expectedSeconds !== undefined && seconds < expectedSeconds ? expectedSeconds : undefined;
  const timeText =
    estimate === undefined
      ? format(strings.seconds, seconds)
      : format(strings.secondsOfAbout, seconds, Math.ceil(estimate));
  const text = `${activity} ${timeText}`;
  return html`<div class="running">
    <progress
      role="progressbar"
      aria-label=${prompt}
      aria-valuetext=${text}
      value=${estimate === undefined ? nothing : seconds / estimate}
    ></progress>
    <p aria-hidden="true">${text}</p>
  </div>`;
}

function imageTemplate(
  generation: DisplayedGeneration,
  { width, height }: ImageView,
  index: number,
  tabIndex: number,
  context: CardContext,
): TemplateResult {
  const { id, prompt, images } = generation;
  const { strings, connection, getThumbnailUrl, onBroken, isSelecting } = context;
  const target = { id, image: index };
  const problem = context.getProblem(generation, index);
  if (problem) return imageProblemNote(problem, target, tabIndex, context);
  return html`<button
    class="image-button"
    tabindex=${tabIndex}
    data-image=${index}
    aria-label=${format(strings.openImage, images.length === 1 ? prompt : index + 1)}
    data-vscode-context=${createImageMenuData(index)}
    draggable="true"
    @dragstart=${(event: DragEvent) => {
      startDrag(event, target);
    }}
    @click=${(event: MouseEvent) => {
      const isSelectionClick = isSelecting || event.ctrlKey || event.metaKey || event.shiftKey;
      if (!isSelectionClick)
        connection.notify('performAction', { action: 'open', targets: [target] });
    }}
  >
    <img
      src=${getThumbnailUrl(generation, index) || nothing}
      alt=${prompt}
      data-size=${`${width} × ${height}`}
      decoding="async"
      draggable="false"
      @error=${() => {
        onBroken(generation, index);
      }}
    />
  </button>`;
}

/** Starts to drag an image to a text editor. The data is its id and index only. */
function startDrag({ dataTransfer, currentTarget }: DragEvent, target: ActionTarget): void {
  if (!dataTransfer) return;
  dataTransfer.setData(dragMimeType, JSON.stringify([target]));
  dataTransfer.effectAllowed = 'copy';
  const image = (currentTarget as Element).querySelector('img');
  if (image) dataTransfer.setDragImage(image, 0, 0);
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

function actionsTemplate(
  generation: DisplayedGeneration,
  tabIndex: number,
  { strings: { commands }, connection }: CardContext,
): TemplateResult {
  const { id, images } = generation;
  // Keyed, so that no button turns into another one under the pointer, such as Cancel into Generate Again.
  const buttons = repeat(
    listCardActions(generation),
    (action) => action,
    (action) => {
      const label = commands[getCardActionLabel(action, generation)];
      return html`<button
        class="icon-button"
        tabindex=${tabIndex}
        aria-label=${label}
        aria-keyshortcuts=${action === 'queryTask' ? nothing : ariaKeys('image', action)}
        title=${label}
        @click=${() => {
          connection.notify('performAction', { action, targets: [{ id }] });
        }}
      >
        ${icon(cardActionIcons[action])}
      </button>`;
    },
  );
  const insert = html`<button
    class="primary"
    tabindex=${tabIndex}
    aria-keyshortcuts=${ariaKeys('image', 'insert')}
    @click=${() => {
      connection.notify('performAction', { action: 'insert', targets: [{ id }] });
    }}
  >
    ${commands.insert}
  </button>`;
  return html`${images.length > 0 ? insert : nothing}${buttons}`;
}
