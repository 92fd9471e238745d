import * as vscode from 'vscode';
import type { App } from './app.ts';
import { registerCommandProxies } from './commands/proxies.ts';
import { galleryViewType } from './gallery/protocol/vocabulary.ts';
import { LastActiveEditor } from './host/lastActiveEditor.ts';
import { onPendingWork } from './host/pendingWork.ts';
import { onOrphanedPanel } from './host/ui/orphanedPanel.ts';

let app: Promise<App> | undefined;

/** Registers what can start the extension's work. The app itself is loaded on first use. */
export function activate(context: vscode.ExtensionContext): void {
  const libraryUri = vscode.Uri.joinPath(context.globalStorageUri, 'library');
  const lastActiveEditor = new LastActiveEditor();
  const importApp = () =>
    import('./app.ts').catch((error: unknown) => {
      // Forget the failure, so that the next use tries again.
      app = undefined;
      throw error;
    });
  const loadApp = () =>
    (app ??= importApp().then(({ startApp }) => {
      proxies.dispose();
      pendingWork.dispose();
      return startApp(context, libraryUri, lastActiveEditor);
    }));
  // Only from now on, the walkthrough is available: VS Code would open it after installation.
  void vscode.commands.executeCommand('setContext', 'jimeng.isActive', true);
  const proxies = registerCommandProxies(context.extension, loadApp);
  const pendingWork = onPendingWork(libraryUri, () => void loadApp());
  const orphanedGallery = onOrphanedPanel(galleryViewType, () => {
    void loadApp().then(({ gallery }) => {
      gallery.replaceOrphan();
    });
  });

  context.subscriptions.push(
    lastActiveEditor,
    proxies,
    pendingWork,
    orphanedGallery,
    vscode.window.registerWebviewPanelSerializer(galleryViewType, {
      deserializeWebviewPanel: async (panel) => {
        orphanedGallery.dispose();
        const { gallery } = await loadApp();
        await gallery.adopt(panel);
      },
    }),
  );
}

/** Detaches from running tasks, so that the next window can resume them at once. */
export async function deactivate(): Promise<void> {
  await (await app)?.stop();
}
