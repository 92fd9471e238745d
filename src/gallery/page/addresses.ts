/** Most that are kept besides those that are drawn: thumbnails of some 20 MB. */
const most = 800;

/** Bytes that the page has been given, each under an address of the page's own to show them from. */
export class Addresses {
  /** What was drawn last is the last. */
  readonly #here = new Map<string, string>();
  readonly #drawn = new Set<string>();

  keep(name: string, webp: Uint8Array<ArrayBuffer>): void {
    this.drop(name);
    this.#here.set(name, URL.createObjectURL(new Blob([webp], { type: 'image/webp' })));
  }

  /** To be called with each draw that shows it; `undefined` while it is not here. */
  draw(name: string): string | undefined {
    const address = this.#here.get(name);
    if (address === undefined) return undefined;
    this.#here.delete(name);
    this.#here.set(name, address);
    this.#drawn.add(name);
    return address;
  }

  drop(name: string): void {
    const address = this.#here.get(name);
    if (address === undefined) return;
    URL.revokeObjectURL(address);
    this.#here.delete(name);
  }

  /** At the end of a draw: lets go of what has not been drawn for longest. */
  sweep(): void {
    for (const name of this.#here.keys()) {
      if (this.#here.size <= most) break;
      if (!this.#drawn.has(name)) this.drop(name);
    }
    this.#drawn.clear();
  }
}
