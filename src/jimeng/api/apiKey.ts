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

/**
 * Parses a key in the form that commands accept it: a token as a string, or the fields of an access
 * key.
 */
export const apiKeySchema = v.union([
  v.pipe(
    v.string(),
    v.transform((token): ApiKey => ({ kind: 'bearer', token })),
  ),
  v.pipe(
    accessKeySchema,
    v.transform((accessKey): ApiKey => ({ kind: 'accessKey', ...accessKey })),
  ),
]);

/** A key in the form that commands accept it. */
export type ApiKeyInput = v.InferInput<typeof apiKeySchema>;

/** Every part of a key, none of which may be shown or logged. */
export function getSecrets({ kind, ...parts }: ApiKey): string[] {
  return Object.values(parts).filter((part) => part !== '');
}
