import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from './driver/index.ts';
import { lighthouse } from './support/sample.ts';
import { simulatedService } from './support/service.ts';

describe('a card of the gallery', () => {
  const service = simulatedService(500);
  const { prompt } = lighthouse;

  it('inserts by keyboard alone, saves, copies, opens, generates again and deletes', async () => {
    const window = await service.open();
    await window.editor.open('README.md');
    await window.editor.select(prompt);
    await window.runCommand('Jimeng: Generate Image from Selection');
    let gallery = await window.gallery();
    await gallery.picture(prompt);
    await gallery
      .card(prompt)
      .getByText(/^\s*OctopusX · jimeng-4.0 · 1024 × 1024 · \d+ s\s*$/)
      .waitFor();

    // Open Gallery takes the focus there.
    await window.runCommand('Jimeng: Open Gallery');
    await window.tabTo(gallery.card(prompt).getByRole('button', { name: 'Insert', exact: true }));
    await window.page.keyboard.press('Enter');
    await window.editor.whenFocused();
    await window.editor.save();
    assert.match(await window.fileText('README.md'), /!\[A red lighthouse .*\]\(images\/.*\.png\)/);

    await gallery.press(prompt, 'Save As…');
    await window.quickInput.question('Save Image As');
    await window.quickInput.holds(join(window.workspace, `${lighthouse.file}.png`));
    await window.quickInput.choosePath('Save Image As', join(window.workspace, 'lighthouse.png'));
    const saved = await window.fileBytes('lighthouse.png');
    const { pictures } = await service.asked();
    const sha256 = createHash('sha256').update(saved).digest('hex');
    assert.deepEqual(
      pictures.map(({ picture }) => picture?.sha256),
      [sha256],
    );

    await gallery.press(prompt, 'Copy Prompt');
    await window.statusBarItem('Prompt copied').waitFor();
    await window.editor.focus();
    assert.equal(await window.page.evaluate('navigator.clipboard.readText()'), prompt);

    await gallery.press(prompt, `Open image ${prompt}`);
    const preview = window.tab('1.png');
    await preview.waitFor();
    // By the tab itself: which editor a command would close depends on where the focus has got to.
    await preview.click({ button: 'middle' });
    await preview.waitFor({ state: 'hidden' });
    // The picture lay over the gallery, whose page is another one now.
    gallery = await window.gallery();

    await gallery.press(prompt, 'Generate Again');
    await eventually('two pictures', async () => (await service.asked()).pictures.length === 2);
    await eventually('two cards', async () => (await gallery.prompts()).length === 2);
    const { submits } = await service.asked();
    assert.deepEqual(submits[1]?.body, submits[0]?.body);

    const newer = gallery.card(prompt).first();
    const remove = newer.getByRole('button', { name: 'Delete', exact: true });
    await remove.click();
    await eventually('one card', async () => (await gallery.prompts()).length === 1);
    const library = join(window.storage, 'library');
    assert.equal(readdirSync(join(library, 'records')).length, 1);
    assert.equal(readdirSync(join(library, 'images')).length, 1);
  });
});
