/** A pair of the original service's keys. */
export interface AccessPair {
  accessKeyId: string;
  /** Used as the text it is: nothing decodes it. */
  secretAccessKey: string;
  /** Of a temporary pair only. */
  sessionToken?: string;
}

/** The pairs that the gateway knows. All are made up. */
export const samplePairs = {
  permanent: {
    accessKeyId: 'AKLTSAMPLE0000000000',
    secretAccessKey: 'U2FtcGxlU2VjcmV0QWNjZXNzS2V5MDAwMDAwMDA==',
  },
  temporary: {
    accessKeyId: 'AKTPSAMPLE0000000000',
    secretAccessKey: 'VGVtcG9yYXJ5U2VjcmV0MDAwMDAwMDAwMDAwMDA==',
    sessionToken: 'STSsample.0000000000.0000000000',
  },
  /** Signs well, but the service was never activated for it. */
  notActivated: {
    accessKeyId: 'AKLTINACTIVE00000000',
    secretAccessKey: 'SW5hY3RpdmVTZWNyZXQwMDAwMDAwMDAwMDAwMDAw==',
  },
} as const satisfies Record<string, AccessPair>;

const pairs: readonly AccessPair[] = Object.values(samplePairs);

/** The text with every part of a known pair in it replaced. */
export function redactPairs(text: string): string {
  return pairs.reduce(
    (redacted, { accessKeyId, secretAccessKey, sessionToken }, position) =>
      redacted
        .replaceAll(accessKeyId, `<key id ${position}>`)
        .replaceAll(secretAccessKey, `<key secret ${position}>`)
        .replaceAll(sessionToken ?? secretAccessKey, `<key token ${position}>`),
    text,
  );
}
