import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  closeWindows,
  composerIn,
  eventually,
  type Gallery,
  type VsCodeWindow,
} from '../driver/index.ts';
import {
  libraryFilesOf,
  readRecord,
  addGeneration,
  addGenerations,
} from '../support/libraryFixture.ts';
import { useSimulatedService } from '../support/simulatedService.ts';

/** Keys that the gallery handles, and one that it leaves to VS Code. */
const usedKeys = ['ctrl+enter', 'ctrl+s', 'ctrl+c', 'ctrl+a', 'ctrl+z', 'shift+g'];
const unusedKey = 'ctrl+y';
/** Milliseconds after which a key is not a part of the text before it. */
const typingPauseMs = 1000;

describe('Card keyboard shortcuts', function () {
  this.timeout(60_000);
  const service = useSimulatedService(200);
  let window: VsCodeWindow;
  let gallery: Gallery;
  before(async function () {
    this.timeout(90_000);
    window = await service.open({
      // Key bindings that show it when VS Code handles a key of the gallery.
      fillStorage: (storage) => {
        const when = `activeWebviewPanelId == 'jimeng.gallery'`;
        const command = 'workbench.view.scm';
        const keys = [...usedKeys, unusedKey].map((key) => ({ key, command, when }));
        const user = join(storage, '../..');
        mkdirSync(user, { recursive: true });
        writeFileSync(join(user, 'keybindings.json'), JSON.stringify(keys));
        return Promise.resolve();
      },
    });
    await window.editor.open('README.md');
    await window.editor.placeCursor(10);
    await window.runCommand('Jimeng: Open Gallery');
    gallery = await window.gallery();
  });
  after(() => closeWindows());

  /**
   * Adds generations of one image to the library, the first one newest, and waits for their cards.
   */
  async function addAndShow(...prompts: readonly string[]) {
    const records = await addGenerations(window, prompts);
    // Not the card of an earlier attempt of the test.
    for (const { id } of records) await gallery.waitForCard(id);
    for (const prompt of prompts) await gallery.waitForImage(prompt);
    return records;
  }

  /** Selects adjacent cards with the keyboard only. */
  async function selectRow(first: string, ...others: readonly string[]): Promise<void> {
    await gallery.pressKey(first, 'ControlOrMeta+Space');
    for (const prompt of others) {
      await window.page.keyboard.press('Shift+ArrowRight');
      await gallery.waitForFocus(prompt);
    }
    await gallery.waitForSelection(first, ...others);
  }

  it('insert one image or the whole selection', async () => {
    const prompts = ['A green apple', 'A green pear', 'A green plum'] as const;
    const records = await addAndShow(...prompts);
    const insertionCounts = () =>
      records.map((record) => readRecord(window, record).insertions?.length ?? 0).join();
    await gallery.pressKey(prompts[2], 'ControlOrMeta+Enter');
    await eventually('an insertion', () => insertionCounts() === '0,0,1');
    await window.editor.waitForFocus();
    await selectRow(prompts[0], prompts[1]);
    await gallery.pressKey(prompts[0], 'ControlOrMeta+Enter');
    await eventually('two insertions', () => insertionCounts() === '1,1,1');
    await window.editor.save();
    const text = await window.fileText('README.md');
    for (const prompt of prompts) assert.equal(text.split(`![${prompt}](images/`).length, 2);
  });

  it('copy the image, the prompt, and the path', async () => {
    const prompt = 'A brass bell';
    const set = await addGeneration(window, { request: { prompt }, imageCount: 3 });
    await gallery.waitForImage(prompt);
    await gallery.pressKey(prompt, 'ControlOrMeta+KeyC');
    await window.statusBarItem('Image copied').waitFor();
    assert.deepEqual(await window.clipboardTypes(), ['image/png']);

    await gallery.pressKey(prompt, 'p');
    await window.statusBarItem('Prompt copied').waitFor();
    assert.equal(await window.clipboardText(), prompt);

    // The path of the image that is shown.
    await gallery.pressKey(prompt, 'Space');
    const viewer = gallery.frame.getByRole('dialog', { name: prompt, exact: true });
    await viewer.press('ArrowRight');
    await viewer.getByText('Image 2 of 3').waitFor();
    await viewer.press('Alt+Shift+KeyC');
    await window.statusBarItem('Path copied').waitFor();
    await viewer.press('Escape');
    const folder = join(window.storage, 'library/images', set.id);
    assert.equal(await window.clipboardText(), join(folder, '2.png'));

    // The browser cannot reveal files of the remote machine.
    await gallery.pressKey(prompt, 'Alt+Shift+KeyR');
    await window.notification('on a remote machine and cannot be revealed here').waitFor();

    const others = ['A tin drum', 'A tin horn'] as const;
    await addAndShow(...others);
    await selectRow(...others);
    await gallery.pressKey(others[1], 'p');
    await window.statusBarItem('Prompt copied').waitFor();
    assert.deepEqual((await window.clipboardText()).split('\n\n').sort(), [...others].sort());
  });

  it('save one image as a file and several into a folder', async () => {
    const prompts = ['A paper boat', 'A paper crane'] as const;
    await addAndShow(...prompts);
    await gallery.pressKey(prompts[0], 'ControlOrMeta+KeyS');
    await window.quickInput.choosePath('Save Image As', join(window.workspace, 'boat.png'));
    await window.fileBytes('boat.png');

    await selectRow(...prompts);
    await gallery.pressKey(prompts[1], 'ControlOrMeta+KeyS');
    await window.quickInput.choosePath('Save 2 Images to Folder', `${window.workspace}/`);
    await window.statusBarItem('Saved 2 images').waitFor();
    const files = readdirSync(window.workspace);
    for (const name of ['a-paper-boat.png', 'a-paper-crane.png']) assert.ok(files.includes(name));
  });

  it('add to and remove from favorites', async () => {
    const prompts = ['A white goose', 'A white swan'] as const;
    const records = await addAndShow(...prompts);
    const favorites = () =>
      records.map((record) => readRecord(window, record).favorite ?? false).join();
    await gallery.pressKey(prompts[0], 'f');
    await eventually('a favorite', () => favorites() === 'true,false');
    await selectRow(...prompts);
    await gallery.pressKey(prompts[1], 'f');
    await eventually('two favorites', () => favorites() === 'true,true');
    // The key does the opposite of what the card shows.
    const star = { name: 'Favorite', exact: true, pressed: true };
    await gallery.card(prompts[1]).getByRole('button', star).waitFor();
    await gallery.pressKey(prompts[1], 'f');
    await eventually('no favorite', () => favorites() === 'false,false');
    await window.page.keyboard.press('Escape');
    await gallery.waitForSelection();
  });

  it('generate again, edit first, and use an image as a reference', async () => {
    const prompts = ['A stone bridge', 'A stone tower'] as const;
    const record = await addGeneration(window, {
      request: { prompt: prompts[1], forceSingle: true },
      resultUrls: { imageUrls: ['https://example.com/tower.png'], receivedAt: Date.now() },
    });
    await addGeneration(window, { request: { prompt: prompts[0], forceSingle: true } });
    for (const prompt of prompts) await gallery.waitForImage(prompt);
    // Without Shift, it only fills the composer and costs nothing.
    await gallery.pressKey(prompts[0], 'g');
    await selectRow(...prompts);
    await gallery.pressKey(prompts[0], 'Shift+G');
    await eventually(
      'two image requests',
      async () => (await service.requests()).images.length === 2,
    );
    const { submits } = await service.requests();
    const sent = submits.map(({ body }) => (body as { prompt: string }).prompt);
    assert.deepEqual(sent.sort(), [...prompts]);
    await gallery.clearSelection();

    const existingCard = gallery.card(prompts[1]).last();
    const composer = composerIn(gallery.frame);
    await existingCard.press('e');
    await composer.waitForPrompt(record.request.prompt);
    assert.equal(await composer.selected('Resolution'), '1K');
    await composer.prompt.fill('A stone tower at night');
    await existingCard.press('r');
    await composer.removeButtons.waitFor({ state: 'attached' });
    assert.equal(await composer.prompt.inputValue(), 'A stone tower at night');
    await composer.openReferences();
    await composer.removeButtons.click();
    await composer.prompt.fill('');
  });

  it('cancel and retry', async () => {
    const prompt = 'A slow train';
    await service.gateway.configure({ latencyMs: 60_000 });
    const composer = composerIn(gallery.frame);
    await composer.prompt.fill(prompt);
    await composer.prompt.press('ControlOrMeta+Enter');
    await service.waitForQuery();
    await gallery.pressKey(prompt, 'Shift+X');
    await gallery.waitForFailure(prompt, 'Canceled.');
    await gallery.pressRemedy(prompt, 'Retry');
    await gallery.waitForRunning(prompt);
    // A running generation is not started again.
    await gallery.pressKey(prompt, 'Shift+G');
    await window.page.waitForTimeout(typingPauseMs);
    await gallery.pressKey(prompt, 'Shift+X');
    await gallery.waitForFailure(prompt, 'Canceled.');
    // The retry resumed the existing task.
    assert.equal((await service.requests()).submits.length, 1);
  });

  it('bill nothing for text that is typed without noticing that a card has the focus', async () => {
    const [record] = await addAndShow('A hut in the snow');
    const card = gallery.frame.locator(`[id="${record?.id}"]`);
    const composer = composerIn(gallery.frame);
    const { keyboard } = window.page;
    await card.focus();
    await keyboard.type('GG', { delay: 50 });
    await window.page.waitForTimeout(typingPauseMs);
    // E moves the focus to the composer, where the rest is typed.
    await keyboard.type('edit this sentence', { delay: 90 });
    await keyboard.press('Enter');
    await window.page.waitForTimeout(typingPauseMs);
    assert.match(await composer.prompt.inputValue(), /^A hut in the snow.*sentence$/);
    assert.deepEqual((await service.requests()).submits, []);
    await composer.prompt.fill('');
  });

  it('delete, undo, and focus the next card', async () => {
    const prompts = ['A red sock', 'A blue sock', 'A grey sock'] as const;
    const [red, blue, grey] = prompts;
    const records = await addAndShow(...prompts);
    await gallery.pressKey(red, 'Delete');
    await gallery.card(red).waitFor({ state: 'detached' });
    await gallery.waitForFocus(blue);
    await window.page.keyboard.press('ControlOrMeta+KeyZ');
    await gallery.waitForImage(red);

    await selectRow(red, blue);
    await gallery.pressKey(blue, 'ControlOrMeta+Backspace');
    for (const prompt of [red, blue]) await gallery.card(prompt).waitFor({ state: 'detached' });
    await gallery.waitForSelection();
    await gallery.waitForFocus(grey);
    await window.page.keyboard.press('Delete');
    await gallery.card(grey).waitFor({ state: 'detached' });
    // Undo restores the last deletion first.
    await window.page.keyboard.press('ControlOrMeta+KeyZ');
    await gallery.waitForImage(grey);
    assert.equal(await gallery.card(red).count(), 0);
    await window.page.keyboard.press('ControlOrMeta+KeyZ');
    for (const prompt of prompts) await gallery.waitForImage(prompt);

    await gallery.pressKey(red, 'Delete');
    await gallery.card(red).waitFor({ state: 'detached' });
    await window.clearNotifications();
    await eventually(
      'nothing left of it',
      () => libraryFilesOf(window, records.slice(0, 1)).length === 0,
    );
    await gallery.pressKey(blue, 'ControlOrMeta+KeyZ');
    assert.equal(libraryFilesOf(window, records.slice(1)).length > 0, true);
  });

  it('apply in the viewer', async () => {
    const prompts = ['A long pier', 'A short pier'] as const;
    const [long, short] = prompts;
    const [record] = await addAndShow(...prompts);
    assert.ok(record);
    const largeImage = (prompt: string) =>
      gallery.frame.getByRole('dialog', { name: prompt, exact: true });
    await gallery.pressKey(long, 'Space');
    await largeImage(long).press('f');
    await eventually('a favorite', () => readRecord(window, record).favorite);
    await largeImage(long).press('Delete');
    await largeImage(short).press('ControlOrMeta+KeyZ');
    await eventually('its record', () =>
      libraryFilesOf(window, [record]).includes(`records/${record.id}.json`),
    );
    await largeImage(short).press('e');
    await largeImage(short).waitFor({ state: 'detached' });
    const composer = composerIn(gallery.frame);
    await composer.waitForPrompt(short);
    await composer.prompt.fill('');
    for (const prompt of prompts) await gallery.waitForImage(prompt);
  });

  it('are listed, and unused ones are left to VS Code', async () => {
    const [first] = await addAndShow('A lamp');
    assert.ok(first);
    await gallery.pressKey('A lamp', 'ControlOrMeta+KeyA');
    await eventually('all to be selected', async () => {
      return (await gallery.frame.locator('.selected-count').count()) === 1;
    });
    assert.equal(await gallery.frame.evaluate('String(getSelection())'), '');
    await window.page.keyboard.press('Escape');
    await gallery.pressKey('A lamp', '?');
    const help = gallery.frame.getByRole('dialog', { name: 'Keyboard Shortcuts' });
    for (const name of ['Copy Path', 'Undo Last Deletion', 'Toggle Favorite']) {
      await help.getByText(name, { exact: true }).waitFor();
    }
    // The browser cannot reveal files of the remote machine.
    assert.equal(await help.getByText('Shift+Alt+R', { exact: true }).count(), 0);
    await window.page.keyboard.press('Escape');
    await help.waitFor({ state: 'hidden' });

    const scm = window.page.getByRole('heading', { name: /Source Control/ });
    assert.equal(await scm.count(), 0);
    await gallery.pressKey('A lamp', 'Control+KeyY');
    await scm.first().waitFor();

    await gallery.pressKey('A lamp', 'Enter');
    await gallery.frame.getByRole('dialog', { name: 'A lamp', exact: true }).waitFor();
  });
});
