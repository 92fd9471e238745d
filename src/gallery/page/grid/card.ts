import { html, nothing, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { repeat } from 'lit/directives/repeat.js';
import type {
  ActionName,
  FromPageMessage,
  GenerationView,
  ImageView,
  PageStrings,
} from '../../protocol/messages.ts';
import { cardOverlayTemplate, type OverlayHost } from './cardOverlay.ts';
import { beginDrag } from './drag.ts';
import { format } from '../ui/format.ts';
import { icon } from '../ui/icon.ts';
import type { IconName } from '../ui/iconNames.ts';
import type { DisplayedGeneration } from './listingCache.ts';
import { createImageMenuData, createCardMenuData } from './contextMenuData.ts';

export interface CardContext {
  readonly strings: PageStrings;
  readonly post: (message: FromPageMessage) => void;
  /** By the page's own clock, as `startedAt`. Milliseconds. */
  readonly nowMs: number;
  /** The address to show a picture from; ordered to be made where there is none yet. */
  readonly getThumbnailUrl: (generation: DisplayedGeneration, index: number) => string;
  /** Told that a picture's thumbnail cannot be shown. */
  readonly onBroken: (generation: DisplayedGeneration, index: number) => void;
  readonly isMissing: (generation: DisplayedGeneration, index: number) => boolean;
  /** Whether anything is chosen at all: then a click chooses rather than opens. */
  readonly isSelecting: boolean;
  readonly overlay: OverlayHost;
}

/** How a card stands among the others. */
export interface CardState {
  /** Its place in the listing. */
  readonly position: number;
  readonly isSelected: boolean;
  /** Whether the keyboard is at it: Tab leads to this one alone. */
  readonly isActive: boolean;
}

/** Most pictures of a set that its card shows; the large view shows them all. */
const maxShownImages = 4;

/** A generation in the grid. */
export function cardTemplate(
  generation: DisplayedGeneration,
  state: CardState,
  context: CardContext,
): TemplateResult {
  const { id, prompt, facts, durationText } = generation;
  const { position, isSelected, isActive } = state;
  const tabIndex = isActive ? 0 : -1;
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
      <p class="facts" title=${facts}>${facts}${durationText ? ` · ${durationText}` : nothing}</p>
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
  { progressText, prompt, startedAtMs, expectedSeconds }: DisplayedGeneration,
  { nowMs, strings }: CardContext,
): TemplateResult {
  const seconds = Math.max(0, Math.round((nowMs - startedAtMs) / 1000));
  // A task later than expected is anyone's guess.
  const isEstimated = expectedSeconds > 0 && seconds < expectedSeconds;
  const timeText = isEstimated
    ? format(strings.secondsOfAbout, seconds, Math.ceil(expectedSeconds))
    : format(strings.seconds, seconds);
  const text = `${progressText} ${timeText}`;
  return html`<div class="running">
    <progress
      role="progressbar"
      aria-label=${prompt}
      aria-valuetext=${text}
      value=${isEstimated ? seconds / expectedSeconds : nothing}
    ></progress>
    <p aria-hidden="true">${text}</p>
  </div>`;
}

function imageTemplate(
  generation: DisplayedGeneration,
  { width, height }: ImageView,
  index: number,
  tabIndex: number,
  { strings, post, getThumbnailUrl, onBroken, isMissing, isSelecting }: CardContext,
): TemplateResult {
  const { id, prompt, images } = generation;
  if (isMissing(generation, index)) {
    return html`<p class="missing-note">${strings.imageMissing}</p>`;
  }
  return html`<button
    class="image-button"
    tabindex=${tabIndex}
    data-image=${index}
    aria-label=${format(strings.openImage, images.length === 1 ? prompt : index + 1)}
    data-vscode-context=${createImageMenuData(index)}
    draggable="true"
    @dragstart=${(event: DragEvent) => {
      beginDrag(event, { id, image: index });
    }}
    @click=${(event: MouseEvent) => {
      const isSelectionClick = isSelecting || event.ctrlKey || event.metaKey || event.shiftKey;
      if (!isSelectionClick)
        post({ type: 'performAction', action: 'open', targets: [{ id, image: index }] });
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

/** Filled, and always there, on what the user likes best. */
function starTemplate(
  { id, favorite }: DisplayedGeneration,
  tabIndex: number,
  { strings, post }: CardContext,
): TemplateResult {
  return html`<button
    class="star"
    tabindex=${tabIndex}
    aria-pressed=${favorite}
    aria-label=${strings.favorite}
    title=${strings.favorite}
    @click=${() => {
      post({
        type: 'performAction',
        action: favorite ? 'unfavorite' : 'favorite',
        targets: [{ id }],
      });
    }}
  >
    ${icon(favorite ? 'star-full' : 'star-empty')}
  </button>`;
}

type CardAction = Extract<
  ActionName,
  'saveAs' | 'copyPrompt' | 'generateAgain' | 'cancel' | 'retry' | 'delete'
>;

const actionIcons: Readonly<Record<CardAction, IconName>> = {
  saveAs: 'save-as',
  copyPrompt: 'copy',
  generateAgain: 'refresh',
  cancel: 'close',
  retry: 'refresh',
  delete: 'trash',
};

const actionsByState: Readonly<Record<GenerationView['state'], readonly CardAction[]>> = {
  running: ['copyPrompt', 'cancel'],
  failed: ['retry', 'copyPrompt', 'delete'],
  done: ['saveAs', 'copyPrompt', 'generateAgain', 'delete'],
};

function actionsTemplate(
  { id, state, isRepeatable, images }: DisplayedGeneration,
  tabIndex: number,
  { strings, post }: CardContext,
): TemplateResult {
  const postAction = (action: ActionName) => {
    post({ type: 'performAction', action, targets: [{ id }] });
  };
  // Keyed, so that a button never turns into another under the finger: Cancel must not become Generate Again.
  const buttons = repeat(
    actionsByState[state].filter((action) => isRepeatable || action !== 'generateAgain'),
    (action) => action,
    (action) =>
      html`<button
        class="icon-button"
        tabindex=${tabIndex}
        aria-label=${strings[action]}
        title=${strings[action]}
        @click=${() => {
          postAction(action);
        }}
      >
        ${icon(actionIcons[action])}
      </button>`,
  );
  const insert = html`<button
    class="primary"
    tabindex=${tabIndex}
    @click=${() => {
      postAction('insert');
    }}
  >
    ${strings.insert}
  </button>`;
  return html`${images.length > 0 ? insert : nothing}${buttons}`;
}
