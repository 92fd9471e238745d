import assert from 'node:assert/strict';
import '../../support/vscode.ts';
import type { WebviewPanel } from 'vscode';
import type { GalleryContext } from '../../../../src/gallery/host/context.ts';
import { galleryViewType } from '../../../../src/gallery/protocol/vocabulary.ts';

describe('GalleryPanel', () => {
  it('neither closes nor replaces the tab of another gallery that has its panel', async () => {
    const vscode = (await import('vscode')) as unknown as {
      window: object;
      TabInputWebview: new (type: string) => object;
    };
    const input = new vscode.TabInputWebview(`mainThreadWebview-${galleryViewType}`);
    const tab = { input, isActive: true };
    const calls: string[] = [];
    Object.assign(vscode.window, {
      tabGroups: {
        all: [{ tabs: [{ ...tab, group: { isActive: true } }], viewColumn: 1 }],
        close: () => calls.push('close'),
      },
      createWebviewPanel: () => calls.push('create'),
    });
    const { GalleryPanel } = await import('../../../../src/gallery/host/galleryPanel.ts');
    const composerServices = { memento: { get: () => undefined, update: () => undefined } };
    for (const end of ['release', 'dispose'] as const) {
      const gallery = new GalleryPanel({ composerServices } as unknown as GalleryContext);
      gallery[end]();
      gallery.show({ focus: true });
      gallery.focusComposer();
      gallery.replaceOrphan();
    }
    assert.deepEqual(calls, []);
  });

  it('keeps the panel that a command has opened before VS Code restores the one before', async () => {
    const vscode = (await import('vscode')) as unknown as { window: object };
    const noEvent = () => ({ dispose: () => undefined });
    const disposed: string[] = [];
    const createPanel = (name: string) => {
      const listeners: (() => void)[] = [];
      return {
        visible: true,
        viewColumn: 1,
        onDidDispose: (listener: () => void) => listeners.push(listener),
        onDidChangeViewState: noEvent,
        dispose: () => {
          disposed.push(name);
          for (const listener of listeners) listener();
        },
      };
    };
    Object.assign(vscode.window, {
      tabGroups: {
        all: [],
        activeTabGroup: { tabs: [] },
        close: () => undefined,
        onDidChangeTabs: noEvent,
        onDidChangeTabGroups: noEvent,
      },
      createWebviewPanel: () => createPanel('opened'),
    });
    const { GalleryPanel } = await import('../../../../src/gallery/host/galleryPanel.ts');
    const gallery = new GalleryPanel({
      composerServices: { memento: { get: () => undefined, update: () => undefined } },
      extensionUri: { path: '/extension' },
      log: { error: () => undefined },
    } as unknown as GalleryContext);
    gallery.show({ focus: true });
    await gallery.adopt(createPanel('restored') as unknown as WebviewPanel);
    assert.deepEqual(disposed, ['restored']);
    assert.equal(gallery.isVisible, true);
  });
});
