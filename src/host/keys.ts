import * as v from 'valibot';
import * as vscode from 'vscode';
import { accessKeySchema, type AccessKey, type Key, type Provider } from '../jimeng/index.ts';
import { askAccessKey, askApiKey, keyFault } from './keyBox.ts';

const storedAccessKey = v.pipe(v.string(), v.parseJson(), accessKeySchema);

/** The keys, one for each provider's origin. They are in SecretStorage and nowhere else. */
export class Keys {
  readonly #secrets: vscode.SecretStorage;
  /** Fires where any secret has changed, in whichever window. */
  readonly onDidChange: vscode.Event<unknown>;

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
    this.onDidChange = secrets.onDidChange;
  }

  async get(provider: Provider): Promise<Key | undefined> {
    const stored = await this.#secrets.get(nameOf(provider));
    if (provider.auth === 'bearer' || stored === undefined) return stored;
    const parsed = v.safeParse(storedAccessKey, stored);
    return parsed.success ? parsed.output : undefined;
  }

  /** @throws Error with a sentence for the user when it cannot be a key of this provider. */
  async set(provider: Provider, key: Key): Promise<void> {
    const isAccessKey = typeof key !== 'string';
    if (isAccessKey !== (provider.auth === 'volcengine')) {
      throw new Error(tellKind(provider));
    }
    const plain = isAccessKey ? trimmed(key) : key.trim();
    const parts = typeof plain === 'string' ? [plain] : Object.values(plain);
    const fault = parts.map(keyFault).find((each) => each !== undefined);
    if (fault !== undefined) throw new Error(fault);
    const stored = typeof plain === 'string' ? plain : JSON.stringify(plain);
    await this.#secrets.store(nameOf(provider), stored);
  }

  async clear(provider: Provider): Promise<void> {
    await this.#secrets.delete(nameOf(provider));
  }

  /** Asks for a key in masked boxes and stores it. `undefined` when one is dismissed. */
  async ask(provider: Provider): Promise<Key | undefined> {
    const ask = provider.auth === 'volcengine' ? askAccessKey : askApiKey;
    const key = await ask(provider);
    if (key !== undefined) await this.set(provider, key);
    return key;
  }
}

function tellKind({ auth, name }: Provider): string {
  return auth === 'volcengine'
    ? vscode.l10n.t("{0} requires an access key. Pass 'accessKeyId' and 'secretAccessKey'.", name)
    : vscode.l10n.t('{0} requires an API key. Pass it as a string.', name);
}

/** Without the spaces that come along with a copy; an empty token is none. */
function trimmed({ accessKeyId, secretAccessKey, sessionToken = '' }: AccessKey): AccessKey {
  const token = sessionToken.trim();
  return {
    accessKeyId: accessKeyId.trim(),
    secretAccessKey: secretAccessKey.trim(),
    ...(token !== '' && { sessionToken: token }),
  };
}

/** By origin, so that no key goes where it does not belong, and by what kind of key it is. */
function nameOf({ auth, origin }: Provider): string {
  return `${auth === 'volcengine' ? 'accessKey' : 'apiKey'}:${origin}`;
}
