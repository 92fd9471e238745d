import * as v from 'valibot';
import * as vscode from 'vscode';
import {
  accessKeySchema,
  JimengError,
  normalizeKey,
  type AccessKey,
  type ApiKey,
  type Clock,
  type Provider,
} from '../../jimeng/index.ts';
import { showProgress } from '../ui/progress.ts';
import {
  askForAccessKey,
  askForApiKey,
  validateKey,
  type CheckApiKey,
  type EnteredKey,
} from './apiKeyInput.ts';
import { accessKeyStore } from './keyStoreAccess.ts';
import { safeParse } from '../../untrusted/safeParse.ts';

const storedAccessKeySchema = v.pipe(v.string(), v.parseJson(), accessKeySchema);

/** What the key store works with. */
export interface ApiKeyStoreOptions {
  /** Checks a key before it is stored. */
  readonly checkApiKey: CheckApiKey;
  readonly clock: Clock;
  /** Called with what the key store of the system has thrown, for the log. */
  readonly onError: (error: unknown) => void;
}

/** Milliseconds without a response of the key store after which a notification is shown. */
const waitNoticeDelayMs = 1000;

/**
 * The API keys, one for each origin. They are stored in SecretStorage and nowhere else. Its methods
 * throw a JimengError of kind `keyStore` if the key store of the system fails or does not respond.
 */
export class ApiKeyStore {
  readonly #secrets: vscode.SecretStorage;
  readonly #options: ApiKeyStoreOptions;
  /** When keys were set in this window, by their names in SecretStorage. */
  readonly #setTimes = new Map<string, number>();
  /** Fires when any secret has changed, in any window. */
  readonly onDidChange: vscode.Event<unknown>;

  constructor(secrets: vscode.SecretStorage, options: ApiKeyStoreOptions) {
    this.#secrets = secrets;
    this.#options = options;
    this.onDidChange = secrets.onDidChange;
  }

  /**
   * The key of a provider. `undefined` if there is none, or if what is stored is not a key.
   * @throws the reason of the signal when it is aborted
   */
  async get(provider: Provider, signal?: AbortSignal): Promise<ApiKey | undefined> {
    const stored = await accessKeyStore(() => this.#secrets.get(toSecretStorageKey(provider)), {
      ...this.#options,
      signal,
    });
    if (stored === undefined) return undefined;
    if (provider.auth === 'bearer') return { kind: 'bearer', token: stored };
    const parsed = safeParse(storedAccessKeySchema, stored);
    return parsed.success ? { kind: 'accessKey', ...parsed.output } : undefined;
  }

  /**
   * The key of a provider. Shows a notification with Cancel if that takes longer than a second.
   * @throws JimengError of kind `canceled` if the user cancels
   */
  async getInteractively(provider: Provider): Promise<ApiKey | undefined> {
    return this.#withNotice((signal) => this.get(provider, signal));
  }

  /**
   * Stores the key of a provider.
   * @throws Error with a message for the user if it cannot be a key of this provider; JimengError
   * of kind `canceled` if the user cancels
   */
  async set(provider: Provider, key: ApiKey): Promise<void> {
    const secret = toValidSecret(provider, key);
    const name = toSecretStorageKey(provider);
    await this.#change(() => this.#secrets.store(name, secret));
    this.#setTimes.set(name, this.#options.clock.now());
  }

  /** When the key of a provider was last set in this window, in milliseconds since the epoch. */
  getSetTime(provider: Provider): number | undefined {
    return this.#setTimes.get(toSecretStorageKey(provider));
  }

  /**
   * Stores the key of a provider, unless it has another one that the user keeps.
   * @param confirmReplacement asks whether to replace another key
   * @throws like `set`
   */
  async setUnlessRefused(
    provider: Provider,
    key: ApiKey,
    confirmReplacement: () => Promise<boolean>,
  ): Promise<'added' | 'replaced' | 'unchanged'> {
    const secret = toValidSecret(provider, key);
    const current = await this.getInteractively(provider);
    if (current && serializeKey(current).secret === secret) return 'unchanged';
    if (current && !(await confirmReplacement())) return 'unchanged';
    await this.set(provider, key);
    return current ? 'replaced' : 'added';
  }

  /**
   * Deletes the key of a provider.
   * @throws JimengError of kind `canceled` if the user cancels
   */
  async clear(provider: Provider): Promise<void> {
    const name = toSecretStorageKey(provider);
    await this.#change(() => this.#secrets.delete(name));
    this.#setTimes.delete(name);
  }

  /**
   * Asks for a key in masked input boxes, and stores it unless the provider rejects it. `undefined`
   * if the user dismisses one.
   */
  async askForKey(provider: Provider): Promise<EnteredKey | undefined> {
    const showInput = provider.auth === 'volcengine' ? askForAccessKey : askForApiKey;
    const entered = await showInput(provider, this.#options.checkApiKey);
    if (entered) await this.set(provider, entered.key);
    return entered;
  }

  async #change(access: () => PromiseLike<void>): Promise<void> {
    await this.#withNotice((signal) => accessKeyStore(access, { ...this.#options, signal }));
  }

  /** Shows a notification with Cancel if `access` has not finished after a second. */
  async #withNotice<T>(access: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const cancel = new AbortController();
    const finished = new AbortController();
    const result = access(cancel.signal);
    this.#options.clock.sleep(waitNoticeDelayMs, finished.signal).then(
      () => {
        const title = vscode.l10n.t('Waiting for the system keyring…');
        void showProgress(title, (_, token) => {
          token.onCancellationRequested(() => {
            cancel.abort(new JimengError({ kind: 'canceled' }));
          });
          return result.catch(() => undefined);
        });
      },
      // It has finished before.
      () => undefined,
    );
    try {
      return await result;
    } finally {
      finished.abort();
    }
  }
}

/**
 * A key as it is stored.
 * @throws Error with a message for the user if it cannot be a key of this provider
 */
function toValidSecret(provider: Provider, key: ApiKey): string {
  if ((key.kind === 'accessKey') !== (provider.auth === 'volcengine')) {
    throw new Error(formatExpectedKeyType(provider));
  }
  const { parts, secret } = serializeKey(key);
  const problem = parts.map(validateKey).find((message) => message !== undefined);
  if (problem !== undefined) throw new Error(problem);
  return secret;
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
    const token = normalizeKey(key.token);
    return { parts: [token], secret: token };
  }
  const accessKey = trimAccessKey(key);
  return { parts: Object.values(accessKey), secret: JSON.stringify(accessKey) };
}

/** Removes what was copied with the key, and an empty session token. */
function trimAccessKey({ accessKeyId, secretAccessKey, sessionToken = '' }: AccessKey): AccessKey {
  const token = normalizeKey(sessionToken);
  return {
    accessKeyId: normalizeKey(accessKeyId),
    secretAccessKey: normalizeKey(secretAccessKey),
    ...(token !== '' && { sessionToken: token }),
  };
}

/** By origin, so that a key is never sent to another one, and by the kind of key. */
function toSecretStorageKey({ auth, origin }: Provider): string {
  return `${auth === 'volcengine' ? 'accessKey' : 'apiKey'}:${origin}`;
}
