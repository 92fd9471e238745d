import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { FromPage, GenerationView, ImageView, PageStrings } from '../protocol.ts';
import { fill } from './announce.ts';

type Shown = GenerationView & { readonly startedAt: number };

export interface GalleryState {
  readonly generations: readonly Shown[];
  readonly strings: PageStrings;
  readonly post: (message: FromPage) => void;
  /** By the page's own clock, as `startedAt`. Milliseconds. */
  readonly now: number;
}

export function galleryTemplate(state: GalleryState): TemplateResult {
  const { generations, strings, post } = state;
  if (generations.length === 0) {
    return html`<div class="empty">
      <h1>${strings.empty}</h1>
      <p>${strings.emptyHint}</p>
      <button
        class="primary"
        @click=${() => {
          post({ type: 'generate' });
        }}
      >
        ${strings.generateImage}
      </button>
    </div>`;
  }
  return html`<div class="list">
    ${repeat(
      generations,
      ({ id }) => id,
      (each) => generationTemplate(each, state),
    )}
  </div>`;
}

function generationTemplate(generation: Shown, state: GalleryState): TemplateResult {
  return html`<article
    id=${generation.id}
    tabindex="-1"
    aria-label=${generation.prompt}
    data-state=${generation.state}
  >
    ${bodyTemplate(generation, state)}
    <p class="prompt" title=${generation.prompt}>${generation.prompt}</p>
    <p class="facts">${generation.facts}${generation.ended ? ` · ${generation.ended}` : nothing}</p>
    <div class="actions">${actionsTemplate(generation, state)}</div>
  </article>`;
}

function bodyTemplate(generation: Shown, state: GalleryState): TemplateResult {
  switch (generation.state) {
    case 'running':
      return progressTemplate(generation, state);
    case 'failed':
      return html`<div class="failed">
          <p>${generation.reason}</p>
        </div>
        ${imagesTemplate(generation, state)}`;
    case 'done':
      return imagesTemplate(generation, state);
  }
}

function imagesTemplate(generation: Shown, state: GalleryState): TemplateResult {
  return html`<div class="images" data-count=${generation.images.length}>
    ${generation.images.map((image, index) => imageTemplate(generation, image, index, state))}
  </div>`;
}

function progressTemplate(
  { doing, prompt, startedAt, expected }: Shown,
  { now, strings }: GalleryState,
) {
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
  { id, prompt, images }: Shown,
  { src, width, height }: ImageView,
  index: number,
  { strings, post }: GalleryState,
): TemplateResult {
  const missing = (event: Event) => {
    const image = event.target as HTMLImageElement;
    image.closest('.image')?.classList.add('missing');
  };
  return html`<div class="image">
    <button
      class="picture"
      aria-label=${fill(strings.openImage, images.length === 1 ? prompt : index + 1)}
      @click=${() => {
        post({ type: 'open', id, image: index });
      }}
    >
      <img
        src=${src}
        alt=${prompt}
        width=${width}
        height=${height}
        loading="lazy"
        decoding="async"
        @error=${missing}
      />
    </button>
    <p class="missing-note">${strings.imageMissing}</p>
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

type RecordAction = Extract<FromPage, { id: string; image?: never }>['type'];

const actions: Readonly<Record<GenerationView['state'], readonly RecordAction[]>> = {
  running: ['copyPrompt', 'cancel'],
  failed: ['retry', 'copyPrompt', 'delete'],
  done: ['copyPrompt', 'generateAgain', 'delete'],
};

function actionsTemplate({ id, state, isRepeatable }: Shown, { strings, post }: GalleryState) {
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
