/** Most that are kept besides those that are drawn: thumbnails of some 20 MB. */
const maxCachedThumbnails = 800;

/** Bytes that the page has been given, each under an address of the page's own to show them from. */
export class BlobUrlCache {
  /** What was drawn last is the last. */
  readonly #urls = new Map<string, string>();
  readonly #drawnKeys = new Set<string>();

  add(key: string, webp: Uint8Array<ArrayBuffer>): void {
    this.delete(key);
    this.#urls.set(key, URL.createObjectURL(new Blob([webp], { type: 'image/webp' })));
  }

  /** To be called with each draw that shows it; `undefined` while it is not here. */
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

  /** At the end of a draw: lets go of what has not been drawn for longest. */
  evictUnused(): void {
    for (const key of this.#urls.keys()) {
      if (this.#urls.size <= maxCachedThumbnails) break;
      if (!this.#drawnKeys.has(key)) this.delete(key);
    }
    this.#drawnKeys.clear();
  }
}
