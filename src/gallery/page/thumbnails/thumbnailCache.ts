import type { FirstThumbnail } from '../../protocol/requests.ts';
import type { GenerationView, ImageView } from '../../protocol/views.ts';
import {
  maxThumbnailsPerRequest,
  thumbnailSidesPx,
  type ImageRef,
  type ThumbnailSide,
} from '../../protocol/vocabulary.ts';
import type { HostConnection } from '../ui/hostConnection.ts';
import { DataUrlCache } from './dataUrlCache.ts';
import { ImageProblems } from './imageProblems.ts';
import { chooseSide, listReplacements, listSidesToMake } from './thumbnailSides.ts';

/** A thumbnail that has been made. */
export interface Thumbnail extends ImageRef {
  /** The `src` of the image in its view. */
  readonly src: string;
  readonly side: ThumbnailSide;
  readonly webp: Uint8Array<ArrayBuffer>;
}

/** An image to make thumbnails of. */
export interface ThumbnailJob extends ImageRef {
  readonly src: string;
  /** The URL to load it from. */
  readonly url: string;
  /** The sizes to make, the smallest first. */
  readonly sides: readonly ThumbnailSide[];
  /** Whether the image may be loaded. Called right before. */
  readonly canLoad: () => Promise<boolean>;
  /** Called when the image cannot be loaded or decoded. */
  readonly onBroken: () => void;
}

/** Makes thumbnails, such as `ThumbnailMaker`. */
interface ThumbnailQueue {
  enqueue(job: ThumbnailJob): void;
}

/** What the thumbnails are requested and made with. */
export interface ThumbnailCacheContext {
  readonly connection: Pick<HostConnection, 'notify' | 'request'>;
  /** @param onThumbnail called with each thumbnail of a job, the largest last */
  readonly createMaker: (onThumbnail: (thumbnail: Thumbnail) => void) => ThumbnailQueue;
  /** Called when other URLs are to be drawn. */
  readonly onChange: () => void;
}

type ThumbnailSource = Pick<GenerationView, 'id' | 'images'>;
type ThumbnailRef = ImageRef & { readonly src: string; readonly side: ThumbnailSide };

/**
 * The URLs of thumbnails. A thumbnail is requested when it is drawn, and made if it does not exist. Images
 * are known by their URLs, as a file that is replaced has another one.
 */
export class ThumbnailCache {
  readonly #connection: ThumbnailCacheContext['connection'];
  /** The images that cannot be shown. */
  readonly problems: ImageProblems;
  readonly #onChange: () => void;
  readonly #maker: ThumbnailQueue;
  readonly #dataUrls = new DataUrlCache();
  /** The thumbnails that are being requested. */
  readonly #requestedKeys = new Set<string>();
  /** The thumbnails to request when everything is drawn. */
  readonly #pendingRequests: ThumbnailRef[] = [];
  #isRequestScheduled = false;
  /** The thumbnails that do not exist, and those that this page has made. */
  readonly #missingKeys = new Set<string>();
  readonly #generatedKeys = new Set<string>();

