import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { GenerationView, PageStrings } from '../../protocol/messages.ts';
import { releasableSrc } from './releasableSrc.ts';
import type { ThumbnailCache } from '../thumbnails/thumbnailCache.ts';

/** A picture by its generation and its number there. */
export interface ImageRef {
  readonly id: string;
  readonly image: number;
}

export interface FrameContext {
  readonly strings: PageStrings;
  readonly thumbnails: ThumbnailCache;
}

/** Wide enough for the larger thumbnail. */
const frameThumbnailWidthPx = 512;

/** A picture as large as there is room for: its thumbnail until the whole of it has come. */
export function frameTemplate(
  generation: GenerationView,
  image: number,
  { strings, thumbnails }: FrameContext,
): TemplateResult | typeof nothing {
  const src = generation.images[image]?.src;
  if (src === undefined) return nothing;
  // An element once used would show the picture before until the next has come.
  const template = html`<div class="frame">
    ${thumbnailTemplate(generation, image, frameThumbnailWidthPx, thumbnails)}
    <img
      class="full"
      alt=${generation.prompt}
      decoding="async"
      @load=${onLoad}
      @error=${onError}
      ${releasableSrc(src)}
    />
    <p class="missing-note">${strings.imageMissing}</p>
  </div>`;
  return html`${keyed(`${generation.id} ${image}`, template)}`;
}

/** A picture's thumbnail beside words that name it; nothing is seen of it until it is there. */
export function thumbnailTemplate(
  generation: GenerationView,
  image: number,
  width: number,
  thumbnails: ThumbnailCache,
): TemplateResult {
  const setAbsent = ({ currentTarget }: Event, isAbsent: boolean) => {
    (currentTarget as HTMLElement).classList.toggle('unavailable', isAbsent);
  };
  return html`<img
    class="thumbnail"
    src=${thumbnails.getUrl(generation, image, width) || nothing}
    alt=""
    @load=${(event: Event) => {
      setAbsent(event, false);
    }}
    @error=${(event: Event) => {
      setAbsent(event, true);
      thumbnails.regenerate(generation, image);
    }}
  />`;
}

/** Decoded first: a picture that has come is not yet one that can be shown. */
function onLoad({ currentTarget }: Event): void {
  const image = currentTarget as HTMLImageElement;
  void image.decode().then(
    () => {
      image.parentElement?.classList.add('loaded');
    },
    // Left for the next one meanwhile.
    () => undefined,
  );
}

function onError({ currentTarget }: Event): void {
  (currentTarget as HTMLElement).parentElement?.classList.add('broken');
}
