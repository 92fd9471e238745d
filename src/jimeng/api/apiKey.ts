import * as v from 'valibot';

/**
 * The fields of a Volcengine access key, which signs requests and is never sent
 * (docs/service.md §2.4).
 */
export const accessKeySchema = v.object({
  accessKeyId: v.string(),
  /** Used as is: it often looks like base64, but must not be decoded. */
  secretAccessKey: v.string(),
  /** Only temporary credentials have one. */
  sessionToken: v.exactOptional(v.string()),
});

/** A Volcengine access key. */
export type AccessKey = Readonly<v.InferOutput<typeof accessKeySchema>>;

/**
 * The credentials for a provider: a token that is sent (docs/service.md §2.3), or an access key.
 */
export type ApiKey =
  | { readonly kind: 'bearer'; readonly token: string }
  | ({ readonly kind: 'accessKey' } & AccessKey);

/** What is copied in front of a key: an option of curl, a scheme, the name of a header or variable. */
const keyPrefixPattern =
  /^(?:-H\s|(?:bearer|token)(?:\s+|:\s*)|(?:export\s)?[\w-]{0,40}(?:authorization|key|token)["']?\s*[:=：＝]\s*(?=[^\s=]{4}))/i;
const quotesPattern = /^["'`“”‘’「」<>]+|(?<!["'`“”‘’「」<>,;，；])["'`“”‘’「」<>,;，；]+$/g;
/** How often a key can be wrapped in quotes and prefixes, so that the time does not grow with the square of the text. */
const maxWrappings = 20;

/**
 * Removes what is copied with a key, or a part of an access key, by mistake: white space, invisible
 * characters, quotes, `Bearer`, and the name of a header or variable.
 */
export function normalizeKey(text: string): string {
  let key = text.replaceAll(/[\p{Cf}\p{Cc}\s]+/gu, (each) => (/[\p{Cc}\s]/u.test(each) ? ' ' : ''));
  for (let wrapping = 0; wrapping < maxWrappings; wrapping++) {
    key = key.trim().replaceAll(quotesPattern, '').trim().replace(keyPrefixPattern, '');
  }
  // A line break within a key comes from a narrow window.
  return key.replaceAll(' ', '');
}

/**
 * Parses a key in the form that commands accept it: a token as a string, or the fields of an access
 * key.
 */
export const apiKeySchema = v.union([
  v.pipe(
    v.string(),
    v.transform((text): ApiKey => ({ kind: 'bearer', token: normalizeKey(text) })),
  ),
  v.pipe(
    accessKeySchema,
    v.transform(({ accessKeyId, secretAccessKey, sessionToken }): ApiKey => ({
      kind: 'accessKey',
      accessKeyId: normalizeKey(accessKeyId),
      secretAccessKey: normalizeKey(secretAccessKey),
      ...(sessionToken !== undefined && { sessionToken: normalizeKey(sessionToken) }),
    })),
  ),
]);

/** A key in the form that commands accept it. */
export type ApiKeyInput = v.InferInput<typeof apiKeySchema>;

/** Every part of a key, none of which may be shown or logged. */
export function getSecrets({ kind, ...parts }: ApiKey): string[] {
  return Object.values(parts).filter((part) => part !== '');
}
