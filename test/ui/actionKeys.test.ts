import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
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

/** Keys that the gallery has a use for, and one that it leaves to VS Code. */
const taken = ['ctrl+enter', 'ctrl+s', 'ctrl+c', 'ctrl+a', 'ctrl+z', 'shift+g'];
const left = 'ctrl+y';

describe('the keys of a card', function () {
  this.timeout(60_000);
  const service = simulatedService(200);
  let window: VsCodeWindow;
  let gallery: Gallery;
  before(async function () {
    this.timeout(90_000);
    window = await service.open({
      // So that it shows where VS Code gets a key that was the gallery's.
      fill: (storage) => {
        const when = `activeWebviewPanelId == 'jimeng.gallery'`;
        const command = 'workbench.view.scm';
        const keys = [...taken, left].map((key) => ({ key, command, when }));
        const user = join(storage, '../..');
        mkdirSync(user, { recursive: true });
        writeFileSync(join(user, 'keybindings.json'), JSON.stringify(keys));
        return Promise.resolve();
      },
    });
    await window.editor.open('README.md');
    await window.editor.placeCursor(4);
    await window.runCommand('Jimeng: Open Gallery');
    gallery = await window.gallery();
  });
  after(() => closeWindows());

  /** Puts generations of one picture into the library, the first one newest, and waits for their cards. */
  async function shown(...prompts: readonly string[]) {
    const records = await shelveAll(window, prompts);
    for (const prompt of prompts) await gallery.picture(prompt);
    return records;
  }

  /** Selects by keyboard alone as many cards as these, which stand side by side. */
  async function selectInARow(first: string, ...others: readonly string[]): Promise<void> {
    await gallery.pressKey(first, 'ControlOrMeta+Space');
    for (const prompt of others) {
      await window.page.keyboard.press('Shift+ArrowRight');
      await gallery.focused(prompt);
    }
    await gallery.selected(first, ...others);
  }

  it('insert what it shows, or all that are selected', async () => {
    const prompts = ['A green apple', 'A green pear', 'A green plum'] as const;
    const records = await shown(...prompts);
    const inserted = () =>
      records.map((record) => recordNow(window, record).insertions?.length ?? 0).join();
    await gallery.pressKey(prompts[2], 'ControlOrMeta+Enter');
    await eventually('an insertion', () => inserted() === '0,0,1');
    await window.editor.whenFocused();
    await selectInARow(prompts[0], prompts[1]);
    await gallery.pressKey(prompts[0], 'ControlOrMeta+Enter');
    await eventually('two insertions', () => inserted() === '1,1,1');
    await window.editor.save();
    const text = await window.fileText('README.md');
    for (const prompt of prompts) assert.equal(text.split(`![${prompt}](images/`).length, 2);
  });

  it('copy the picture, the prompt and the path', async () => {
    const prompt = 'A brass bell';
    const set = await shelve(window, { request: { prompt }, pictures: 3 });
    await gallery.picture(prompt);
    await gallery.pressKey(prompt, 'ControlOrMeta+KeyC');
    await window.statusBarItem('Image copied').waitFor();
    assert.deepEqual(await window.clipboardTypes(), ['image/png']);

    await gallery.pressKey(prompt, 'p');
    await window.statusBarItem('Prompt copied').waitFor();
    assert.equal(await window.clipboardText(), prompt);

    // Of the one picture that the keyboard is at.
    await gallery
      .card(prompt)
      .getByRole('button', { name: 'Open image 2' })
      .press('Alt+Shift+KeyC');
    await window.statusBarItem('Path copied').waitFor();
    const folder = join(window.storage, 'library/images', set.id);
    assert.equal(await window.clipboardText(), join(folder, '2.png'));

    // A browser has no file explorer of the machine that the picture is on.
    await gallery.pressKey(prompt, 'Alt+Shift+KeyR');
    await window.notification('on a remote machine and cannot be revealed here').waitFor();

    const others = ['A tin drum', 'A tin horn'] as const;
    await shown(...others);
    await selectInARow(...others);
    await gallery.pressKey(others[1], 'p');
    await window.statusBarItem('Prompt copied').waitFor();
    assert.deepEqual((await window.clipboardText()).split('\n\n').sort(), [...others].sort());
  });

  it('save one as a file, and several into a folder', async () => {
    const prompts = ['A paper boat', 'A paper crane'] as const;
    await shown(...prompts);
    await gallery.pressKey(prompts[0], 'ControlOrMeta+KeyS');
    await window.quickInput.choosePath('Save Image As', join(window.workspace, 'boat.png'));
    await window.fileBytes('boat.png');

    await selectInARow(...prompts);
    await gallery.pressKey(prompts[1], 'ControlOrMeta+KeyS');
    await window.quickInput.choosePath('Save 2 Images to Folder', `${window.workspace}/`);
    await window.statusBarItem('Saved 2 images').waitFor();
    const files = readdirSync(window.workspace);
    for (const name of ['a-paper-boat.png', 'a-paper-crane.png']) assert.ok(files.includes(name));
  });

  it('add to favorites, and take out', async () => {
    const prompts = ['A white goose', 'A white swan'] as const;
    const records = await shown(...prompts);
    const favorites = () =>
      records.map((record) => recordNow(window, record).favorite ?? false).join();
    await gallery.pressKey(prompts[0], 'f');
    await eventually('a favorite', () => favorites() === 'true,false');
    await selectInARow(...prompts);
    await gallery.pressKey(prompts[1], 'f');
    await eventually('two favorites', () => favorites() === 'true,true');
    // The key does the opposite of what the card shows.
    const star = { name: 'Favorite', exact: true, pressed: true };
    await gallery.card(prompts[1]).getByRole('button', star).waitFor();
    await gallery.pressKey(prompts[1], 'f');
    await eventually('no favorite', () => favorites() === 'false,false');
    await window.page.keyboard.press('Escape');
    await gallery.selected();
  });

  it('generate again, edit first, and take a picture for reference', async () => {
    const prompts = ['A stone bridge', 'A stone tower'] as const;
    const record = await shelve(window, {
      request: { prompt: prompts[1] },
      addresses: { imageUrls: ['https://example.com/tower.png'], receivedAt: Date.now() },
    });
    await shelve(window, { request: { prompt: prompts[0] } });
    for (const prompt of prompts) await gallery.picture(prompt);
    // Without Shift it costs nothing.
    await gallery.pressKey(prompts[0], 'g');
    await selectInARow(...prompts);
    await gallery.pressKey(prompts[0], 'Shift+G');
    await eventually('two pictures', async () => (await service.asked()).pictures.length === 2);
    const { submits } = await service.asked();
    const sent = submits.map(({ body }) => (body as { prompt: string }).prompt);
    assert.deepEqual(sent.sort(), [...prompts]);
    await gallery.clear();

    const old = gallery.card(prompts[1]).last();
    const composer = composerIn(gallery.frame);
    await old.press('e');
    await composer.holds(record.request.prompt);
    assert.ok(await composer.choice('1K').isChecked());
    await composer.prompt.fill('A stone tower at night');
    await old.press('r');
    await composer.removals.waitFor();
    assert.equal(await composer.prompt.inputValue(), 'A stone tower at night');
    await composer.removals.click();
    await composer.prompt.fill('');
  });

  it('cancel, and retry', async () => {
    const prompt = 'A slow train';
    await service.gateway.configure({ latencyMs: 60_000 });
    const composer = composerIn(gallery.frame);
    await composer.prompt.fill(prompt);
    await composer.prompt.press('ControlOrMeta+Enter');
    await service.whenQueried();
    await gallery.pressKey(prompt, 'Shift+X');
    await gallery.failure(prompt, 'Canceled.');
    await gallery.pressKey(prompt, 'Shift+R');
    await gallery.running(prompt);
    // What is under way is not begun a second time.
    await gallery.pressKey(prompt, 'Shift+G');
    await gallery.pressKey(prompt, 'Shift+X');
    await gallery.failure(prompt, 'Canceled.');
    // Its task was there still.
    assert.equal((await service.asked()).submits.length, 1);
  });

  it('delete, undo, and go on with the next card', async () => {
    const prompts = ['A red sock', 'A blue sock', 'A grey sock'] as const;
    const [red, blue, grey] = prompts;
    const records = await shown(...prompts);
    await gallery.pressKey(red, 'Delete');
    await gallery.card(red).waitFor({ state: 'detached' });
    await gallery.focused(blue);
    await window.page.keyboard.press('ControlOrMeta+KeyZ');
    await gallery.picture(red);

    await selectInARow(red, blue);
    await gallery.pressKey(blue, 'ControlOrMeta+Backspace');
    for (const prompt of [red, blue]) await gallery.card(prompt).waitFor({ state: 'detached' });
    await gallery.selected();
    await gallery.focused(grey);
    await window.page.keyboard.press('Delete');
    await gallery.card(grey).waitFor({ state: 'detached' });
    // The last one first.
    await window.page.keyboard.press('ControlOrMeta+KeyZ');
    await gallery.picture(grey);
    assert.equal(await gallery.card(red).count(), 0);
    await window.page.keyboard.press('ControlOrMeta+KeyZ');
    for (const prompt of prompts) await gallery.picture(prompt);

    await gallery.pressKey(red, 'Delete');
    await gallery.card(red).waitFor({ state: 'detached' });
    await window.clearNotifications();
    await eventually('nothing left of it', () => leftOf(window, records.slice(0, 1)).length === 0);
    await gallery.pressKey(blue, 'ControlOrMeta+KeyZ');
    assert.equal(leftOf(window, records.slice(1)).length > 0, true);
  });

  it('do the same to the large picture', async () => {
    const prompts = ['A long pier', 'A short pier'] as const;
    const [long, short] = prompts;
    const [record] = await shown(...prompts);
    assert.ok(record);
    const large = (prompt: string) =>
      gallery.frame.getByRole('dialog', { name: prompt, exact: true });
    await gallery.pressKey(long, 'Space');
    await large(long).press('f');
    await eventually('a favorite', () => recordNow(window, record).favorite);
    await large(long).press('Delete');
    await large(short).press('ControlOrMeta+KeyZ');
    await eventually('its record', () =>
      leftOf(window, [record]).includes(`records/${record.id}.json`),
    );
    await large(short).press('e');
    await large(short).waitFor({ state: 'detached' });
    const composer = composerIn(gallery.frame);
    await composer.holds(short);
    await composer.prompt.fill('');
    for (const prompt of prompts) await gallery.picture(prompt);
  });

  it('are listed, and VS Code gets only those that are not', async () => {
    const [first] = await shown('A lamp');
    assert.ok(first);
    await gallery.pressKey('A lamp', 'ControlOrMeta+KeyA');
    await eventually('all to be selected', async () => {
      return (await gallery.frame.getByText(/· \d+ selected/).count()) === 1;
    });
    assert.equal(await gallery.frame.evaluate('String(getSelection())'), '');
    await window.page.keyboard.press('Escape');
    await gallery.pressKey('A lamp', '?');
    const help = gallery.frame.getByRole('dialog', { name: 'Keyboard Shortcuts' });
    for (const name of ['Copy Path', 'Undo Last Deletion', 'Toggle Favorite']) {
      await help.getByText(name, { exact: true }).waitFor();
    }
    // A browser has no file explorer of the machine that the image is on.
    assert.equal(await help.getByText('Shift+Alt+R', { exact: true }).count(), 0);
    await window.page.keyboard.press('Escape');
    await help.waitFor({ state: 'hidden' });

    const scm = window.page.getByRole('heading', { name: /Source Control/ });
    assert.equal(await scm.count(), 0);
    await gallery.pressKey('A lamp', 'Control+KeyY');
    await scm.first().waitFor();

    await gallery.pressKey('A lamp', 'Enter');
    await window.tab('1.png').waitFor();
  });
});
