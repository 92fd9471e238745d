/** A pair of the original service's keys. */
export interface AccessKeyPair {
  accessKeyId: string;
  /** Used as the text it is: nothing decodes it. */
  secretAccessKey: string;
  /** Of a temporary pair only. */
  sessionToken?: string;
}

/** The pairs that the gateway knows. All are made up. */
export const sampleAccessKeys = {
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
} as const satisfies Record<string, AccessKeyPair>;

const accessKeys: readonly AccessKeyPair[] = Object.values(sampleAccessKeys);

/** The text with every part of a known pair in it replaced. */
export function redactAccessKeys(text: string): string {
  return accessKeys.reduce(
    (redacted, { accessKeyId, secretAccessKey, sessionToken }, index) =>
      redacted
        .replaceAll(accessKeyId, `<key id ${index}>`)
        .replaceAll(secretAccessKey, `<key secret ${index}>`)
        .replaceAll(sessionToken ?? secretAccessKey, `<key token ${index}>`),
    text,
  );
}
