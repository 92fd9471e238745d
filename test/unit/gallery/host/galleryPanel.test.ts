import assert from 'node:assert/strict';
import '../../support/vscode.ts';
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
});
