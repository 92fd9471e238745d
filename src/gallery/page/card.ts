import { html, nothing, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Action, FromPage, GenerationView, ImageView, PageStrings } from '../protocol.ts';
import { cornerTemplate, type Looking } from './corner.ts';
import { beginDrag } from './drag.ts';
import { fill } from './fill.ts';
import { icon } from './icon.ts';
import type { IconName } from './iconNames.ts';
import type { Shown } from './listed.ts';
import { imageMenu, menuOf } from './menu.ts';

export interface CardContext {
  readonly strings: PageStrings;
  readonly post: (message: FromPage) => void;
  /** By the page's own clock, as `startedAt`. Milliseconds. */
  readonly now: number;
  /** The address to show a picture from; ordered to be made where there is none yet. */
  readonly thumbnailOf: (generation: Shown, index: number) => string;
  /** Told that a picture's thumbnail cannot be shown. */
  readonly onBroken: (generation: Shown, index: number) => void;
  readonly isMissing: (generation: Shown, index: number) => boolean;
  /** Whether anything is chosen at all: then a click chooses rather than opens. */
  readonly isChoosing: boolean;
  readonly look: Looking;
}

/** How a card stands among the others. */
export interface CardState {
  /** Its place in the listing. */
  readonly place: number;
  readonly isChosen: boolean;
  /** Whether the keyboard is at it: Tab leads to this one alone. */
  readonly isActive: boolean;
}

/** Most pictures of a set that its card shows; the large view shows them all. */
const mostShown = 4;

/** A generation in the grid. */
export function cardTemplate(
  generation: Shown,
  state: CardState,
  context: CardContext,
): TemplateResult {
  const { id, prompt, facts, ended } = generation;
  const { place, isChosen, isActive } = state;
  const tab = isActive ? 0 : -1;
  return html`<article
    id=${id}
    tabindex=${tab}
    aria-label=${prompt}
    aria-current=${isChosen ? 'true' : nothing}
    data-state=${generation.state}
    data-place=${place}
    data-vscode-context=${menuOf(generation)}
    class=${classMap({ chosen: isChosen, choosing: context.isChoosing })}
  >
    <div class="face">
      ${bodyTemplate(generation, tab, context)}
      ${cornerTemplate(generation, tab, context.strings, context.look)}
      <button
        class="choose"
        role="checkbox"
        aria-checked=${isChosen ? 'true' : 'false'}
        aria-label=${context.strings.select}
        title=${context.strings.select}
        tabindex=${tab}
        data-choose
      >
        ${icon(isChosen ? 'pass-filled' : 'circle-large')}
      </button>
      <div class="actions">${actionsTemplate(generation, tab, context)}</div>
    </div>
    <p class="prompt" title=${prompt}>${prompt}</p>
    <div class="under">
      <p class="facts" title=${facts}>${facts}${ended ? ` · ${ended}` : nothing}</p>
      ${starTemplate(generation, tab, context)}
    </div>
  </article>`;
}

function bodyTemplate(generation: Shown, tab: number, context: CardContext): TemplateResult {
  if (generation.state === 'running') return progressTemplate(generation, context);
  const shown = generation.images.slice(0, mostShown);
  const images = html`<div class="images" data-count=${shown.length}>
    ${shown.map((image, index) => imageTemplate(generation, image, index, tab, context))}
  </div>`;
  if (generation.state === 'done') return images;
  return html`${shown.length > 0 ? images : nothing}
    <div class="failed"><p title=${generation.reason}>${generation.reason}</p></div>`;
}

function progressTemplate(
  { doing, prompt, startedAt, expected }: Shown,
  { now, strings }: CardContext,
): TemplateResult {
  const seconds = Math.max(0, Math.round((now - startedAt) / 1000));
  // A task later than expected is anyone's guess.
  const isKnown = expected > 0 && seconds < expected;
  const time = isKnown
    ? fill(strings.secondsOfAbout, seconds, Math.ceil(expected))
    : fill(strings.seconds, seconds);
  const text = `${doing} ${time}`;
  return html`<div class="running">
    <progress
      role="progressbar"
      aria-label=${prompt}
      aria-valuetext=${text}
      value=${isKnown ? seconds / expected : nothing}
    ></progress>
    <p aria-hidden="true">${text}</p>
  </div>`;
}

function imageTemplate(
  generation: Shown,
  { width, height }: ImageView,
  index: number,
  tab: number,
  { strings, post, thumbnailOf, onBroken, isMissing, isChoosing }: CardContext,
): TemplateResult {
  const { id, prompt, images } = generation;
  if (isMissing(generation, index)) {
    return html`<p class="missing-note">${strings.imageMissing}</p>`;
  }
  return html`<button
    class="picture"
    tabindex=${tab}
    data-image=${index}
    aria-label=${fill(strings.openImage, images.length === 1 ? prompt : index + 1)}
    data-vscode-context=${imageMenu(index)}
    draggable="true"
    @dragstart=${(event: DragEvent) => {
      beginDrag(event, { id, image: index });
    }}
    @click=${(event: MouseEvent) => {
      const isChoice = isChoosing || event.ctrlKey || event.metaKey || event.shiftKey;
      if (!isChoice) post({ type: 'act', action: 'open', targets: [{ id, image: index }] });
    }}
  >
    <img
      src=${thumbnailOf(generation, index) || nothing}
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
  { id, favorite }: Shown,
  tab: number,
  { strings, post }: CardContext,
): TemplateResult {
  return html`<button
    class="star"
    tabindex=${tab}
    aria-pressed=${favorite}
    aria-label=${strings.favorite}
    title=${strings.favorite}
    @click=${() => {
      post({ type: 'act', action: favorite ? 'unfavorite' : 'favorite', targets: [{ id }] });
    }}
  >
    ${icon(favorite ? 'star-full' : 'star-empty')}
  </button>`;
}

type CardAction = Extract<
  Action,
  'saveAs' | 'copyPrompt' | 'generateAgain' | 'cancel' | 'retry' | 'delete'
>;

const icons: Readonly<Record<CardAction, IconName>> = {
  saveAs: 'save-as',
  copyPrompt: 'copy',
  generateAgain: 'refresh',
  cancel: 'close',
  retry: 'refresh',
  delete: 'trash',
};

const actions: Readonly<Record<GenerationView['state'], readonly CardAction[]>> = {
  running: ['copyPrompt', 'cancel'],
  failed: ['retry', 'copyPrompt', 'delete'],
  done: ['saveAs', 'copyPrompt', 'generateAgain', 'delete'],
};

function actionsTemplate(
  { id, state, isRepeatable, images }: Shown,
  tab: number,
  { strings, post }: CardContext,
): TemplateResult {
  const act = (action: Action) => {
    post({ type: 'act', action, targets: [{ id }] });
  };
  // Keyed, so that a button never turns into another under the finger: Cancel must not become Generate Again.
  const buttons = repeat(
    actions[state].filter((action) => isRepeatable || action !== 'generateAgain'),
    (action) => action,
    (action) =>
      html`<button
        class="icon-button"
        tabindex=${tab}
        aria-label=${strings[action]}
        title=${strings[action]}
        @click=${() => {
          act(action);
        }}
      >
        ${icon(icons[action])}
      </button>`,
  );
  const insert = html`<button
    class="primary"
    tabindex=${tab}
    @click=${() => {
      act('insert');
    }}
  >
    ${strings.insert}
  </button>`;
  return html`${images.length > 0 ? insert : nothing}${buttons}`;
}
