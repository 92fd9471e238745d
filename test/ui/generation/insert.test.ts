import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Gallery, VsCodeWindow } from '../driver/index.ts';
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
      ['style.css', 'padding: 6rem 2rem;', `  background-image: url("images/${file}-1.png");`],
      [
        'paper.tex',
        'twenty miles away.',
        `\\includegraphics[width=\\linewidth, alt={${prompt}}]{images/${file}-2.png}`,
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
    const copies = [`${file}-1.png`, `${file}-2.png`, `${file}.png`];
    assert.deepEqual(readdirSync(join(window.workspace, 'images')).sort(), copies);

    await window.editor.focus();
    await window.editor.open('README.md');
    await gallery.pressButton(prompt, 'Insert');
    await assertOffersSaveAs(window, 'The document is read-only.', window.workspace);

    await window.editor.focus();
    await window.runCommand('File: New Untitled Text File');
    await gallery.pressButton(prompt, 'Insert');
    await assertOffersSaveAs(window, 'The document has not been saved yet', window.workspace);
    assert.deepEqual(readdirSync(join(window.workspace, 'images')).sort(), copies);
  });

  it('reports that no folder is open', async () => {
    const window = await service.open({ withoutFolder: true });
    await window.runCommand('File: New Untitled Text File');
    const gallery = await generate(window);
    await gallery.pressButton(prompt, 'Insert');
    await assertOffersSaveAs(window, 'No folder is open', homedir());
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
