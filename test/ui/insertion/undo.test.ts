import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { closeWindows, eventually } from '../driver/index.ts';
import { readRecord } from '../support/libraryFixture.ts';
import {
  fox,
  imagesIn,
  insertFox,
  openWithFox,
  type InsertionWindow,
} from '../support/insertion.ts';

describe('Undo and redo of an insertion', function () {
  this.timeout(60_000);
  let opened: InsertionWindow;
  before(async function () {
    this.timeout(90_000);
    opened = await openWithFox({
      'one.md': 'A quiet wood.\n\n\n',
      'three.md': 'first\n\nsecond\n\nthird\n',
      'typed.md': 'Text.\n\n\n',
    });
  });
  after(() => closeWindows());

  it('take text and file away with one key, and bring them back with another', async () => {
    const { window, generation } = opened;
    const { editor } = window;
    await editor.open('one.md');
    await editor.placeCursor(3);
    await insertFox(window);
    await editor.waitForSelected(fox.prompt.length);
    assert.deepEqual(imagesIn(window), [fox.file]);
    const original = await window.fileText('one.md');

    for (let round = 0; round < 2; round++) {
      await editor.undo();
      await eventually('the text to be gone', async () => !(await editor.text()).includes('!['));
      await eventually(
        'the folder to be gone',
        () => !existsSync(join(window.workspace, 'images')),
      );
      await eventually('no note', () => readRecord(window, generation).insertions === undefined);

      await editor.redo();
      await editor.waitForText(fox.reference);
      await eventually('the file', () => imagesIn(window).length === 1);
      await eventually('the note', () => readRecord(window, generation).insertions?.length === 1);
    }
    await editor.save();
    const expected = original.replace('\n\n\n', `\n\n${fox.reference}\n`);
    assert.equal(await window.fileText('one.md'), expected);
    await editor.undo();
    await eventually('the file to be gone', () => imagesIn(window).length === 0);
  });

  it('take what was typed into the alt text away first', async () => {
    const { window } = opened;
    const { editor } = window;
    await editor.open('typed.md');
    await editor.placeCursor(3);
    await insertFox(window);
    await editor.waitForSelected(fox.prompt.length);
    await window.page.keyboard.type('Mine');
    await window.page.keyboard.press('Tab');
    await window.page.keyboard.type(' Done');
    await editor.waitForText(`![Mine](${fox.file}) Done`);

    await editor.undo();
    await eventually('“Done” to be gone', async () => !(await editor.text()).includes('Done'));
    assert.deepEqual(imagesIn(window), [fox.file]);
    await eventually('the text to be restored', async () => {
      if ((await editor.text()).trim() === 'Text.') return true;
      await editor.undo();
      return false;
    });
    await eventually('the file to be removed', () => imagesIn(window).length === 0);
  });

  it('work for three cursors, which share a file', async () => {
    const { window, generation } = opened;
    const { editor, page } = window;
    await editor.open('three.md');
    const original = await window.fileText('three.md');
    await editor.placeCursorAfter('first');
    for (const word of ['second', 'third']) await editor.addCursorAt(word);
    await page.keyboard.press('End');
    await window.statusBarItem('3 selections').waitFor();
    await insertFox(window);
    await window.statusBarItem('3 selections (27 characters selected)').waitFor();
    await page.keyboard.type('Mine');
    await editor.save();

    const reference = `![Mine](${fox.file})`;
    const written = original.replaceAll(/\w+/g, (word) => `${word}\n\n${reference}`);
    assert.equal(await window.fileText('three.md'), written);
    assert.deepEqual(imagesIn(window), [fox.file]);
    assert.equal(readRecord(window, generation).insertions?.length, 1);

    await eventually('the text to be restored', async () => {
      if (!(await editor.text()).includes('![')) return true;
      await editor.undo();
      return false;
    });
    await editor.save();
    assert.equal(await window.fileText('three.md'), original);
    await eventually('the file to be removed', () => imagesIn(window).length === 0);
  });
});
