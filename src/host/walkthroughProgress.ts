import * as vscode from 'vscode';
import type { Provider } from '../jimeng/index.ts';
import type { Library } from '../library/library.ts';
import type { GenerationRecord } from '../library/record.ts';
import type { ApiKeyStore } from './keys/apiKeyStore.ts';

/** The context keys that complete the steps of the walkthrough, as in the manifest. */
type StepKey =
  'jimeng.hasApiKey' | 'jimeng.hasImage' | 'jimeng.hasInsertedImage' | 'jimeng.hasFoundImage';

/** What the progress of the walkthrough is read from. */
export interface WalkthroughProgressOptions {
  readonly apiKeys: Pick<ApiKeyStore, 'get' | 'onDidChange'>;
  readonly library: Pick<Library, 'list' | 'listRecent' | 'onDidChange'>;
  /** The current provider. */
  readonly getProvider: () => Provider;
}

/** Few enough to be read at every start. */
const recentCount = 20;

/** Milliseconds that a check waits for the key store. */
const keyTimeoutMs = 1000;

/**
 * Completes the steps of the walkthrough as the user does what they describe, in whichever way. VS
 * Code remembers which steps are complete.
 */
export class WalkthroughProgress implements vscode.Disposable {
  readonly #options: WalkthroughProgressOptions;
  readonly #completed = new Set<StepKey>();
  readonly #subscription: vscode.Disposable;

  constructor(options: WalkthroughProgressOptions) {
    this.#options = options;
    this.#subscription = vscode.Disposable.from(
      options.apiKeys.onDidChange(() => void this.#checkApiKey()),
      options.library.onDidChange((change) => {
        if (change.type === 'saved') this.#checkRecord(change.record);
      }),
    );
  }

  /** Completes the steps that the user has done before. Never rejects. */
  async update(): Promise<void> {
    const records = await this.#options.library.list().catch(() => []);
    for (const record of records) this.#checkRecord(record);
    await this.#checkApiKey();
  }

  /** Completes the steps that the user has done lately, without the key store. Never rejects. */
  async updateFromRecent(): Promise<void> {
    for (const record of await this.#listRecent()) this.#checkRecord(record);
  }

  /** The user has opened the gallery, which completes a step if it has an image. Never rejects. */
  async addGalleryOpening(): Promise<void> {
    if (this.#completed.has('jimeng.hasFoundImage')) return;
    if ((await this.#listRecent()).some(isOwnImage)) this.#complete('jimeng.hasFoundImage');
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #listRecent(): Promise<readonly GenerationRecord[]> {
    return this.#options.library.listRecent(recentCount).catch(() => []);
  }

  #checkRecord(record: GenerationRecord): void {
    const { insertions = [], isSample } = record;
    if (isOwnImage(record)) this.#complete('jimeng.hasImage');
    if (!isSample && insertions.length > 0) this.#complete('jimeng.hasInsertedImage');
  }

  /** Ignores failures: no action waits for the result. */
  async #checkApiKey(): Promise<void> {
    if (this.#completed.has('jimeng.hasApiKey')) return;
    const { apiKeys, getProvider } = this.#options;
    try {
      const key = await apiKeys.get(getProvider(), AbortSignal.timeout(keyTimeoutMs));
      if (key) this.#complete('jimeng.hasApiKey');
    } catch {
      // The provider is not configured, or the key store does not respond.
    }
  }

  #complete(key: StepKey): void {
    if (this.#completed.has(key)) return;
    this.#completed.add(key);
    void vscode.commands.executeCommand('setContext', key, true);
  }
}

/** A sample is not what the steps describe. */
function isOwnImage({ state, isSample }: GenerationRecord): boolean {
  return state === 'done' && !isSample;
}
