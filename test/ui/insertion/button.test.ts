import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Gallery, VsCodeWindow } from '../driver/index.ts';
import { lighthouse } from '../support/samplePrompts.ts';
import { useSimulatedService } from '../support/simulatedService.ts';

describe('Insert button', () => {
  const service = useSimulatedService(500);
  const { prompt, file } = lighthouse;

  it('inserts into the last document, and reports one that it cannot edit', async () => {
    const window = await service.open({
      settings: { 'files.readonlyInclude': { '**/README.md': true } },
    });
    await window.editor.open('index.html');
    const gallery = await generate(window);

    const original = await window.fileText('index.html');
    await window.editor.focus();
    await window.editor.placeCursorAfter('<main>');
    await window.page.keyboard.press('Enter');
    await gallery.pressButton(prompt, 'Insert');
    await window.editor.waitForFocus();
    await window.editor.save();
    const reference = `      <img src="images/${file}.png" alt="${prompt}">`;
    const expected = original.replace('<main>', `<main>\n${reference}`);
    assert.equal(await window.fileText('index.html'), expected);
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

  it('inserts into a file without a folder, but not into an untitled document', async () => {
    const window = await service.open({ withoutFolder: true });
    const document = join(window.workspace, 'notes.md');
    writeFileSync(document, '');
    await window.runCommand('File: New Untitled Text File');
    const gallery = await generate(window);
    await gallery.pressButton(prompt, 'Insert');
    await assertOffersSaveAs(
      window,
      'The document has not been saved and no folder is open',
      homedir(),
    );

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
