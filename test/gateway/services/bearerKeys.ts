/** The keys that the gateway knows from the start. Both are made up. */
export const sampleKeys = {
  valid: 'sk-sample-0000000000000000',
  emptyQuota: 'sk-empty-quota-00000000000000',
} as const;

/** The keys that are let in, each known to the log by its position in the list alone. */
export class KeyRing {
  #keys: string[] = Object.values(sampleKeys);

  /** Lets these in besides the sample keys, in place of any given before. */
  setExtra(keys: readonly string[]): void {
    this.#keys = [...Object.values(sampleKeys), ...keys];
  }

  /** The key of an `Authorization: Bearer KEY` header, or null when it is missing or not known. */
  find(authorization: string | undefined): string | null {
    const candidate = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
    return this.#keys.find((key) => key === candidate) ?? null;
  }

  /** The text with every known key in it replaced by `<key N>`. */
  redact(text: string): string {
    return this.#keys.reduce(
      (redacted, key, index) => redacted.replaceAll(key, `<key ${index}>`),
      text,
    );
  }
}
