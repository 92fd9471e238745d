import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { eventually } from '../../support/eventually.ts';
import type { VsCodeWindow } from '../driver/index.ts';
import { lighthouse } from '../support/samplePrompts.ts';
import { useSimulatedService } from '../support/simulatedService.ts';

const galleryTab = 'Jimeng Gallery';

describe('Gallery placement', function () {
  this.timeout(120_000);
  const service = useSimulatedService();

  it('leaves documents to another group if it is alone, and inserts there after a reload', async () => {
    const window = await service.open();
    await window.runCommand('Jimeng: Open Gallery');
    await window.gallery();
    await window.quickInput.openFile('README.md');
    await waitForGroups(window, [[galleryTab], ['README.md']]);
    await window.editor.select(lighthouse.prompt);
    await window.runCommand('Jimeng: Generate AI Image from Selection');
    const gallery = await window.gallery();
    await window.editor.waitForFocus();
    await gallery.waitForImage(lighthouse.prompt);

    await gallery.card(lighthouse.prompt).focus();
    await window.reload();
    const reloaded = await window.gallery();
    await reloaded.waitForImage(lighthouse.prompt);
    await reloaded.pressButton(lighthouse.prompt, 'Insert');
    await window.editor.waitForFocus();
    await window.editor.save();
    await window.fileBytes(`images/${lighthouse.file}.png`);
  });

  it('leaves no locked group when it is closed', async () => {
    const window = await service.open();
    await window.runCommand('Jimeng: Open Gallery');
    await window.gallery();
    await window.runCommand('View: Close Editor');
    await waitForGroups(window, [[]]);
    await window.quickInput.openFile('README.md');
    await waitForGroups(window, [['README.md']]);
  });

  it('stays where it is while files are opened and images are generated', async () => {
    const window = await service.open();
    await window.editor.open('README.md');
    await window.runCommand('Jimeng: Open Gallery');
    const gallery = await window.gallery();
    await waitForGroups(window, [['README.md'], [galleryTab]]);

    await clickInExplorer(window, 'style.css');
    await waitForGroups(window, [['README.md', 'style.css'], [galleryTab]]);
    await window.startGeneration(lighthouse.prompt);
    await gallery.waitForImage(lighthouse.prompt);
    await clickInExplorer(window, 'index.html');
    // The file has replaced the other one, which was a preview.
    await waitForGroups(window, [['README.md', 'index.html'], [galleryTab]]);
    assert.equal(await isPreview(window.tab('index.html')), true);
    assert.equal(await isPreview(window.page.locator('.tab', { hasText: galleryTab })), false);
    assert.equal(gallery.frame.isDetached(), false);
  });

  it('works again after the extension host has crashed', async () => {
    const window = await service.open();
    await window.editor.open('README.md');
    await window.startGeneration(lighthouse.prompt);
    const gallery = await window.gallery();
    await gallery.waitForImage(lighthouse.prompt);

    process.kill(findExtensionHost(window), 'SIGKILL');
    await eventually('the gallery to be replaced', () => gallery.frame.isDetached(), 60_000);
    const restored = await window.gallery();
    await restored.waitForImage(lighthouse.prompt);
    await restored.search('nothing has these words');
    await restored.frame.getByText('No matching images').waitFor();
    await waitForGroups(window, [['README.md'], [galleryTab]]);
  });
});

/** Waits until the groups, from left to right, have these tabs. */
async function waitForGroups(
  window: VsCodeWindow,
  expected: readonly (readonly string[])[],
): Promise<void> {
  const groups = window.page.locator('.editor-group-container');
  let shown: unknown;
  await eventually(
    `the tabs ${JSON.stringify(expected)}`,
    async () => {
      shown = await Promise.all(
        (await groups.all()).map((group) => group.locator('.tab').evaluateAll(readNames)),
      );
      return JSON.stringify(shown) === JSON.stringify(expected);
    },
    15_000,
  ).catch((error: unknown) => {
    throw new Error(`The tabs are ${JSON.stringify(shown)}`, { cause: error });
  });
}

/** The process of the extension host, which VS Code restarts when it ends. */
function findExtensionHost(window: VsCodeWindow): number {
  const launches = [...window.server.log().matchAll(/<(\d+)> Launched Extension Host Process/g)];
  return Number(launches.at(-1)?.[1]);
}

function clickInExplorer(window: VsCodeWindow, name: string): Promise<void> {
  const files = window.page.locator('.explorer-folders-view');
  return files.getByRole('treeitem', { name }).click();
}

/** Whether the name in a tab is in italics. */
function isPreview(tab: Locator): Promise<boolean> {
  return tab.locator('.monaco-icon-label.italic').isVisible();
}

/** The names of the files of tabs, and of the gallery. */
function readNames(tabs: readonly { readonly dataset: { readonly resourceName?: string } }[]) {
  return tabs.map(({ dataset: { resourceName = '' } }) =>
    resourceName.startsWith('webview-') ? 'Jimeng Gallery' : resourceName,
  );
}
