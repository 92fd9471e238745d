/** The most URLs that are kept besides those that are drawn. Those of small thumbnails take about 25 MB then. */
const maxCachedUrls = 800;
/** The most characters of these URLs, each a byte. */
const maxCachedCharacters = 32 * 1024 * 1024;
const utf16 = new TextDecoder('utf-16le');

/**
 * The `data:` URLs of thumbnails. The browser would have to register each `blob:` URL, and frames are missed if many
 * thumbnails arrive at once.
 */
export class DataUrlCache {
  /** In the order in which they were last drawn. */
  readonly #urls = new Map<string, string>();
  #characterCount = 0;
  readonly #drawnKeys = new Set<string>();

  add(key: string, webp: Uint8Array): void {
    this.delete(key);
    const url = `data:image/webp;base64,${toBase64(webp)}`;
    this.#urls.set(key, url);
    this.#characterCount += url.length;
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
    this.#characterCount -= this.#urls.get(key)?.length ?? 0;
    this.#urls.delete(key);
  }

  /** Drops the URLs that were not drawn for the longest time. Call it when everything is drawn. */
  evictUnused(): void {
    for (const key of this.#urls.keys()) {
      const isFull = this.#urls.size > maxCachedUrls || this.#characterCount > maxCachedCharacters;
      if (!isFull) break;
      if (!this.#drawnKeys.has(key)) this.delete(key);
    }
    this.#drawnKeys.clear();
  }
}

// VS Code 1.106 does not have `Uint8Array.toBase64` yet.
function toBase64(bytes: Uint8Array): string {
  // Each byte becomes the UTF-16 code unit of the same number, as `btoa` requires.
  return btoa(utf16.decode(new Uint16Array(bytes)));
}