  constructor({ connection, onChange, createMaker }: ThumbnailCacheContext) {
    this.#connection = connection;
    this.#onChange = onChange;
    this.problems = new ImageProblems({ connection, onChange });
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
    const view = images[image];
    if (!view) return '';
    const { src } = view;
    // A thumbnail that is larger than the image would not be sharper.
    const side = chooseSide(Math.min(width, Math.max(view.width, view.height)));
    this.#scheduleRequests();
    const url = this.#dataUrls.use(getThumbnailKey(src, side));
    if (url !== undefined) return url;
    if (this.#isMissing(view, side)) this.#generate(generation, image, side);
    else this.#pendingRequests.push({ id, image, src, side });
    // Until then, show another size.
    for (const replacement of listReplacements(side)) {
      const replacementUrl = this.#dataUrls.use(getThumbnailKey(src, replacement));
      if (replacementUrl !== undefined) return replacementUrl;
    }
    return '';
  }

  /** Adds thumbnails that have come with their generations. */
  add(
    thumbnails: readonly FirstThumbnail[],
    generations: readonly (ThumbnailSource | null)[],
  ): void {
    const sources = new Map(generations.map((each) => [each?.id, each]));
    for (const { id, image, side, webp } of thumbnails) {
      const src = sources.get(id)?.images[image]?.src;
      if (src !== undefined) this.#dataUrls.add(getThumbnailKey(src, side), webp);
    }
  }

  /** Whether thumbnails that were drawn are still being requested. */
  get isLoading(): boolean {
    return this.#pendingRequests.length > 0 || this.#requestedKeys.size > 0;
  }

  /** Makes new thumbnails when one cannot be shown. The second time, the image counts as damaged. */
  regenerate(generation: ThumbnailSource, image: number): void {
    const src = generation.images[image]?.src;
    if (src === undefined) return;
    const keys = thumbnailSidesPx.map((side) => getThumbnailKey(src, side));
    if (keys.some((key) => this.#generatedKeys.has(key))) this.problems.report(generation, image);
    for (const key of keys) {
      this.#dataUrls.delete(key);
      this.#missingKeys.add(key);
    }
    this.#onChange();
  }

  #isMissing({ src, hasThumbnail }: ImageView, side: ThumbnailSide): boolean {
    const key = getThumbnailKey(src, side);
    if (this.#missingKeys.has(key)) return true;
    return hasThumbnail === false && !this.#generatedKeys.has(key);
  }

  #generate(generation: ThumbnailSource, image: number, side: ThumbnailSide): void {
    const view = generation.images[image];
    if (!view || this.problems.find(generation, image)) return;
    const onBroken = () => {
      this.problems.report(generation, image);
    };
    const canLoad = () => this.problems.check(generation, image);
    const url = this.problems.getUrl(view);
    this.#maker.enqueue({
      id: generation.id,
      image,
      src: view.src,
      url,
      sides: listSidesToMake(side),
      canLoad,
      onBroken,
    });
  }

  #addGenerated({ id, image, src, side, webp }: Thumbnail): void {
    const key = getThumbnailKey(src, side);
    this.#dataUrls.add(key, webp);
    this.#missingKeys.delete(key);
    this.#generatedKeys.add(key);
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
      this.#dataUrls.evictUnused();
    });
  }

  #sendRequests(): void {
    for (const side of thumbnailSidesPx) {
      const newRequests = this.#pendingRequests.filter(
        (request) => request.side === side && this.#markRequested(request),
      );
      for (let from = 0; from < newRequests.length; from += maxThumbnailsPerRequest) {
        const batch = newRequests.slice(from, from + maxThumbnailsPerRequest);
        void this.#request(side, batch);
      }
    }
    this.#pendingRequests.length = 0;
  }

  async #request(side: ThumbnailSide, batch: readonly ThumbnailRef[]): Promise<void> {
    const images = batch.map(({ id, image }) => ({ id, image }));
    const thumbnails = await this.#connection
      .request('getThumbnails', { side, images })
      // The host has logged it. Make them from the full images.
      .catch(() => []);
    batch.forEach(({ src }, index) => {
      const webp = thumbnails[index];
      const key = getThumbnailKey(src, side);
      this.#requestedKeys.delete(key);
      if (webp) this.#dataUrls.add(key, webp);
      else this.#missingKeys.add(key);
    });
    this.#onChange();
  }

  /** Returns whether a thumbnail was not being requested yet. */
  #markRequested({ src, side }: ThumbnailRef): boolean {
    const key = getThumbnailKey(src, side);
    const isNew = !this.#requestedKeys.has(key);
    this.#requestedKeys.add(key);
    return isNew;
  }
}

/** @param src of the image in its view */
function getThumbnailKey(src: string, side: ThumbnailSide): string {
  return `${src} ${side}`;
}
