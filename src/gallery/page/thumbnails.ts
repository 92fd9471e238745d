import { thumbnailSides, type FromPage, type ThumbnailSide } from '../protocol.ts';

type Made = Extract<FromPage, { type: 'thumbnail' }>;

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
 * memory while it is decoded. The latest order goes first, as it is what the user looks at.
 */
export class ThumbnailMaker {
  readonly #post: (made: Made) => void;
  readonly #orders = new Map<string, Order>();
  #isBusy = false;

  constructor(post: (made: Made) => void) {
    this.#post = post;
  }

  /** Orders both sizes of a picture. */
  order(order: Order): void {
    const name = `${order.id} ${order.image}`;
    this.#orders.delete(name);
    this.#orders.set(name, order);
    void this.#work();
  }

  async #work(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    for (let next = this.#take(); next; next = this.#take()) {
      try {
        await this.#make(next);
      } catch {
        next.onMissing();
      }
    }
    this.#isBusy = false;
  }

  #take(): Order | undefined {
    const last = [...this.#orders].at(-1);
    if (last) this.#orders.delete(last[0]);
    return last?.[1];
  }

  async #make({ id, image, src }: Order): Promise<void> {
    const element = new Image();
    // Its pixels may be read only of what was asked for across origins.
    element.crossOrigin = 'anonymous';
    element.src = src;
    await element.decode();
    for (const side of thumbnailSides) {
      const webp = await shrunk(element, side);
      this.#post({ type: 'thumbnail', id, image, side, webp });
    }
    element.src = '';
  }
}

async function shrunk(
  element: HTMLImageElement,
  side: ThumbnailSide,
): Promise<Uint8Array<ArrayBuffer>> {
  const { naturalWidth, naturalHeight } = element;
  const scale = Math.min(1, side / Math.max(naturalWidth, naturalHeight));
  const width = Math.max(1, Math.round(naturalWidth * scale));
  const height = Math.max(1, Math.round(naturalHeight * scale));
  const bitmap = await createImageBitmap(element, {
    resizeWidth: width,
    resizeHeight: height,
    resizeQuality: 'high',
  });
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('bitmaprenderer')?.transferFromImageBitmap(bitmap);
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality });
  return new Uint8Array(await blob.arrayBuffer());
}
