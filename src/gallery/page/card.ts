import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { FromPage, GenerationView, ImageView, PageStrings } from '../protocol.ts';
import { cornerTemplate, type Looking } from './corner.ts';
import { fill } from './fill.ts';
import type { Shown } from './listed.ts';

export interface CardContext {
  readonly strings: PageStrings;
  readonly post: (message: FromPage) => void;
  /** By the page's own clock, as `startedAt`. Milliseconds. */
  readonly now: number;
  /** The address to show a picture from; ordered to be made where there is none yet. */
  readonly thumbnailOf: (generation: Shown, index: number) => string;
  /** Told that a picture's thumbnail is not there. */
  readonly onNoThumbnail: (generation: Shown, index: number) => void;
  readonly isMissing: (generation: Shown, index: number) => boolean;
  readonly look: Looking;
}

/** Pictures of a set that a card shows; the large view shows them all. */
const mostStacked = 4;

/** A generation in the grid. */
export function cardTemplate(generation: Shown, context: CardContext): TemplateResult {
  return html`<article
    id=${generation.id}
    tabindex="-1"
    aria-label=${generation.prompt}
    data-state=${generation.state}
  >
    ${bodyTemplate(generation, context)}
    <p class="prompt" title=${generation.prompt}>${generation.prompt}</p>
    <p class="facts" title=${generation.facts}>
      ${generation.facts}${generation.ended ? ` · ${generation.ended}` : nothing}
    </p>
    <div class="actions">${actionsTemplate(generation, context)}</div>
  </article>`;
}

function bodyTemplate(generation: Shown, context: CardContext): TemplateResult {
  if (generation.state === 'running') return progressTemplate(generation, context);
  const stack = generation.images.slice(0, mostStacked);
  const images = html`<div class="images" data-count=${stack.length}>
    ${stack.map((image, index) => imageTemplate(generation, image, index, context))}
    ${cornerTemplate(generation, context.strings, context.look)}
  </div>`;
  if (generation.state === 'done') return images;
  return html`<div class="failed"><p>${generation.reason}</p></div>
    ${generation.images.length > 0 ? images : nothing}`;
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
  { strings, post, thumbnailOf, onNoThumbnail, isMissing }: CardContext,
): TemplateResult {
  const { id, prompt, images } = generation;
  if (isMissing(generation, index)) {
    return html`<div class="image"><p class="missing-note">${strings.imageMissing}</p></div>`;
  }
  return html`<div class="image">
    <button
      class="picture"
      data-image=${index}
      aria-label=${fill(strings.openImage, images.length === 1 ? prompt : index + 1)}
      @click=${() => {
        post({ type: 'open', id, image: index });
      }}
    >
      <img
        src=${thumbnailOf(generation, index)}
        alt=${prompt}
        data-size=${`${width} × ${height}`}
        decoding="async"
        @error=${() => {
          onNoThumbnail(generation, index);
        }}
      />
    </button>
    <div class="image-actions">
      <button
        class="primary"
        @click=${() => {
          post({ type: 'insert', id, image: index });
        }}
      >
        ${strings.insert}
      </button>
      <button
        @click=${() => {
          post({ type: 'saveAs', id, image: index });
        }}
      >
        ${strings.saveAs}
      </button>
    </div>
  </div>`;
}

type RecordAction = 'copyPrompt' | 'generateAgain' | 'cancel' | 'retry' | 'delete';

const actions: Readonly<Record<GenerationView['state'], readonly RecordAction[]>> = {
  running: ['copyPrompt', 'cancel'],
  failed: ['retry', 'copyPrompt', 'delete'],
  done: ['copyPrompt', 'generateAgain', 'delete'],
};

function actionsTemplate({ id, state, isRepeatable }: Shown, { strings, post }: CardContext) {
  // Keyed, so that a button never turns into another under the finger: Cancel must not become Generate Again.
  return repeat(
    actions[state].filter((type) => isRepeatable || type !== 'generateAgain'),
    (type) => type,
    (type) =>
      html`<button
        @click=${() => {
          post({ type, id });
        }}
      >
        ${strings[type]}
      </button>`,
  );
}
