import * as vscode from 'vscode';
import type { App } from './app.ts';
import { registerCommandProxies } from './commands/proxies.ts';
import type { LastActiveEditor } from './host/lastActiveEditor.ts';
import { locationSetting, readLocation } from './host/library/readLocation.ts';
import { onPendingWork } from './host/pendingWork.ts';
import type { WindowMemory } from './host/windowMemory.ts';
import type { LibraryLocation } from './library/location/resolveLocation.ts';

/** Loads the app on first use, and starts it again when the library is in another folder. */
export class AppHost implements vscode.Disposable {
  readonly #context: vscode.ExtensionContext;
  readonly #lastActiveEditor: LastActiveEditor;
  readonly #configurationListener: vscode.Disposable;
  /** What starts the app, until it is started. */
  #triggers: vscode.Disposable;
  #app: Promise<App> | undefined;
  /** The app whose library was in another folder, until its runs have ended. */
  #previous: App | undefined;
  /** What the next app gets from the one before. */
  #memory: WindowMemory | undefined;
  /** Where the library of the app is. */
  #location: LibraryLocation | undefined;

  constructor(context: vscode.ExtensionContext, lastActiveEditor: LastActiveEditor) {
    this.#context = context;
    this.#lastActiveEditor = lastActiveEditor;
    this.#triggers = this.#registerTriggers();
    this.#configurationListener = vscode.workspace.onDidChangeConfiguration((change) => {
      if (!change.affectsConfiguration(`jimeng.${locationSetting}`)) return;
      // If the app cannot be started, the next use tries again.
      this.#followLocation().catch(() => undefined);
    });
  }

  /** The app, which is started first if necessary. */
  load(): Promise<App> {
    return (this.#app ??= this.#start());
  }

  /** Detaches from running tasks, so that the next window can resume them at once. */
  async stop(): Promise<void> {
    await this.#previous?.stop();
    await (await this.#app)?.stop();
  }

  dispose(): void {
    this.#configurationListener.dispose();
    this.#triggers.dispose();
    void this.#app?.then((app) => {
      app.dispose();
    });
  }

  #registerTriggers(): vscode.Disposable {
    const { extension } = this.#context;
    const load = () => this.load();
    return vscode.Disposable.from(
      registerCommandProxies(extension, load),
      onPendingWork(this.#context, () => void load()),
    );
  }

  async #start(location = readLocation(this.#context.globalStorageUri)): Promise<App> {
    try {
      const { startApp } = await import('./app.ts');
      this.#triggers.dispose();
      this.#location = location;
      const app = startApp(this.#context, location, this.#lastActiveEditor, this.#memory);
      this.#memory = app.memory;
      return app;
    } catch (error) {
      // Forget the failure, so that the next use tries again.
      this.#app = undefined;
      throw error;
    }
  }

  /** Starts the app again with the library in its new folder. The gallery stays open. */
  async #followLocation(): Promise<void> {
    const app = await this.#app?.catch(() => undefined);
    // Without an app, the next one starts there. With two changes at once, the first has done it.
    if (!app || this.#previous) return;
    const location = readLocation(this.#context.globalStorageUri);
    const { folder, invalidValue } = location;
    if (this.#location?.folder === folder && this.#location.invalidValue === invalidValue) return;
    this.#previous = app;
    let panel = app.suspend(location);
    app.handOver(() => this.load());
    panel?.onDidDispose(() => {
      panel = undefined;
    });
    this.#triggers = this.#registerTriggers();
    // Commands wait until the generations of this window can be moved.
    this.#app = app.end().then(() => {
      this.#previous = undefined;
      return this.#start(location);
    });
    const { gallery } = await this.#app;
    if (panel) await gallery.adopt(panel);
    // The setting may have changed again in the meantime.
    await this.#followLocation();
  }
}
