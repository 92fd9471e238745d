import * as v from 'valibot';

/** Credentials of the original service (docs/service.md §2.4). */
export const accessKeySchema = v.object({
  accessKeyId: v.string(),
  /** Used as the text it is: it often looks like base64, and is not decoded. */
  secretAccessKey: v.string(),
  /** Of temporary credentials only. */
  sessionToken: v.exactOptional(v.string()),
});

export type AccessKey = Readonly<v.InferOutput<typeof accessKeySchema>>;

/** What lets a user in: a bearer key as text, or the original service's access key. */
export type ApiKey = string | AccessKey;

/** Everything in a key that nobody may see. */
export function getSecrets(key: ApiKey | undefined): string[] {
  if (key === undefined) return [];
  const secrets = typeof key === 'string' ? [key] : Object.values(key);
  return secrets.filter((secret) => secret !== '');
}
