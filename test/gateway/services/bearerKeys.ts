/** The API keys that the gateway accepts from the start. Both are made up. */
export const sampleKeys = {
  valid: 'sk-sample-0000000000000000',
  emptyQuota: 'sk-empty-quota-00000000000000',
} as const;

/** The API keys that are accepted. In the log, each is replaced by its position in the list. */
export class KeyRing {
  #keys: string[] = Object.values(sampleKeys);

  /** Accepts these keys besides the sample keys, replacing earlier ones. */
  setExtra(keys: readonly string[]): void {
    this.#keys = [...Object.values(sampleKeys), ...keys];
  }

  /** The key of an `Authorization: Bearer KEY` header, or null if it is missing or unknown. */
  find(authorization: string | undefined): string | null {
    const candidate = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
    return this.#keys.find((key) => key === candidate) ?? null;
  }

  /** Replaces every known key in a text by `<key N>`. */
  redact(text: string): string {
    return this.#keys.reduce(
      (redacted, key, index) => redacted.replaceAll(key, `<key ${index}>`),
      text,
    );
  }
}
