import * as v from 'valibot';
import * as vscode from 'vscode';
import { accessKeySchema, type AccessKey, type ApiKey, type Provider } from '../jimeng/index.ts';
import { askForAccessKey, askForApiKey, validateKey } from './apiKeyInput.ts';

const storedAccessKeySchema = v.pipe(v.string(), v.parseJson(), accessKeySchema);

/** The API keys, one for each origin. They are stored in SecretStorage and nowhere else. */
export class ApiKeyStore {
  readonly #secrets: vscode.SecretStorage;
  /** Fires when any secret has changed, in any window. */
  readonly onDidChange: vscode.Event<unknown>;

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
    this.onDidChange = secrets.onDidChange;
  }

  /** The key of a provider. `undefined` if there is none, or if what is stored is not a key. */
  async get(provider: Provider): Promise<ApiKey | undefined> {
    const stored = await this.#secrets.get(toSecretStorageKey(provider));
    if (stored === undefined) return undefined;
    if (provider.auth === 'bearer') return { kind: 'bearer', token: stored };
    const parsed = v.safeParse(storedAccessKeySchema, stored);
    return parsed.success ? { kind: 'accessKey', ...parsed.output } : undefined;
  }

  /**
   * Stores the key of a provider.
   * @throws Error with a message for the user if it cannot be a key of this provider
   */
  async set(provider: Provider, key: ApiKey): Promise<void> {
    if ((key.kind === 'accessKey') !== (provider.auth === 'volcengine')) {
      throw new Error(formatExpectedKeyType(provider));
    }
    const { parts, secret } = serializeKey(key);
    const problem = parts.map(validateKey).find((message) => message !== undefined);
    if (problem !== undefined) throw new Error(problem);
    await this.#secrets.store(toSecretStorageKey(provider), secret);
  }

  /** Deletes the key of a provider. */
  async clear(provider: Provider): Promise<void> {
    await this.#secrets.delete(toSecretStorageKey(provider));
  }

  /** Asks for a key in masked input boxes and stores it. `undefined` if the user dismisses one. */
  async askForKey(provider: Provider): Promise<ApiKey | undefined> {
    const showInput = provider.auth === 'volcengine' ? askForAccessKey : askForApiKey;
    const key = await showInput(provider);
    if (key !== undefined) await this.set(provider, key);
    return key;
  }
}

function formatExpectedKeyType({ auth, name }: Provider): string {
  return auth === 'volcengine'
    ? vscode.l10n.t("{0} requires an access key. Pass 'accessKeyId' and 'secretAccessKey'.", name)
    : vscode.l10n.t('{0} requires an API key. Pass it as a string.', name);
}

/** A key as it is stored, and the parts of it to validate. */
function serializeKey(key: ApiKey): {
  readonly parts: readonly string[];
  readonly secret: string;
} {
  if (key.kind === 'bearer') {
    const token = key.token.trim();
    return { parts: [token], secret: token };
  }
  const accessKey = trimAccessKey(key);
  return { parts: Object.values(accessKey), secret: JSON.stringify(accessKey) };
}

/** Removes spaces that were copied along, and an empty session token. */
function trimAccessKey({ accessKeyId, secretAccessKey, sessionToken = '' }: AccessKey): AccessKey {
  const token = sessionToken.trim();
  return {
    accessKeyId: accessKeyId.trim(),
    secretAccessKey: secretAccessKey.trim(),
    ...(token !== '' && { sessionToken: token }),
  };
}

/** By origin, so that a key is never sent to another one, and by the kind of key. */
function toSecretStorageKey({ auth, origin }: Provider): string {
  return `${auth === 'volcengine' ? 'accessKey' : 'apiKey'}:${origin}`;
}
