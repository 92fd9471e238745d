import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { recordSchema, type GenerationRecord } from '../../src/library/record.ts';
import { eventually, type Gallery, type VsCodeWindow } from './driver/index.ts';
import { shelve } from './support/fill.ts';
import { attic, cat, lighthouse } from './support/sample.ts';
import { simulatedService } from './support/service.ts';

const stored = v.pipe(v.string(), v.parseJson(), recordSchema);

describe('the context menu of a card', function () {
  this.timeout(150_000);
  const service = simulatedService(500);
  const { prompt, file } = lighthouse;

  /** A window beside whose text the gallery shows a set of three and a single picture. */
  async function open(): Promise<{
    window: VsCodeWindow;
    gallery: Gallery;
    set: GenerationRecord;
  }> {
    const window = await service.open();
    const set = await shelve(window, prompt, 3);
    await shelve(window, attic.prompt, 1);
    await window.editor.open('README.md');
    await window.editor.placeCursor(4);
    await window.runCommand('Jimeng: Open Gallery');
    const gallery = await window.gallery();
    await gallery.picture(attic.prompt);
    return { window, gallery, set };
  }

  function recordOf(window: VsCodeWindow, { id }: GenerationRecord): GenerationRecord {
    const path = join(window.storage, 'library/records', `${id}.json`);
    return v.parse(stored, readFileSync(path, 'utf8'));
  }

  async function clipboard(window: VsCodeWindow): Promise<string> {
    await window.editor.focus();
    return window.page.evaluate('navigator.clipboard.readText()');
  }

  it('inserts a picture, or a set in one step, and remembers where', async () => {
    const { window, gallery, set } = await open();
    const original = await window.fileText('README.md');
    await gallery.choose(prompt, 'Insert');
    await window.editor.whenFocused();
    await eventually('three files', () => {
      const folder = join(window.workspace, 'images');
      return existsSync(folder) && readdirSync(folder).length === 3;
    });
    await eventually('three notes', () => recordOf(window, set).insertions?.length === 3);
    await window.editor.save();
    const reference = (name: string) => `![${prompt}](images/${name}.png)`;
    const lines = [reference(file), reference(`${file}-1`), reference(`${file}-2`)];
    assert.ok((await window.fileText('README.md')).includes(lines.join('\n')));
    const [noted] = recordOf(window, set).insertions ?? [];
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
    const { window, gallery, set } = await open();
    const place = window.page.locator('.view-line', { hasText: 'sleeps four.' }).last();
    await gallery.dragPicture(prompt, 2, place);
    await window.editor.whenFocused();
    await window.editor.save();
    const reference = `![${prompt}](images/${file}.png)`;
    assert.ok((await window.fileText('README.md')).includes(reference));
    assert.ok(existsSync(join(window.workspace, `images/${file}.png`)));
    assert.equal(recordOf(window, set).insertions?.length, 1);
  });

  it('copies prompt, paths and picture', async () => {
    const { window, gallery, set } = await open();
    await gallery.choose(prompt, 'Copy Prompt');
    await window.statusBarItem('Prompt copied').waitFor();
    assert.equal(await clipboard(window), prompt);

    await gallery.choose(prompt, 'Copy Path');
    await window.statusBarItem('Path copied').waitFor();
    const paths = set.images.map((image) =>
      join(window.storage, 'library/images', set.id, image.file),
    );
    assert.deepEqual((await clipboard(window)).split('\n'), paths);

    await gallery.choosePicture(attic.prompt, 1, 'Copy Image');
    await window.statusBarItem('Image copied').waitFor();
    await window.editor.focus();
    const types = await window.page.evaluate(
      'navigator.clipboard.read().then((items) => items.flatMap(({ types }) => types))',
    );
    assert.deepEqual(types, ['image/png']);
  });

  it('saves a set into a folder and writes over nothing there', async () => {
    const { window, gallery } = await open();
    writeFileSync(join(window.workspace, `${file}.png`), 'mine');
    await gallery.choose(prompt, 'Save As…');
    await window.quickInput.question('Save 3 Images In');
    await window.quickInput.paste(`${window.workspace}/`);
    await window.quickInput.confirm();
    await window.statusBarItem('3 images saved').waitFor();
    const saved = readdirSync(window.workspace).filter((name) => name.startsWith(file));
    assert.deepEqual(
      saved.sort(),
      ['-1', '-2', '-3', ''].map((end) => `${file}${end}.png`),
    );
    assert.equal(await window.fileText(`${file}.png`), 'mine');
  });

  it('keeps favourites, opens, and takes a prompt up again', async () => {
    const { window, gallery, set } = await open();
    await gallery.choose(prompt, 'Add to Favourites');
    await eventually('a favourite', () => recordOf(window, set).favourite);
    await gallery.choose(prompt, 'Remove from Favourites');
    await eventually('no favourite', () => recordOf(window, set).favourite === undefined);

    await gallery.choose(attic.prompt, 'Edit Prompt and Generate…');
    await window.quickInput.question('Describe the picture');
    await window.quickInput.holds(attic.prompt);
    await window.quickInput.cancel();

    await gallery.choose(attic.prompt, 'Use as Reference');
    await window.notification('the service keeps a picture’s for 24 hours only').waitFor();

    await gallery.choose(attic.prompt, 'Generate Again');
    await eventually('a picture', async () => (await service.asked()).pictures.length === 1);
    const [submit] = (await service.asked()).submits;
    assert.ok(JSON.stringify(submit?.body).includes(attic.prompt));

    await gallery.choosePicture(prompt, 3, 'Open');
    await window.tab('3.png').waitFor();
  });

  it('cancels, retries, deletes, and brings back', async () => {
    const { window, gallery, set } = await open();
    const library = join(window.storage, 'library');
    const whole = readdirSync(join(library, 'images', set.id)).sort();

    await gallery.choose(prompt, 'Delete');
    await gallery.card(prompt).waitFor({ state: 'detached' });
    await window.pressInNotification('Deleted 3 images', 'Undo');
    await gallery.picture(prompt, 2);
    const back = readdirSync(join(library, 'images', set.id));
    assert.ok(whole.every((name) => back.includes(name)));

    await gallery.press(prompt, 'Delete');
    const deleted = window.notification('Deleted 3 images');
    await deleted.waitFor();
    assert.ok(!existsSync(join(library, 'images', set.id)));
    await deleted.hover();
    await deleted.getByRole('button', { name: /^Clear Notification/ }).click();
    await eventually('nothing left of it', () => {
      const left = readdirSync(library, { recursive: true });
      return !left.some((name) => String(name).includes(set.id));
    });

    await service.gateway.configure({ latencyMs: 60_000 });
    await window.runCommand('Jimeng: Generate Image…');
    await window.quickInput.question('Describe the picture');
    await window.quickInput.paste(cat.prompt);
    await window.quickInput.confirm();
    await service.whenQueried();
    await gallery.choose(cat.prompt, 'Cancel');
    await gallery.failure(cat.prompt, 'Cancelled.');
    await gallery.choose(cat.prompt, 'Retry');
    await gallery.running(cat.prompt);
    await gallery.choose(cat.prompt, 'Delete');
    await gallery.card(cat.prompt).waitFor({ state: 'detached' });
    await window.pressInNotification('Deleted from the gallery', 'Undo');
    await gallery.failure(cat.prompt, 'Cancelled.');
  });
});
