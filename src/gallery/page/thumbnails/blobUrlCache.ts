/** The most URLs that are kept besides those that are drawn. Their thumbnails take about 20 MB. */
const maxCachedThumbnails = 800;

/** Thumbnails in memory, with the `blob:` URLs from which the page shows them. */
export class BlobUrlCache {
  /** In the order in which they were last drawn. */
  readonly #urls = new Map<string, string>();
  readonly #drawnKeys = new Set<string>();

  add(key: string, webp: Uint8Array<ArrayBuffer>): void {
    this.delete(key);
    this.#urls.set(key, URL.createObjectURL(new Blob([webp], { type: 'image/webp' })));
  }

  /** The URL of a thumbnail, if it is in memory. Call it whenever the thumbnail is drawn. */
  use(key: string): string | undefined {
    const url = this.#urls.get(key);
    if (url === undefined) return undefined;
    this.#urls.delete(key);
    this.#urls.set(key, url);
    this.#drawnKeys.add(key);
    return url;
  }

  delete(key: string): void {
    const url = this.#urls.get(key);
    if (url === undefined) return;
    URL.revokeObjectURL(url);
    this.#urls.delete(key);
  }

  /** Drops the thumbnails that were not drawn for the longest time. Call it when everything is drawn. */
  evictUnused(): void {
    for (const key of this.#urls.keys()) {
      if (this.#urls.size <= maxCachedThumbnails) break;
      if (!this.#drawnKeys.has(key)) this.delete(key);
    }
    this.#drawnKeys.clear();
  }
}
