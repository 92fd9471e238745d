/** A computation on bytes that arrive in chunks. It yields whenever it requires the next chunk. */
export type Scan<T = void> = Generator<undefined, T, undefined>;

/** Receives the bytes of an image that contain its type and dimensions, without its metadata. */
export type HeaderListener = (header: Uint8Array) => void;

/** Bytes that are not a whole image. */
export class ImageDataError extends Error {
  /** `incomplete` also if they are damaged: another download may return better ones. */
  readonly problem: 'notImage' | 'incomplete';

  constructor(problem: 'notImage' | 'incomplete', reason: string) {
    super(reason);
    this.problem = problem;
  }
}

/** Reads bytes that arrive in chunks. Only the current chunk is in memory. */
export class ByteReader {
  #chunk: Uint8Array = new Uint8Array();
  /** The next byte in the chunk. */
  #offset = 0;
  /** The number of bytes in earlier chunks. */
  #earlierBytes = 0;
  #isEnded = false;

  /** The number of bytes that have been read. */
  get position(): number {
    return this.#earlierBytes + this.#offset;
  }

  /** Adds a chunk. Call it when the scan has yielded, as all earlier bytes have been read then. */
  push(chunk: Uint8Array): void {
    this.#earlierBytes += this.#chunk.length;
    this.#chunk = chunk;
    this.#offset = 0;
  }

  /** No more chunks follow. */
  end(): void {
    this.#isEnded = true;
  }

  /** Whether all bytes have been read. */
  *isAtEnd(): Scan<boolean> {
    while (this.#offset === this.#chunk.length) {
      if (this.#isEnded) return true;
      yield;
    }
    return false;
  }

  /**
   * Skips bytes.
   * @param onBytes receives them in parts
   * @throws ImageDataError at the end.
   */
  *skip(count: number, onBytes?: (bytes: Uint8Array) => void): Scan {
    for (let remaining = count; remaining > 0;) {
      yield* this.#requireByte();
      const part = this.#chunk.subarray(this.#offset, this.#offset + remaining);
      this.#offset += part.length;
      remaining -= part.length;
      onBytes?.(part);
    }
  }

  /** Skips all bytes that follow. */
  *skipAll(): Scan {
    while (!(yield* this.isAtEnd())) this.#offset = this.#chunk.length;
  }

  /**
   * Skips bytes up to and including the next one with this value.
   * @throws ImageDataError at the end.
   */
  *skipPast(byte: number): Scan {
    for (;;) {
      yield* this.#requireByte();
      const index = this.#chunk.indexOf(byte, this.#offset);
      this.#offset = index < 0 ? this.#chunk.length : index + 1;
      if (index >= 0) return;
    }
  }

  /** @throws ImageDataError at the end. */
  *read(count: number): Scan<Buffer> {
    const parts: Uint8Array[] = [];
    yield* this.skip(count, (part) => parts.push(part));
    return Buffer.concat(parts);
  }

  /** @throws ImageDataError at the end. */
  *readByte(): Scan<number> {
    yield* this.#requireByte();
    return this.#chunk[this.#offset++] ?? 0;
  }

  *#requireByte(): Scan {
    if (yield* this.isAtEnd())
      throw new ImageDataError('incomplete', `It ends after ${this.position} bytes`);
  }
}
