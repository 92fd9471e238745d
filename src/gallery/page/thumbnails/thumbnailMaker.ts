import {
  thumbnailSidesPx,
  type FromPageMessage,
  type ThumbnailSide,
} from '../../protocol/messages.ts';

type SaveThumbnailMessage = Extract<FromPageMessage, { type: 'saveThumbnail' }>;

interface ThumbnailJob {
  readonly id: string;
  readonly image: number;
  readonly src: string;
  /** Told when the picture cannot be read. */
  readonly onMissing: () => void;
}

const webpQuality = 0.82;

/**
 * Makes small versions of pictures that have none yet, one picture at a time: a large one takes much
 * memory while it is decoded. What is in sight goes first, and what has left the document not at all.
 */
export class ThumbnailMaker {
  readonly #post: (message: SaveThumbnailMessage) => void;
  readonly #queue = new Map<string, ThumbnailJob>();
  /** Which picture it is at; empty while there is nothing to do. */
  #currentKey = '';
  #isBusy = false;

  constructor(post: (message: SaveThumbnailMessage) => void) {
    this.#post = post;
  }

  /** Orders both sizes of a picture. */
  enqueue(order: ThumbnailJob): void {
    const key = getImageKey(order);
    if (key === this.#currentKey) return;
    this.#queue.set(key, order);
    void this.#processQueue();
  }

  async #processQueue(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    // What is drawn now is in the document by the next frame.
    await new Promise(requestAnimationFrame);
    for (let job = this.#dequeueNearest(); job; job = this.#dequeueNearest()) {
      this.#currentKey = getImageKey(job);
      try {
        await this.#generate(job);
      } catch {
        job.onMissing();
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
    if (nearest) this.#queue.delete(getImageKey(nearest.job));
    return nearest?.job;
  }

  async #generate({ id, image, src }: ThumbnailJob): Promise<void> {
    const element = new Image();
    // Its pixels may be read only of what was asked for across origins.
    element.crossOrigin = 'anonymous';
    const loaded = new Promise((resolve, reject) => {
      element.onload = resolve;
      element.onerror = reject;
    });
    element.src = src;
    await loaded;
    // The smaller ones of the largest, so that the picture itself is decoded but once.
    const [largestSide, ...smallerSides] = thumbnailSidesPx.toReversed();
    if (largestSide === undefined) return;
    const bitmap = await shrink(element, getNaturalSize(element), largestSide);
    element.src = '';
    for (const side of smallerSides) {
      const smallBitmap = await shrink(bitmap, bitmap, side);
      this.#post({ type: 'saveThumbnail', id, image, side, webp: await encodeWebp(smallBitmap) });
    }
    this.#post({
      type: 'saveThumbnail',
      id,
      image,
      side: largestSide,
      webp: await encodeWebp(bitmap),
    });
  }
}

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

/** Uses the bitmap up. */
async function encodeWebp(bitmap: ImageBitmap): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('bitmaprenderer')?.transferFromImageBitmap(bitmap);
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality: webpQuality });
  return new Uint8Array(await blob.arrayBuffer());
}

function getImageKey({ id, image }: ThumbnailJob): string {
  return `${id} ${image}`;
}

/** How far from what is in sight a generation is, in pixels; `undefined` where it is not drawn. */
function getViewportDistance(id: string): number | undefined {
  const rect = document.getElementById(id)?.getBoundingClientRect();
  return rect && Math.max(0, -rect.bottom, rect.top - innerHeight);
}
