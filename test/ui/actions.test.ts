import assert from 'node:assert/strict';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  closeWindows,
  composerIn,
  eventually,
  type Gallery,
  type VsCodeWindow,
} from './driver/index.ts';
import { leftOf, recordNow, shelve, shelveAll } from './support/shelf.ts';
import { simulatedService } from './support/service.ts';

describe('the context menu of a card', function () {
  this.timeout(60_000);
  const service = simulatedService(200);
  let window: VsCodeWindow;
  let gallery: Gallery;
  before(async function () {
    this.timeout(90_000);
    window = await service.open();
    await window.editor.open('README.md');
    await window.editor.placeCursor(4);
    await window.runCommand('Jimeng: Open Gallery');
    gallery = await window.gallery();
  });
  after(() => closeWindows());

  it('inserts a picture, or a set in one step, and remembers where', async () => {
    const prompt = 'A red lighthouse';
    const set = await shelve(window, { request: { prompt }, pictures: 3 });
    const original = await window.fileText('README.md');
    await gallery.choose(prompt, 'Insert');
    await window.editor.whenFocused();
    await eventually('three notes', () => recordNow(window, set).insertions?.length === 3);
    assert.equal(imagesOf(window, 'a-red-lighthouse').length, 3);
    await window.editor.save();
    const lines = ['', '-1', '-2'].map((end) => `![${prompt}](images/a-red-lighthouse${end}.png)`);
    assert.ok((await window.fileText('README.md')).includes(lines.join('\n')));
    const [noted] = recordNow(window, set).insertions ?? [];
    assert.match(noted?.uri ?? '', /README\.md$/);

    await window.editor.undo();
    await window.editor.save();
    assert.equal(await window.fileText('README.md'), original);

    await gallery.choosePicture(prompt, 2, 'Insert');
    await window.editor.whenFocused();
    await window.editor.save();
    const written = await window.fileText('README.md');
    assert.equal(written.split(prompt).length, original.split(prompt).length + 1);
  });

  it('is not needed to drag a picture into a text', async () => {
    const prompt = 'A dragged kite';
    const set = await shelve(window, { request: { prompt }, pictures: 3 });
    const place = window.page.locator('.view-line', { hasText: 'sleeps four.' }).last();
    await gallery.dragPicture(prompt, 2, place);
    await window.editor.whenFocused();
    await window.editor.save();
    assert.ok((await window.fileText('README.md')).includes('![A dragged kite](images/'));
    assert.equal(imagesOf(window, 'a-dragged-kite').length, 1);
    assert.equal(recordNow(window, set).insertions?.length, 1);
  });

  it('copies prompt, paths and picture', async () => {
    const prompt = 'A copied stamp';
    const set = await shelve(window, { request: { prompt }, pictures: 3 });
    await gallery.choose(prompt, 'Copy Prompt');
    await window.statusBarItem('Prompt copied').waitFor();
    assert.equal(await window.clipboardText(), prompt);

    await gallery.choose(prompt, 'Copy Path');
    await window.statusBarItem('Path copied').waitFor();
    const folder = join(window.storage, 'library/images', set.id);
    const paths = set.images.map(({ file }) => join(folder, file));
    assert.deepEqual((await window.clipboardText()).split('\n'), paths);

    await gallery.choosePicture(prompt, 1, 'Copy Image');
    await window.statusBarItem('Image copied').waitFor();
    assert.deepEqual(await window.clipboardTypes(), ['image/png']);
  });

  it('saves a set into a folder and writes over nothing there', async () => {
    const prompt = 'A saved coin';
    await shelve(window, { request: { prompt }, pictures: 3 });
    writeFileSync(join(window.workspace, 'a-saved-coin.png'), 'mine');
    await gallery.choose(prompt, 'Save As…');
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
    const set = await shelve(window, { request: { prompt }, pictures: 3 });
    await gallery.choose(prompt, 'Add to Favorites');
    await eventually('a favorite', () => recordNow(window, set).favorite);
    await gallery.choose(prompt, 'Remove from Favorites');
    await eventually('no favorite', () => recordNow(window, set).favorite === undefined);

    await gallery.choosePicture(prompt, 3, 'Open');
    // By the tab itself: which editor a command would close depends on where the focus has got to.
    await window.tab('3.png').click({ button: 'middle' });
    await window.tab('3.png').waitFor({ state: 'hidden' });
    gallery = await window.gallery();

    await gallery.choose(prompt, 'Generate Again');
    await eventually('a picture', async () => (await service.asked()).pictures.length === 1);
    const [submit] = (await service.asked()).submits;
    assert.ok(JSON.stringify(submit?.body).includes(prompt));
  });

  it('puts prompt and parameters into the composer, or the address of a picture', async () => {
    const prompt = 'A wide river';
    await shelve(window, {
      request: { prompt, forceSingle: false, width: 1368, height: 768 },
      addresses: { imageUrls: ['https://example.com/river.png'], receivedAt: Date.now() },
    });
    await gallery.choose(prompt, 'Edit Prompt and Generate…');
    const composer = composerIn(gallery.frame);
    await composer.holds(prompt);
    for (const name of ['1K', '16:9', 'Set']) assert.ok(await composer.choice(name).isChecked());
    await window.page.keyboard.press('End');
    await window.page.keyboard.type(' at night');
    await window.page.keyboard.press('ControlOrMeta+Enter');
    await gallery.picture('A wide river at night');
    const [submit] = (await service.asked()).submits;
    const { width, height, force_single: isSingle } = submit?.body as Record<string, unknown>;
    assert.deepEqual({ width, height, isSingle }, { width: 1368, height: 768, isSingle: false });

    await gallery.choose(prompt, 'Use as Reference');
    await composer.removals.and(gallery.frame.getByRole('button', { name: /river/ })).click();

    const old = 'An old river';
    await shelve(window, { request: { prompt: old } });
    await gallery.choose(old, 'Use as Reference');
    await window.notification('the service keeps a picture’s for 24 hours only').waitFor();
  });

  it('deletes, and brings back', async () => {
    const prompt = 'A lost glove';
    const set = await shelve(window, { request: { prompt }, pictures: 3 });
    await gallery.picture(prompt);
    const library = join(window.storage, 'library');

    await gallery.choose(prompt, 'Delete');
    await gallery.card(prompt).waitFor({ state: 'detached' });
    await window.pressInNotification('Deleted 3 images', 'Undo');
    await gallery.picture(prompt, 2);
    const back = readdirSync(join(library, 'images', set.id));
    assert.ok(set.images.every(({ file }) => back.includes(file)));

    await gallery.press(prompt, 'Delete');
    const deleted = window.notification('Deleted 3 images');
    await deleted.waitFor();
    assert.ok(!existsSync(join(library, 'images', set.id)));
    await deleted.hover();
    await deleted.getByRole('button', { name: /^Clear Notification/ }).click();
    await eventually('nothing left of it', () => leftOf(window, [set]).length === 0);
  });

  it('cancels, retries, and deletes what is under way', async () => {
    const prompt = 'A slow snail';
    await service.gateway.configure({ latencyMs: 60_000 });
    await window.runCommand('Jimeng: Generate Image…');
    await window.quickInput.question('Describe the image');
    await window.quickInput.paste(prompt);
    await window.quickInput.confirm();
    await service.whenQueried();
    await gallery.choose(prompt, 'Cancel');
    await gallery.failure(prompt, 'Canceled.');
    await gallery.choose(prompt, 'Retry');
    await gallery.running(prompt);
    await gallery.choose(prompt, 'Delete');
    await gallery.card(prompt).waitFor({ state: 'detached' });
    await window.pressInNotification('Deleted from the gallery', 'Undo');
    await gallery.failure(prompt, 'Canceled.');
  });

  it('is about all that are selected, however they were', async () => {
    const prompts = ['One cup', 'Two cups', 'Three cups', 'Four cups', 'Five cups'];
    const shelved = await shelveAll(window, prompts);
    const [one, two, three, four, five] = prompts as [string, string, string, string, string];
    const saved = () => shelved.map((record) => recordNow(window, record).favorite ?? false);

    // By the mark, by Ctrl and by Shift.
    await gallery.picture(five);
    await gallery.mark(one);
    await gallery.card(four).click({ modifiers: ['ControlOrMeta'], position: { x: 5, y: 5 } });
    await gallery.selected(one, four);
    await gallery.choose(four, 'Add to Favorites');
    await eventually('two favorites', () => isTrueAt(saved(), [0, 3]));
    await gallery.card(two).click({ modifiers: ['Shift'], position: { x: 5, y: 5 } });
    await gallery.selected(two, three, four);
    await gallery.choose(three, 'Copy Prompt');
    await window.statusBarItem('Prompt copied').waitFor();
    assert.deepEqual(
      (await window.clipboardText()).split('\n\n').sort(),
      [four, three, two].sort(),
    );

    // One that is not selected stands for itself.
    await gallery.choose(five, 'Add to Favorites');
    await eventually('three favorites', () => isTrueAt(saved(), [0, 3, 4]));

    await gallery.choose(two, 'Insert');
    await eventually('three insertions', () => {
      const records = shelved.map((record) => recordNow(window, record));
      return records.filter(({ insertions }) => insertions).length === 3;
    });
    await window.editor.save();
    const text = await window.fileText('README.md');
    for (const prompt of [two, three, four]) assert.ok(text.includes(`![${prompt}](images/`));
    assert.ok(!text.includes(`![${one}]`));

    await gallery.find('cup');
    await gallery.card(one).focus();
    await window.page.keyboard.press('ControlOrMeta+KeyA');
    await gallery.selected(...prompts);
    await gallery.choose(five, 'Generate Again');
    await window.pressInDialog('Do you want to generate images again for 5 prompts?', 'Cancel');
    assert.equal((await service.asked()).submits.length, 0);
    // What is not listed any more is not selected any more.
    await gallery.find('two');
    await gallery.selected(two);
    await gallery.find('');
    await gallery.mark(three);
    await gallery.mark(four);

    await gallery.choose(three, 'Delete');
    await gallery.card(three).waitFor({ state: 'detached' });
    await gallery.selected();
    await window.clearNotifications();
    await eventually(
      'nothing left of them',
      () => leftOf(window, shelved.slice(1, 4)).length === 0,
    );
    for (const prompt of [one, five]) await gallery.picture(prompt);
  });
});

/** Whether it is true at these places and nowhere else. */
function isTrueAt(values: readonly boolean[], places: readonly number[]): boolean {
  return values.every((value, place) => value === places.includes(place));
}

function imagesOf({ workspace }: VsCodeWindow, name: string): string[] {
  return readdirSync(join(workspace, 'images')).filter((file) => file.startsWith(name));
}
