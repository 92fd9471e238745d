import assert from 'node:assert/strict';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
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

describe('Card context menu', function () {
  this.timeout(60_000);
  const service = useSimulatedService(200);
  let window: VsCodeWindow;
  let gallery: Gallery;
  before(async function () {
    this.timeout(90_000);
    window = await service.open();
    await window.editor.open('README.md');
    await window.editor.placeCursor(10);
    await window.runCommand('Jimeng: Open Gallery');
    gallery = await window.gallery();
  });
  after(() => closeWindows());

  it('inserts one image or a set in one step and records where', async () => {
    const prompt = 'A red lighthouse';
    const set = await addGeneration(window, { request: { prompt }, imageCount: 3 });
    const original = await window.fileText('README.md');
    await gallery.chooseFromMenu(prompt, 'Insert All Images');
    await window.editor.waitForFocus();
    await eventually('three notes', () => readRecord(window, set).insertions?.length === 3);
    assert.equal(imageFilesOf(window, 'a-red-lighthouse').length, 3);
    await window.editor.save();
    const lines = ['', '-1', '-2'].map((end) => `![${prompt}](images/a-red-lighthouse${end}.png)`);
    const text = await window.fileText('README.md');
    for (const line of lines) assert.ok(text.includes(line), text);
    assert.ok(text.indexOf(lines.at(-1) ?? '') > text.indexOf(lines[0] ?? ''));
    const [insertion] = readRecord(window, set).insertions ?? [];
    assert.match(insertion?.uri ?? '', /README\.md$/);

    await window.editor.undo();
    await window.editor.save();
    assert.equal(await window.fileText('README.md'), original);

    await gallery.chooseFromImageMenu(prompt, 'Insert This Image');
    await window.editor.waitForFocus();
    await window.editor.save();
    const written = await window.fileText('README.md');
    assert.equal(written.split(prompt).length, original.split(prompt).length + 1);
  });

  it('leaves dragging an image into a document possible', async () => {
    const prompt = 'A dragged kite';
    const set = await addGeneration(window, { request: { prompt }, imageCount: 3 });
    const dropTarget = window.page.locator('.view-line', { hasText: 'sleeps four.' }).last();
    await gallery.dragImage(prompt, dropTarget);
    await window.editor.waitForFocus();
    await window.editor.save();
    assert.ok((await window.fileText('README.md')).includes('![A dragged kite](images/'));
    assert.equal(imageFilesOf(window, 'a-dragged-kite').length, 1);
    assert.equal(readRecord(window, set).insertions?.length, 1);
  });

  it('copies prompt, paths, and image', async () => {
    const prompt = 'A copied stamp';
    const set = await addGeneration(window, { request: { prompt }, imageCount: 3 });
    await gallery.chooseFromMenu(prompt, 'Copy Prompt');
    await window.statusBarItem('Prompt copied').waitFor();
    assert.equal(await window.clipboardText(), prompt);

    await gallery.chooseFromMenu(prompt, 'Copy Path');
    await window.statusBarItem('Path copied').waitFor();
    const folder = join(window.storage, 'library/images', set.id);
    const paths = set.images.map(({ file }) => join(folder, file));
    assert.deepEqual((await window.clipboardText()).split('\n'), paths);

    await gallery.chooseFromImageMenu(prompt, 'Copy Image');
    await window.statusBarItem('Image copied').waitFor();
    assert.deepEqual(await window.clipboardTypes(), ['image/png']);
  });

  it('saves a set into a folder without overwriting', async () => {
    const prompt = 'A saved coin';
    await addGeneration(window, { request: { prompt }, imageCount: 3 });
    writeFileSync(join(window.workspace, 'a-saved-coin.png'), 'mine');
    await gallery.chooseFromMenu(prompt, 'Save As…');
    await window.quickInput.choosePath('Save 3 Images to Folder', `${window.workspace}/`);
    await window.statusBarItem('Saved 3 images').waitFor();
    const saved = readdirSync(window.workspace).filter((name) => name.startsWith('a-saved-coin'));
    assert.deepEqual(
      saved.sort(),
      ['-1', '-2', '-3', ''].map((end) => `a-saved-coin${end}.png`),
    );
    assert.equal(await window.fileText('a-saved-coin.png'), 'mine');
  });

  it('keeps favorites, generates again, and opens', async () => {
    const prompt = 'A favorite chair';
    const set = await addGeneration(window, {
      request: { prompt, forceSingle: true },
      imageCount: 3,
    });
    await gallery.chooseFromMenu(prompt, 'Add to Favorites');
    await eventually('a favorite', () => readRecord(window, set).favorite);
    await gallery.chooseFromMenu(prompt, 'Remove from Favorites');
    await eventually('no favorite', () => readRecord(window, set).favorite === undefined);

    await gallery.chooseFromImageMenu(prompt, 'Open in Image Preview');
    // Close the tab itself: the editor that a command would close depends on the focus.
    await window.tab('1.png').click({ button: 'middle' });
    await window.tab('1.png').waitFor({ state: 'hidden' });
    gallery = await window.gallery();

    await gallery.chooseFromMenu(prompt, 'Generate Again');
    await eventually(
      'an image request',
      async () => (await service.requests()).images.length === 1,
    );
    const [submit] = (await service.requests()).submits;
    assert.ok(JSON.stringify(submit?.body).includes(prompt));
  });

  it('fills the composer with prompt and parameters or a reference', async () => {
    const prompt = 'A wide river';
    await addGeneration(window, {
      request: { prompt, forceSingle: false, width: 1368, height: 768 },
      resultUrls: { imageUrls: ['https://example.com/river.png'], receivedAt: Date.now() },
    });
    await gallery.chooseFromMenu(prompt, 'Edit Prompt…');
    const composer = composerIn(gallery.frame);
    await composer.waitForPrompt(prompt);
    assert.equal(await composer.selected('Resolution'), '1K');
    assert.equal(await composer.selected('Aspect ratio'), '16:9');
    assert.equal(await composer.selected('Number of images'), 'Set');
    await window.page.keyboard.press('End');
    await window.page.keyboard.type(' at night');
    await window.page.keyboard.press('ControlOrMeta+Enter');
    await gallery.waitForImage('A wide river at night');
    const [submit] = (await service.requests()).submits;
    const { width, height, force_single: isSingle } = submit?.body as Record<string, unknown>;
    assert.deepEqual({ width, height, isSingle }, { width: 1368, height: 768, isSingle: false });

    await gallery.chooseFromMenu(prompt, 'Use as Reference');
    await composer.openReferences();
    const removeRiver = composer.removeButtons.and(
      gallery.frame.getByRole('button', { name: /river/ }),
    );
    await removeRiver.click();
    await composer.waitForText('To use an image from the gallery, drag it to the prompt');
    await window.page.keyboard.press('Escape');
    const dropTarget = gallery.frame.locator('.composer.drop-target');
    await gallery.dragImage(prompt, composer.prompt, () => dropTarget.waitFor());
    await dropTarget.waitFor({ state: 'detached' });
    await composer.openReferences();
    await removeRiver.click();
    await window.page.keyboard.press('Escape');

    const old = 'An old river';
    await addGeneration(window, { request: { prompt: old } });
    await gallery.chooseFromMenu(old, 'Use as Reference');
    await window.notification('The URL of this image is not available or has expired.').waitFor();
    // The pointer may be over it, and its hover would cover the next one.
    await window.clearNotifications();
  });

  it('deletes and restores', async () => {
    const prompt = 'A lost glove';
    const set = await addGeneration(window, { request: { prompt }, imageCount: 3 });
    await gallery.waitForImage(prompt);
    const library = join(window.storage, 'library');

    await gallery.chooseFromMenu(prompt, 'Delete');
    await gallery.card(prompt).waitFor({ state: 'detached' });
    await window.pressInNotification('Deleted 3 images', 'Undo');
    await gallery.waitForImage(prompt);
    const back = readdirSync(join(library, 'images', set.id));
    assert.ok(set.images.every(({ file }) => back.includes(file)));

    await gallery.chooseFromMenu(prompt, 'Delete');
    const deleted = window.notification('Deleted 3 images');
    await deleted.waitFor();
    assert.ok(!existsSync(join(library, 'images', set.id)));
    await deleted.hover();
    await deleted.getByRole('button', { name: /^Clear Notification/ }).click();
    await eventually('nothing left of it', () => libraryFilesOf(window, [set]).length === 0);
  });

  it('cancels, retries, and deletes a running generation', async () => {
    const prompt = 'A slow snail';
    await service.gateway.configure({ latencyMs: 60_000 });
    await window.startGeneration(prompt);
    await service.waitForQuery();
    await gallery.chooseFromMenu(prompt, 'Cancel');
    await gallery.waitForFailure(prompt, 'Canceled.');
    await gallery.chooseFromFailureMenu(prompt, 'Retry');
    await gallery.waitForRunning(prompt);
    await gallery.chooseFromMenu(prompt, 'Delete');
    await gallery.card(prompt).waitFor({ state: 'detached' });
    await window.pressInNotification('Deleted from the gallery', 'Undo');
    await gallery.waitForFailure(prompt, 'Canceled.');
  });

  it('applies to the whole selection', async () => {
    const prompts = ['One cup', 'Two cups', 'Three cups', 'Four cups', 'Five cups'];
    const records = await addGenerations(window, prompts);
    for (const { id } of records) await gallery.waitForCard(id);
    const [one, two, three, four, five] = prompts as [string, string, string, string, string];
    const favoriteFlags = () =>
      records.map((record) => readRecord(window, record).favorite ?? false);

    // Select with the checkbox, Ctrl, and Shift.
    await gallery.waitForImage(five);
    await gallery.toggleSelection(one);
    await gallery.card(four).click({ modifiers: ['ControlOrMeta'], position: { x: 5, y: 5 } });
    await gallery.waitForSelection(one, four);
    await gallery.chooseFromMenu(four, 'Add to Favorites');
    await eventually('two favorites', () => isTrueOnlyAt(favoriteFlags(), [0, 3]));
    await gallery.card(two).click({ modifiers: ['Shift'], position: { x: 5, y: 5 } });
    await gallery.waitForSelection(two, three, four);
    await gallery.chooseFromMenu(three, 'Copy Prompt');
    await window.statusBarItem('Prompt copied').waitFor();
    assert.deepEqual(
      (await window.clipboardText()).split('\n\n').sort(),
      [four, three, two].sort(),
    );

    // An action on a card that is not selected applies to that card only.
    await gallery.chooseFromMenu(five, 'Add to Favorites');
    await eventually('three favorites', () => isTrueOnlyAt(favoriteFlags(), [0, 3, 4]));

    // What is done with one image applies to the one that was clicked.
    await gallery.chooseFromMenu(three, 'Enlarge');
    await gallery.frame.getByRole('dialog', { name: three, exact: true }).waitFor();
    await window.page.keyboard.press('Escape');
    await gallery.waitForSelection(two, three, four);

    await gallery.chooseFromMenu(two, 'Insert Selected');
    await eventually('three insertions', () => {
      const current = records.map((record) => readRecord(window, record));
      return current.filter(({ insertions }) => insertions).length === 3;
    });
    await window.editor.save();
    const text = await window.fileText('README.md');
    for (const prompt of [two, three, four]) assert.ok(text.includes(`![${prompt}](images/`));
    assert.ok(!text.includes(`![${one}]`));

    await gallery.clearSelection();
    await gallery.search('cup');
    await gallery.card(one).focus();
    await window.page.keyboard.press('ControlOrMeta+KeyA');
    await gallery.waitForSelection(...prompts);
    await gallery.chooseFromMenu(five, 'Generate Selected Again');
    await window.pressInDialog('Do you want to generate images for 5 prompts?', 'Cancel');
    assert.equal((await service.requests()).submits.length, 0);
    await gallery.clearSelection();
    await gallery.search('');
    for (const prompt of [two, three, four]) await gallery.toggleSelection(prompt);

    await gallery.chooseFromMenu(three, 'Delete Selected');
    await gallery.card(three).waitFor({ state: 'detached' });
    await gallery.waitForSelection();
    await window.clearNotifications();
    await eventually(
      'nothing left of them',
      () => libraryFilesOf(window, records.slice(1, 4)).length === 0,
    );
    for (const prompt of [one, five]) await gallery.waitForImage(prompt);
  });
});

/** Whether exactly the values at these indexes are true. */
function isTrueOnlyAt(values: readonly boolean[], indexes: readonly number[]): boolean {
  return values.every((value, index) => value === indexes.includes(index));
}

function imageFilesOf({ workspace }: VsCodeWindow, name: string): string[] {
  return readdirSync(join(workspace, 'images')).filter((file) => file.startsWith(name));
}
