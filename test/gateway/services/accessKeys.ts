/** An access key of Volcengine. */
export interface AccessKeyPair {
  accessKeyId: string;
  /** Used as it is, without decoding. */
  secretAccessKey: string;
  /** Only for temporary keys. */
  sessionToken?: string;
}

/** The access keys that the gateway accepts. All are made up. */
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
  /** Creates valid signatures, but the service is not activated for it. */
  notActivated: {
    accessKeyId: 'AKLTINACTIVE00000000',
    secretAccessKey: 'SW5hY3RpdmVTZWNyZXQwMDAwMDAwMDAwMDAwMDAw==',
  },
} as const satisfies Record<string, AccessKeyPair>;

const accessKeys: readonly AccessKeyPair[] = Object.values(sampleAccessKeys);

/** Redacts every part of the access keys in a text. */
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
