import { thumbnailSides, type FromPage, type ThumbnailSide } from '../protocol.ts';

type Made = Extract<FromPage, { type: 'keepThumbnail' }>;

interface Order {
  readonly id: string;
  readonly image: number;
  readonly src: string;
  /** Told when the picture cannot be read. */
  readonly onMissing: () => void;
}

const quality = 0.82;

/**
 * Makes small versions of pictures that have none yet, one picture at a time: a large one takes much
 * memory while it is decoded. What is in sight goes first, and what has left the document not at all.
 */
export class ThumbnailMaker {
  readonly #post: (made: Made) => void;
  readonly #orders = new Map<string, Order>();
  /** Which picture it is at; empty while there is nothing to do. */
  #making = '';
  #isBusy = false;

  constructor(post: (made: Made) => void) {
    this.#post = post;
  }

  /** Orders both sizes of a picture. */
  order(order: Order): void {
    const name = nameOf(order);
    if (name === this.#making) return;
    this.#orders.set(name, order);
    void this.#work();
  }

  async #work(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    // What is drawn now is in the document by the next frame.
    await new Promise(requestAnimationFrame);
    for (let next = this.#take(); next; next = this.#take()) {
      this.#making = nameOf(next);
      try {
        await this.#make(next);
      } catch {
        next.onMissing();
      }
    }
    this.#making = '';
    this.#isBusy = false;
  }

  #take(): Order | undefined {
    let nearest: { order: Order; distance: number } | undefined;
    for (const [name, order] of this.#orders) {
      const distance = distanceOf(order.id);
      if (distance === undefined) this.#orders.delete(name);
      else if (!nearest || distance < nearest.distance) nearest = { order, distance };
    }
    if (nearest) this.#orders.delete(nameOf(nearest.order));
    return nearest?.order;
  }

  async #make({ id, image, src }: Order): Promise<void> {
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
    const [largest, ...smaller] = thumbnailSides.toReversed();
    if (largest === undefined) return;
    const bitmap = await shrunk(element, sizeOf(element), largest);
    element.src = '';
    for (const side of smaller) {
      const small = await shrunk(bitmap, bitmap, side);
      this.#post({ type: 'keepThumbnail', id, image, side, webp: await webpOf(small) });
    }
    this.#post({ type: 'keepThumbnail', id, image, side: largest, webp: await webpOf(bitmap) });
  }
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function sizeOf({ naturalWidth, naturalHeight }: HTMLImageElement): Size {
  return { width: naturalWidth, height: naturalHeight };
}

function shrunk(
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
async function webpOf(bitmap: ImageBitmap): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('bitmaprenderer')?.transferFromImageBitmap(bitmap);
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality });
  return new Uint8Array(await blob.arrayBuffer());
}

function nameOf({ id, image }: Order): string {
  return `${id} ${image}`;
}

/** How far from what is in sight a generation is, in pixels; `undefined` where it is not drawn. */
function distanceOf(id: string): number | undefined {
  const rect = document.getElementById(id)?.getBoundingClientRect();
  return rect && Math.max(0, -rect.bottom, rect.top - innerHeight);
}
