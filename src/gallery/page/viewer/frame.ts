import { html, nothing, type TemplateResult } from 'lit/html.js';
import { keyed } from 'lit/directives/keyed.js';
import type { GenerationView } from '../../protocol/views.ts';
import { thumbnailSidesPx } from '../../protocol/vocabulary.ts';
import { imageProblemNote, type ProblemNoteContext } from '../thumbnails/imageProblemNote.ts';
import type { ThumbnailCache } from '../thumbnails/thumbnailCache.ts';
import { releasableSrc } from './releasableSrc.ts';

/** An image together with its generation. */
export interface LoadedImage {
  readonly generation: GenerationView;
  /** The index of the image. */
  readonly image: number;
}

/** What a frame is drawn from. */
export interface FrameContext extends ProblemNoteContext {
  readonly thumbnails: ThumbnailCache;
}

/** Device pixels. Selects the largest thumbnail that all images have: the full image soon replaces it. */
const frameThumbnailPx = thumbnailSidesPx[1];

/** An image that fills its container: the thumbnail until the full image is loaded. */
export function frameTemplate(
  generation: GenerationView,
  image: number,
  context: FrameContext,
): TemplateResult | typeof nothing {
  const { thumbnails } = context;
  const view = generation.images[image];
  if (!view) return nothing;
  const problem = thumbnails.problems.find(generation, image);
  const onBroken = () => {
    thumbnails.problems.report(generation, image);
  };
  // A reused element would show the previous image until the next one is loaded.
  const template = html`<div class="frame">
    ${thumbnailTemplate(generation, image, frameThumbnailPx, thumbnails)}
    ${
      problem
        ? imageProblemNote(problem, { id: generation.id, image }, 0, context)
        : html`<img
            class="full"
            alt=${generation.prompt}
            decoding="async"
            @load=${(event: Event) => {
              void showWhenDecoded(event, onBroken);
            }}
            @error=${onBroken}
            ${releasableSrc(thumbnails.problems.getUrl(view), () =>
              thumbnails.problems.check(generation, image),
            )}
          />`
    }
  </div>`;
  return html`${keyed(`${generation.id} ${view.src}`, template)}`;
}

/** The thumbnail of an image that is described by other text. Invisible until it is loaded. @param widthPx in device pixels */
export function thumbnailTemplate(
  generation: GenerationView,
  image: number,
  widthPx: number,
  thumbnails: ThumbnailCache,
): TemplateResult {
  const setUnavailable = ({ currentTarget }: Event, isUnavailable: boolean) => {
    (currentTarget as HTMLElement).classList.toggle('unavailable', isUnavailable);
  };
  return html`<img
    class="thumbnail"
    src=${thumbnails.getUrl(generation, image, widthPx) || nothing}
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

/** A loaded image cannot be shown until it is decoded. */
async function showWhenDecoded({ currentTarget }: Event, onBroken: () => void): Promise<void> {
  const image = currentTarget as HTMLImageElement;
  try {
    await image.decode();
    image.parentElement?.classList.add('loaded');
  } catch {
    // Otherwise the viewer has moved on to another image.
    if (image.isConnected) onBroken();
  }
}
