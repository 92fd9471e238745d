import * as v from 'valibot';
import * as vscode from 'vscode';
import type { ApiKeyStore } from '../../../host/keys/apiKeyStore.ts';
import { hasKey } from '../../../host/keys/keyStatus.ts';
import { createProviderQuickPickItem } from '../../../host/providerQuickPickItem.ts';
import { listExamplePrompts } from '../../../host/samples/examplePrompts.ts';
import { openSettings, readSettings, setProvider } from '../../../host/settings/settings.ts';
import { providerIds, type ProviderId } from '../../../jimeng/index.ts';
import type { Library } from '../../../library/library.ts';
import type { HostEvent } from '../../protocol/events.ts';
import type { ProviderOption, SampleState, Setup } from '../../protocol/setup.ts';

/** What the setup of the extension is read from. */
export interface SetupContext {
  readonly apiKeys: Pick<ApiKeyStore, 'get' | 'onDidChange'>;
  readonly library: Pick<Library, 'isLoaded' | 'list' | 'onDidChange'>;
  readonly post: (event: HostEvent) => void;
  readonly onError: (error: unknown) => void;
}

/** Milliseconds in which changes are collected, such as the removal of all samples. */
const updateDelayMs = 50;

/**
 * Tells the page how far the user has set up the extension: what an empty gallery offers, and
 * whether images are samples.
 */
export class SetupController implements vscode.Disposable {
  readonly #context: SetupContext;
  readonly #subscriptions: vscode.Disposable;
  #timer: NodeJS.Timeout | undefined;
  /** Increases with every update, so that only the last one is posted. */
  #revision = 0;

  constructor(context: SetupContext) {
    this.#context = context;
    this.#subscriptions = vscode.Disposable.from(
      context.apiKeys.onDidChange(() => {
        this.update();
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('jimeng')) this.update();
      }),
      context.library.onDidChange((change) => {
        if (change.type === 'removed' || change.record.isSample) this.update();
      }),
    );
    this.update(0);
  }

  /** Reads the setup again, and posts it. */
  update(delayMs = updateDelayMs): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#post().catch(this.#context.onError);
    }, delayMs);
  }

  /** Asks for the key of a provider, which becomes the one of the settings. */
  async enterApiKey(provider: string): Promise<void> {
    const id = v.parse(v.picklist(providerIds), provider);
    if (id !== readSettings().settings.provider && !(await setProvider(id))) return;
    await vscode.commands.executeCommand('jimeng.setApiKey');
  }

  /** Lets the user configure another service, which becomes the provider of the settings. */
  async configureService(): Promise<void> {
    if (await setProvider('custom')) await openSettings('jimeng.customProvider');
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#subscriptions.dispose();
    this.#revision++;
  }

  async #post(): Promise<void> {
    const revision = ++this.#revision;
    const setup = await this.#read();
    if (revision === this.#revision) this.#context.post({ type: 'setup', setup });
  }

  async #read(): Promise<Setup> {
    const { library } = this.#context;
    const options = await Promise.all(providerIds.map((id) => this.#readProvider(id)));
    const providers = options.filter((option) => option !== undefined);
    const currentProvider = readSettings().settings.provider;
    // The first screen does not wait for all records to be read.
    const records = library.isLoaded ? await library.list() : [];
    return {
      providers,
      currentProvider,
      isKeyMissing: !providers.some(({ id, hasKey }) => id === currentProvider && hasKey),
      samples: getSampleState(
        providers.some(({ hasKey }) => hasKey),
        records.some(({ isSample }) => isSample),
      ),
      examplePrompts: listExamplePrompts(),
    };
  }

  /** `undefined` for a custom provider that is not configured. */
  async #readProvider(id: ProviderId): Promise<ProviderOption | undefined> {
    const { provider, label, detail } = createProviderQuickPickItem(id);
    if (!provider) return undefined;
    const { apiKeyUrl: url } = provider;
    return {
      id,
      name: label,
      detail: detail ?? '',
      ...(id !== 'custom' && { keyPage: { url, host: new URL(url).host } }),
      // A key store that fails is reported when the key is used.
      hasKey: (await hasKey(provider, this.#context.apiKeys)) !== false,
    };
  }
}

function getSampleState(hasAnyKey: boolean, hasSamples: boolean): SampleState {
  if (hasSamples) return hasAnyKey ? 'kept' : 'active';
  return hasAnyKey ? 'none' : 'offered';
}
