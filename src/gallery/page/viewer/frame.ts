import { html, nothing, type TemplateResult } from 'lit/html.js';
import { keyed } from 'lit/directives/keyed.js';
import type { PageStrings } from '../../protocol/strings.ts';
import type { GenerationView } from '../../protocol/views.ts';
import { thumbnailSidesPx } from '../../protocol/vocabulary.ts';
import type { ThumbnailCache } from '../thumbnails/thumbnailCache.ts';
import { releasableSrc } from './releasableSrc.ts';

/** What a frame is drawn from. */
export interface FrameContext {
  readonly strings: PageStrings;
  readonly thumbnails: ThumbnailCache;
}

/** Pixels. Selects the largest thumbnail. */
const frameThumbnailWidthPx = Math.max(...thumbnailSidesPx);

/** An image that fills its container: the thumbnail until the full image is loaded. */
export function frameTemplate(
  generation: GenerationView,
  image: number,
  { strings, thumbnails }: FrameContext,
): TemplateResult | typeof nothing {
  const src = generation.images[image]?.src;
  if (src === undefined) return nothing;
  // A reused element would show the previous image until the next one is loaded.
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

/** The thumbnail of an image that is described by other text. Invisible until it is loaded. @param width in CSS pixels */
export function thumbnailTemplate(
  generation: GenerationView,
  image: number,
  width: number,
  thumbnails: ThumbnailCache,
): TemplateResult {
  const setUnavailable = ({ currentTarget }: Event, isUnavailable: boolean) => {
    (currentTarget as HTMLElement).classList.toggle('unavailable', isUnavailable);
  };
  return html`<img
    class="thumbnail"
    src=${thumbnails.getUrl(generation, image, width * devicePixelRatio) || nothing}
    alt=""
    @load=${(event: Event) => {
      setUnavailable(event, false);
    }}
    @error=${(event: Event) => {
      setUnavailable(event, true);
      thumbnails.regenerate(generation, image);
    }}
  />`;
}

/** Waits until the image is decoded, as a loaded one cannot be shown yet. */
function onLoad({ currentTarget }: Event): void {
  const image = currentTarget as HTMLImageElement;
  void image.decode().then(
    () => {
      image.parentElement?.classList.add('loaded');
    },
    // The viewer has moved on to another image.
    () => undefined,
  );
}

function onError({ currentTarget }: Event): void {
  (currentTarget as HTMLElement).parentElement?.classList.add('broken');
}
