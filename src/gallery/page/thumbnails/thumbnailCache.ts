import type { GenerationView } from '../../protocol/views.ts';
import {
  maxThumbnailsPerRequest,
  thumbnailSidesPx,
  type ImageRef,
  type ThumbnailSide,
} from '../../protocol/vocabulary.ts';
import type { HostConnection } from '../ui/hostConnection.ts';
import { BlobUrlCache } from './blobUrlCache.ts';

/** A thumbnail that has been made. */
export interface Thumbnail extends ImageRef {
  readonly side: ThumbnailSide;
  readonly webp: Uint8Array<ArrayBuffer>;
}

/** An image to make thumbnails of. */
export interface ThumbnailJob extends ImageRef {
  /** The URL of the full image. */
  readonly src: string;
  /** Called when the image cannot be loaded. */
  readonly onMissing: () => void;
}

/** Makes thumbnails, such as `ThumbnailMaker`. */
interface ThumbnailQueue {
  enqueue(job: ThumbnailJob): void;
}

/** What the thumbnails are requested and made with. */
export interface ThumbnailCacheContext {
  readonly connection: Pick<HostConnection, 'notify' | 'request'>;
  /** @param onThumbnail called with each thumbnail of an image, the largest last */
  readonly createMaker: (onThumbnail: (thumbnail: Thumbnail) => void) => ThumbnailQueue;
  /** Called when other URLs are to be drawn. */
  readonly onChange: () => void;
}

type ThumbnailSource = Pick<GenerationView, 'id' | 'images'>;
type ThumbnailRef = ImageRef & { readonly side: ThumbnailSide };

const [smallSidePx, largeSidePx] = thumbnailSidesPx;

/** The URLs of thumbnails. A thumbnail is requested when it is drawn, and made if it does not exist. */
export class ThumbnailCache {
  readonly #connection: ThumbnailCacheContext['connection'];
  readonly #onChange: () => void;
  readonly #maker: ThumbnailQueue;
  readonly #blobUrls = new BlobUrlCache();
  /** The thumbnails that are being requested. */
  readonly #requestedKeys = new Set<string>();
  /** The thumbnails to request when everything is drawn. */
  readonly #pendingRequests: ThumbnailRef[] = [];
  #isRequestScheduled = false;
  /** The images without thumbnails, those whose thumbnails this page has made, and those whose file is missing. */
  readonly #keysWithoutThumbnail = new Set<string>();
  readonly #generatedKeys = new Set<string>();
  readonly #missingKeys = new Set<string>();

  constructor({ connection, onChange, createMaker }: ThumbnailCacheContext) {
    this.#connection = connection;
    this.#onChange = onChange;
    this.#maker = createMaker((thumbnail) => {
      this.#addGenerated(thumbnail);
    });
  }

  /**
   * The URL of a thumbnail, or an empty string if it is not loaded. Call it whenever the image is drawn.
   * @param width of the image on the screen, in device pixels
   */
  getUrl(generation: ThumbnailSource, image: number, width: number): string {
    const { id, images } = generation;
    if (!images[image]) return '';
    const isSmall = width <= smallSidePx;
    const [side, otherSide] = isSmall ? [smallSidePx, largeSidePx] : [largeSidePx, smallSidePx];
    this.#scheduleRequests();
    const url = this.#blobUrls.use(getThumbnailKey(id, image, side));
    if (url !== undefined) return url;
    if (this.#isKnownWithoutThumbnail(generation, image)) this.#generate(generation, image);
    else this.#pendingRequests.push({ id, image, side });
    // Until then, show the other size.
    return this.#blobUrls.use(getThumbnailKey(id, image, otherSide)) ?? '';
  }

  /** Whether thumbnails that were drawn are still being requested. */
  get isLoading(): boolean {
    return this.#isRequestScheduled || this.#requestedKeys.size > 0;
  }

  /** Makes new thumbnails when one cannot be shown. The second time, the image counts as missing. */
  regenerate({ id }: ThumbnailSource, image: number): void {
    const key = getThumbnailKey(id, image);
    if (this.#generatedKeys.has(key)) this.#missingKeys.add(key);
    for (const side of thumbnailSidesPx) this.#blobUrls.delete(getThumbnailKey(id, image, side));
    this.#keysWithoutThumbnail.add(key);
    this.#onChange();
  }

  /** Whether the file of an image is missing. */
  isMissing({ id }: ThumbnailSource, image: number): boolean {
    return this.#missingKeys.has(getThumbnailKey(id, image));
  }

  #isKnownWithoutThumbnail({ id, images }: ThumbnailSource, image: number): boolean {
    const key = getThumbnailKey(id, image);
    if (this.#keysWithoutThumbnail.has(key)) return true;
    return images[image]?.hasThumbnail === false && !this.#generatedKeys.has(key);
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

  #addGenerated(thumbnail: Thumbnail): void {
    const { id, image, side, webp } = thumbnail;
    this.#blobUrls.add(getThumbnailKey(id, image, side), webp);
    if (side === largeSidePx) {
      this.#keysWithoutThumbnail.delete(getThumbnailKey(id, image));
      this.#generatedKeys.add(getThumbnailKey(id, image));
    }
    this.#connection.notify('saveThumbnail', { id, image, side, webp });
    this.#onChange();
  }

  /** Requests all thumbnails that are drawn together in as few requests as possible. */
  #scheduleRequests(): void {
    if (this.#isRequestScheduled) return;
    this.#isRequestScheduled = true;
    queueMicrotask(() => {
      this.#isRequestScheduled = false;
      this.#sendRequests();
      this.#blobUrls.evictUnused();
    });
  }

  #sendRequests(): void {
    for (const side of thumbnailSidesPx) {
      const newRequests = this.#pendingRequests.filter(
        (request) => request.side === side && this.#markRequested(request),
      );
      for (let from = 0; from < newRequests.length; from += maxThumbnailsPerRequest) {
        const batch = newRequests.slice(from, from + maxThumbnailsPerRequest);
        void this.#request(
          side,
          batch.map(({ id, image }) => ({ id, image })),
        );
      }
    }
    this.#pendingRequests.length = 0;
  }

  async #request(side: ThumbnailSide, images: ImageRef[]): Promise<void> {
    const thumbnails = await this.#connection
      .request('getThumbnails', { side, images })
      // The host has logged it. Make them from the full images.
      .catch(() => []);
    images.forEach(({ id, image }, index) => {
      const webp = thumbnails[index];
      const key = getThumbnailKey(id, image, side);
      this.#requestedKeys.delete(key);
      if (webp) this.#blobUrls.add(key, webp);
      else this.#keysWithoutThumbnail.add(getThumbnailKey(id, image));
    });
    this.#onChange();
  }

  /** Returns whether a thumbnail was not being requested yet. */
  #markRequested({ id, image, side }: ThumbnailRef): boolean {
    const key = getThumbnailKey(id, image, side);
    const isNew = !this.#requestedKeys.has(key);
    this.#requestedKeys.add(key);
    return isNew;
  }
}

/** The key of an image, or of one of its thumbnails. */
function getThumbnailKey(id: string, image: number, side?: ThumbnailSide): string {
  return [id, image, side].join(' ');
}
