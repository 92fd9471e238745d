import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Gallery, VsCodeWindow } from './driver/index.ts';
import { lighthouse } from './support/sample.ts';
import { simulatedService } from './support/service.ts';

describe('Insert', () => {
  const service = simulatedService(500);
  const { prompt, file } = lighthouse;

  it('writes each language’s own reference, and says where it cannot', async () => {
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
      await gallery.press(prompt, 'Insert');
      await window.editor.whenFocused();
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
    await gallery.press(prompt, 'Insert');
    await offersSaveAs(window, 'The document is read-only.', window.workspace);

    await window.editor.focus();
    await window.runCommand('File: New Untitled Text File');
    await gallery.press(prompt, 'Insert');
    await offersSaveAs(window, 'The document has not been saved yet', window.workspace);
    assert.deepEqual(readdirSync(join(window.workspace, 'images')).sort(), copies);
  });

  it('says so when no folder is open', async () => {
    const window = await service.open({ withoutFolder: true });
    await window.runCommand('File: New Untitled Text File');
    const gallery = await generate(window);
    await gallery.press(prompt, 'Insert');
    await offersSaveAs(window, 'No folder is open', homedir());
  });

  async function generate(window: VsCodeWindow): Promise<Gallery> {
    await window.runCommand('Jimeng: Generate Image…');
    await window.quickInput.question('Describe the image');
    await window.quickInput.paste(prompt);
    await window.quickInput.confirm();
    const gallery = await window.gallery();
    await gallery.picture(prompt);
    return gallery;
  }

  /** Says so, and the button leads to a dialog that proposes a file in this folder. */
  async function offersSaveAs(
    window: VsCodeWindow,
    sentence: string,
    folder: string,
  ): Promise<void> {
    await window.pressInNotification(sentence, 'Save As…');
    await window.quickInput.question('Save Image As');
    await window.quickInput.holds(join(folder, `${file}.png`));
    await window.quickInput.cancel();
  }
});
