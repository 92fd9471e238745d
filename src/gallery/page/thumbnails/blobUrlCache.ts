/** The most URLs that are kept besides those that are drawn. Small thumbnails take about 20 MB then. */
const maxCachedThumbnails = 800;
/** The most bytes of their thumbnails. */
const maxCachedBytes = 24 * 1024 * 1024;

/** Thumbnails in memory, with the `blob:` URLs from which the page shows them. */
export class BlobUrlCache {
  /** In the order in which they were last drawn. */
  readonly #urls = new Map<string, { readonly url: string; readonly bytes: number }>();
  #totalBytes = 0;
  readonly #drawnKeys = new Set<string>();

  add(key: string, webp: Uint8Array<ArrayBuffer>): void {
    this.delete(key);
    const url = URL.createObjectURL(new Blob([webp], { type: 'image/webp' }));
    this.#urls.set(key, { url, bytes: webp.byteLength });
    this.#totalBytes += webp.byteLength;
  }

  /** The URL of a thumbnail, if it is in memory. Call it whenever the thumbnail is drawn. */
  use(key: string): string | undefined {
    const entry = this.#urls.get(key);
    if (!entry) return undefined;
    this.#urls.delete(key);
    this.#urls.set(key, entry);
    this.#drawnKeys.add(key);
    return entry.url;
  }

  delete(key: string): void {
    const entry = this.#urls.get(key);
    if (!entry) return;
    URL.revokeObjectURL(entry.url);
    this.#totalBytes -= entry.bytes;
    this.#urls.delete(key);
  }

  /** Drops the thumbnails that were not drawn for the longest time. Call it when everything is drawn. */
  evictUnused(): void {
    for (const key of this.#urls.keys()) {
      const isFull = this.#urls.size > maxCachedThumbnails || this.#totalBytes > maxCachedBytes;
      if (!isFull) break;
      if (!this.#drawnKeys.has(key)) this.delete(key);
    }
    this.#drawnKeys.clear();
  }
}
