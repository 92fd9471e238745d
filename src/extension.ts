import * as vscode from 'vscode';
import { AppHost } from './appHost.ts';
import { galleryViewType } from './gallery/protocol/vocabulary.ts';
import { LastActiveEditor } from './host/lastActiveEditor.ts';
import { onOrphanedPanel } from './host/ui/orphanedPanel.ts';

let appHost: AppHost | undefined;

/** Registers what can start the extension's work. The app itself is loaded on first use. */
export function activate(context: vscode.ExtensionContext): void {
  const lastActiveEditor = new LastActiveEditor();
  const host = new AppHost(context, lastActiveEditor);
  appHost = host;
  // The walkthrough is not available before: VS Code would open it after installation.
  void vscode.commands.executeCommand('setContext', 'jimeng.isActive', true);
  const orphanedGallery = onOrphanedPanel(galleryViewType, () => {
    void host.load().then(({ gallery }) => {
      gallery.replaceOrphan();
    });
  });
  context.subscriptions.push(
    lastActiveEditor,
    host,
    orphanedGallery,
    vscode.window.registerWebviewPanelSerializer(galleryViewType, {
      deserializeWebviewPanel: async (panel) => {
        orphanedGallery.dispose();
        const closing = new AbortController();
        panel.onDidDispose(() => {
          closing.abort();
        });
        const { gallery } = await host.load();
        if (!closing.signal.aborted) await gallery.adopt(panel);
      },
    }),
  );
}

/** Detaches from running tasks, so that the next window can resume them at once. */
export async function deactivate(): Promise<void> {
  await appHost?.stop();
}
