import type { IncomingHttpHeaders } from 'node:http';

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
    const given = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
    return this.#keys.find((key) => key === given) ?? null;
  }

  /** The text with every known key in it replaced by `<key N>`. */
  redact(text: string): string {
    return this.#keys.reduce(
      (redacted, key, position) => redacted.replaceAll(key, `<key ${position}>`),
      text,
    );
  }

  /** The headers, fit for the log: a key that is not known may still be somebody's real one. */
  redactHeaders(headers: IncomingHttpHeaders): Record<string, string> {
    const redacted = Object.entries(headers).map(([name, value]) => {
      const text = this.redact(String(value));
      const unknown = name === 'authorization' && this.find(String(value)) === null;
      return [name, unknown ? '<unknown>' : text];
    });
    return Object.fromEntries(redacted) as Record<string, string>;
  }
}
