import {
  maxThumbnailsPerRequest,
  thumbnailSidesPx,
  type FromPageMessage,
  type GenerationView,
  type ActionTarget,
  type ThumbnailSide,
  type ToPageMessage,
} from '../../protocol/messages.ts';
import { BlobUrlCache } from './blobUrlCache.ts';
import { ThumbnailMaker } from './thumbnailMaker.ts';

/** What is asked of a generation here. */
type ThumbnailSource = Pick<GenerationView, 'id' | 'images'>;

/** A thumbnail of a picture, here or not. */
type ThumbnailRef = Required<ActionTarget> & { readonly side: ThumbnailSide };

/** From where the page shows each picture: its thumbnail, asked for when it is drawn, made where there is none. */
export class ThumbnailCache {
  readonly #post: (message: FromPageMessage) => void;
  readonly #onChange: () => void;
  readonly #maker: ThumbnailMaker;
  readonly #blobUrls = new BlobUrlCache();
  /** Names of the thumbnails that have been asked for. */
  readonly #requestedKeys = new Set<string>();
  /** What this draw lacks. */
  readonly #pendingRequests: ThumbnailRef[] = [];
  #isRequestScheduled = false;
  /** Names of the pictures without thumbnails, of those whose thumbnails were made here, and of those that are gone. */
  readonly #keysWithoutThumbnail = new Set<string>();
  readonly #generatedKeys = new Set<string>();
  readonly #missingKeys = new Set<string>();

  constructor(post: (message: FromPageMessage) => void, onChange: () => void) {
    this.#post = post;
    this.#onChange = onChange;
    this.#maker = new ThumbnailMaker((message) => {
      const { id, image, side, webp } = message;
      this.#blobUrls.add(getThumbnailKey(id, image, side), webp);
      if (side === thumbnailSidesPx.at(-1)) {
        this.#keysWithoutThumbnail.delete(getThumbnailKey(id, image));
        this.#generatedKeys.add(getThumbnailKey(id, image));
      }
      post(message);
      onChange();
    });
  }

  /**
   * To be called with each draw that shows it. Empty while there is no thumbnail of it.
   * @param width of the cell, in CSS pixels
   */
  getUrl(generation: ThumbnailSource, image: number, width: number): string {
    const { id, images } = generation;
    if (!images[image]) return '';
    const side = width * devicePixelRatio > 256 ? 512 : 256;
    this.#scheduleRequests();
    const url = this.#blobUrls.use(getThumbnailKey(id, image, side));
    if (url !== undefined) return url;
    if (this.#keysWithoutThumbnail.has(getThumbnailKey(id, image)))
      this.#generate(generation, image);
    else this.#pendingRequests.push({ id, image, side });
    // Better too small or too large for a moment than nothing.
    return this.#blobUrls.use(getThumbnailKey(id, image, side === 256 ? 512 : 256)) ?? '';
  }

  /** Takes in what was asked for. */
  receive({ side, thumbnails }: Extract<ToPageMessage, { type: 'getThumbnails' }>): void {
    for (const { id, image, webp } of thumbnails) {
      const key = getThumbnailKey(id, image, side);
      this.#requestedKeys.delete(key);
      if (webp) this.#blobUrls.add(key, webp);
      else this.#keysWithoutThumbnail.add(getThumbnailKey(id, image));
    }
  }

  /** Told that a thumbnail cannot be shown: another is made of the picture, but once. */
  regenerate({ id }: ThumbnailSource, image: number): void {
    const key = getThumbnailKey(id, image);
    if (this.#generatedKeys.has(key)) this.#missingKeys.add(key);
    for (const side of thumbnailSidesPx) this.#blobUrls.delete(getThumbnailKey(id, image, side));
    this.#keysWithoutThumbnail.add(key);
    this.#onChange();
  }

  isMissing({ id }: ThumbnailSource, image: number): boolean {
    return this.#missingKeys.has(getThumbnailKey(id, image));
  }

  #generate({ id, images }: ThumbnailSource, image: number): void {
    const src = images[image]?.src;
    const key = getThumbnailKey(id, image);
    if (src === undefined || this.#missingKeys.has(key)) return;
    const onMissing = () => {
      this.#missingKeys.add(key);
      this.#onChange();
    };
    this.#maker.enqueue({ id, image, src, onMissing });
  }

  /** What is drawn together is asked for together. */
  #scheduleRequests(): void {
    if (this.#isRequestScheduled) return;
    this.#isRequestScheduled = true;
    queueMicrotask(() => {
      this.#isRequestScheduled = false;
      this.#postRequests();
      this.#blobUrls.evictUnused();
    });
  }

  #postRequests(): void {
    for (const side of thumbnailSidesPx) {
      const newRequests = this.#pendingRequests.filter(
        (request) => request.side === side && this.#markRequested(request),
      );
      for (let from = 0; from < newRequests.length; from += maxThumbnailsPerRequest) {
        const batch = newRequests.slice(from, from + maxThumbnailsPerRequest);
        this.#post({
          type: 'getThumbnails',
          side,
          images: batch.map(({ id, image }) => ({ id, image })),
        });
      }
    }
    this.#pendingRequests.length = 0;
  }

  /** Whether it has not been asked for yet; it has from now on. */
  #markRequested({ id, image, side }: ThumbnailRef): boolean {
    const key = getThumbnailKey(id, image, side);
    const isNew = !this.#requestedKeys.has(key);
    this.#requestedKeys.add(key);
    return isNew;
  }
}

/** Of a picture, or of a thumbnail of it. */
function getThumbnailKey(id: string, image: number, side?: ThumbnailSide): string {
  return [id, image, side].join(' ');
}
