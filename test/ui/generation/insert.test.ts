import assert from 'node:assert/strict';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { eventually, type Gallery, type VsCodeWindow } from '../driver/index.ts';
import { lighthouse } from '../support/samplePrompts.ts';
import { useSimulatedService } from '../support/simulatedService.ts';

describe('Insert button', () => {
  const service = useSimulatedService(500);
  const { prompt, file } = lighthouse;

  it('writes the syntax of each language and reports documents it cannot edit', async () => {
    const window = await service.open({
      settings: { 'files.readonlyInclude': { '**/README.md': true } },
    });
    await window.editor.open('index.html');
    const gallery = await generate(window);

    for (const [document, line, reference] of [
      ['index.html', '<main>', `    <img src="images/${file}.png" alt="${prompt}">`],
      ['style.css', 'padding: 6rem 2rem;', `  background-image: url("images/${file}.png");`],
      [
        'paper.tex',
        'twenty miles away.',
        `\\includegraphics[width=\\linewidth, alt={${prompt}}]{images/${file}.png}`,
      ],
    ] as const) {
      await window.editor.focus();
      await window.editor.open(document);
      const original = await window.fileText(document);
      await window.editor.placeCursorAfter(line);
      await window.page.keyboard.press('Enter');
      await gallery.pressButton(prompt, 'Insert');
      await window.editor.waitForFocus();
      await window.editor.save();
      const written = await window.fileText(document);
      const indented = written.split('\n').find((each) => each.trim() === reference.trim());
      assert.ok(indented, `${document} has no line with ${reference}:\n${written}`);
      assert.equal(written, original.replace(line, `${line}\n${indented}`));
    }
    const copies = [`${file}.png`];
    assert.deepEqual(readdirSync(join(window.workspace, 'images')), copies);

    await window.editor.focus();
    await window.editor.open('README.md');
    await gallery.pressButton(prompt, 'Insert');
    await assertOffersSaveAs(window, 'The document is read-only.', window.workspace);

    await window.editor.focus();
    await window.runCommand('File: New Untitled Text File');
    await gallery.pressButton(prompt, 'Insert');
    await window.editor.waitForText(`images/${file}.png`);
    assert.deepEqual(readdirSync(join(window.workspace, 'images')), copies);
  });

  it('selects the alt text, and undoes text and file with one key', async () => {
    const window = await service.open();
    writeFileSync(join(window.workspace, 'new.md'), 'Text.\n\n\n');
    await window.editor.open('new.md');
    const gallery = await generate(window);
    await window.editor.focus();
    await window.editor.placeCursor(3);
    await gallery.pressButton(prompt, 'Insert');
    await window.editor.waitForText(`![${prompt}](images/${file}.png)`);
    await window.page.keyboard.type('My lighthouse');
    await window.page.keyboard.press('Tab');
    await window.page.keyboard.type(' Done');
    await window.editor.waitForText(`![My lighthouse](images/${file}.png) Done`);
    const folder = join(window.workspace, 'images');
    assert.deepEqual(readdirSync(folder), [`${file}.png`]);

    const isRestored = async () => (await window.editor.text()).trim() === 'Text.';
    await eventually('the text to be restored', async () => {
      if (await isRestored()) return true;
      // What was typed has steps of its own.
      await window.editor.undo();
      return false;
    });
    await eventually('the file to be removed', () => !existsSync(folder));
    await window.page.keyboard.press('ControlOrMeta+Shift+KeyZ');
    await window.editor.waitForText(`![${prompt}](images/${file}.png)`);
    await eventually('the file to be restored', () => existsSync(join(folder, `${file}.png`)));
  });

  it('inserts into a file without a folder, but not into an untitled document', async () => {
    const window = await service.open({ withoutFolder: true });
    const document = join(window.workspace, 'notes.md');
    writeFileSync(document, '');
    await window.runCommand('File: New Untitled Text File');
    const gallery = await generate(window);
    await gallery.pressButton(prompt, 'Insert');
    await assertOffersSaveAs(window, 'The document has not been saved yet', homedir());

    await window.editor.focus();
    await window.editor.open(document);
    await gallery.pressButton(prompt, 'Insert');
    await window.editor.waitForText(`![${prompt}](images/${file}.png)`);
    assert.deepEqual(readdirSync(join(window.workspace, 'images')), [`${file}.png`]);
  });

  async function generate(window: VsCodeWindow): Promise<Gallery> {
    await window.startGeneration(prompt);
    const gallery = await window.gallery();
    await gallery.waitForImage(prompt);
    return gallery;
  }

  /**
   * Asserts that an error is shown, and that its button opens a dialog with a file in this folder.
   */
  async function assertOffersSaveAs(
    window: VsCodeWindow,
    message: string,
    folder: string,
  ): Promise<void> {
    await window.pressInNotification(message, 'Save As…');
    await window.quickInput.waitForPrompt('Save Image As');
    await window.quickInput.waitForValue(join(folder, `${file}.png`));
    await window.quickInput.cancel();
  }
});
