import type { ThumbnailSide } from '../../protocol/vocabulary.ts';
import type { Thumbnail, ThumbnailJob } from './thumbnailCache.ts';

/** From 0 to 1. */
const webpQuality = 0.82;

/**
 * Makes thumbnails of full images, one image at a time, as decoding a large one takes much memory. The
 * nearest to the viewport come first. Images that are no longer in the document are skipped.
 */
export class ThumbnailMaker {
  readonly #onThumbnail: (thumbnail: Thumbnail) => void;
  readonly #queue = new Map<string, ThumbnailJob>();
  /** The key of the job in progress; empty if there is none. */
  #currentKey = '';
  #isBusy = false;

  /** @param onThumbnail called with each thumbnail of a job, the largest last */
  constructor(onThumbnail: (thumbnail: Thumbnail) => void) {
    this.#onThumbnail = onThumbnail;
  }

  /** Makes the thumbnails of a job, unless that is in progress. */
  enqueue(job: ThumbnailJob): void {
    const key = getJobKey(job);
    if (key === this.#currentKey) return;
    this.#queue.set(key, job);
    void this.#processQueue();
  }

  async #processQueue(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    // By the next frame, what is being drawn is in the document.
    await new Promise(requestAnimationFrame);
    for (let job = this.#dequeueNearest(); job; job = this.#dequeueNearest()) {
      this.#currentKey = getJobKey(job);
      try {
        if (await job.canLoad()) await this.#makeThumbnails(job);
      } catch {
        job.onBroken();
      }
    }
    this.#currentKey = '';
    this.#isBusy = false;
  }

  #dequeueNearest(): ThumbnailJob | undefined {
    let nearest: { job: ThumbnailJob; distancePx: number } | undefined;
    for (const [key, job] of this.#queue) {
      const distancePx = getViewportDistance(job.id);
      if (distancePx === undefined) this.#queue.delete(key);
      else if (!nearest || distancePx < nearest.distancePx) nearest = { job, distancePx };
    }
    if (nearest) this.#queue.delete(getJobKey(nearest.job));
    return nearest?.job;
  }

  async #makeThumbnails({ id, image, src, url, sides }: ThumbnailJob): Promise<void> {
    const element = new Image();
    // The pixels of an image from another origin can be read only if it is requested with CORS.
    element.crossOrigin = 'anonymous';
    const loaded = new Promise((resolve, reject) => {
      element.onload = resolve;
      element.onerror = reject;
    });
    element.src = url;
    await loaded;
    // Make the smaller ones from the largest, so that the full image is decoded once.
    const [largestSide, ...smallerSides] = sides.toReversed();
    if (largestSide === undefined) return;
    const bitmap = await shrink(element, getNaturalSize(element), largestSide);
    element.src = '';
    for (const side of smallerSides) {
      const smallBitmap = await shrink(bitmap, bitmap, side);
      this.#onThumbnail({ id, image, src, side, webp: await encodeWebp(smallBitmap) });
    }
    this.#onThumbnail({ id, image, src, side: largestSide, webp: await encodeWebp(bitmap) });
  }
}

function getJobKey({ url, sides }: ThumbnailJob): string {
  return `${url} ${sides.join()}`;
}

/** In pixels. */
interface Size {
  readonly width: number;
  readonly height: number;
}

function getNaturalSize({ naturalWidth, naturalHeight }: HTMLImageElement): Size {
  return { width: naturalWidth, height: naturalHeight };
}

function shrink(
  source: ImageBitmapSource,
  { width, height }: Size,
  side: ThumbnailSide,
): Promise<ImageBitmap> {
  const scale = Math.min(1, side / Math.max(width, height));
  return createImageBitmap(source, {
    resizeWidth: Math.max(1, Math.round(width * scale)),
    resizeHeight: Math.max(1, Math.round(height * scale)),
    resizeQuality: 'high',
  });
}

/** Encodes and closes a bitmap. */
async function encodeWebp(bitmap: ImageBitmap): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('bitmaprenderer')?.transferFromImageBitmap(bitmap);
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality: webpQuality });
  return new Uint8Array(await blob.arrayBuffer());
}

/** The distance of a card from the viewport, in pixels; `undefined` if it is not in the document. */
function getViewportDistance(id: string): number | undefined {
  const rect = document.getElementById(id)?.getBoundingClientRect();
  return rect && Math.max(0, -rect.bottom, rect.top - innerHeight);
}
