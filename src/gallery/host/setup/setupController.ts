import * as v from 'valibot';
import * as vscode from 'vscode';
import type { ApiKeyStore } from '../../../host/keys/apiKeyStore.ts';
import { hasKey } from '../../../host/keys/keyStatus.ts';
import {
  openSettings,
  readSettings,
  setProvider,
  tryResolveProvider,
} from '../../../host/settings/settings.ts';
import { providerIds } from '../../../jimeng/index.ts';
import type { Library } from '../../../library/library.ts';
import type { HostEvent } from '../../protocol/events.ts';
import { readSetup, type SetupSources } from './readSetup.ts';

/** What the controller works with. */
export interface SetupContext extends SetupSources {
  readonly apiKeys: SetupSources['apiKeys'] & Pick<ApiKeyStore, 'onDidChange'>;
  readonly library: SetupSources['library'] & Pick<Library, 'onDidChange'>;
  readonly post: (event: HostEvent) => void;
  readonly onError: (error: unknown) => void;
}

/** Milliseconds in which changes are collected, such as the removal of all samples. */
const updateDelayMs = 50;

/**
 * Reports to the page what of the extension is set up: it decides what an empty gallery offers, and
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

  /** Sets the provider in the settings, and asks for its key if it has none. */
  async chooseProvider(provider: string): Promise<void> {
    const id = v.parse(v.picklist(providerIds), provider);
    if (id !== readSettings().settings.provider && !(await setProvider(id))) return;
    const chosen = tryResolveProvider(id);
    // As in the page: a key store that fails is reported when the key is used.
    if (chosen && (await hasKey(chosen, this.#context.apiKeys)) !== false) return;
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
    const setup = await readSetup(this.#context);
    if (revision === this.#revision) this.#context.post({ type: 'setup', setup });
  }
}
