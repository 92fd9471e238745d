import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../driver/index.ts';
import { lighthouse } from '../support/samplePrompts.ts';
import { useSimulatedService } from '../support/simulatedService.ts';

describe('Gallery card', () => {
  const service = useSimulatedService(500);
  const { prompt } = lighthouse;

  it('inserts by keyboard, saves, copies, opens, generates again, and deletes', async () => {
    const window = await service.open();
    await window.editor.open('README.md');
    await window.editor.select(prompt);
    await window.runCommand('Jimeng: Generate AI Image from Selection');
    const gallery = await window.gallery();
    await gallery.waitForImage(prompt);

    // Open Gallery focuses the gallery.
    await window.runCommand('Jimeng: Open Gallery');
    await window.tabTo(gallery.card(prompt).getByRole('button', { name: 'Insert', exact: true }));
    await window.page.keyboard.press('Enter');
    await window.editor.waitForFocus();
    await window.editor.save();
    assert.match(await window.fileText('README.md'), /!\[A red lighthouse .*\]\(images\/.*\.png\)/);

    // What is at rest on a card that was inserted.
    await gallery.card(prompt).getByRole('img', { name: 'Inserted', exact: true }).waitFor();

    await gallery.chooseFromMenu(prompt, 'Save As…');
    await window.quickInput.waitForPrompt('Save Image As');
    await window.quickInput.waitForValue(join(window.workspace, `${lighthouse.file}.png`));
    await window.quickInput.choosePath('Save Image As', join(window.workspace, 'lighthouse.png'));
    const saved = await window.fileBytes('lighthouse.png');
    const { images } = await service.requests();
    const sha256 = createHash('sha256').update(saved).digest('hex');
    assert.deepEqual(
      images.map(({ image }) => image?.sha256),
      [sha256],
    );

    await gallery.chooseFromMenu(prompt, 'Copy Prompt');
    await window.statusBarItem('Prompt copied').waitFor();
    await window.editor.focus();
    assert.equal(await window.page.evaluate('navigator.clipboard.readText()'), prompt);

    await gallery.pressButton(prompt, `Enlarge image ${prompt}`);
    const viewer = gallery.frame.getByRole('dialog', { name: prompt, exact: true });
    await viewer.getByText(/^\s*OctopusX · jimeng-4.0 · 1024 × 1024 · \d+ s\s*$/).waitFor();
    await viewer.getByRole('button', { name: 'Close', exact: true }).click();

    await gallery.chooseFromMenu(prompt, 'Open in Image Preview');
    const preview = window.tab('1.png');
    await preview.waitFor();
    // Close the tab itself: the editor that a command would close depends on the focus.
    await preview.click({ button: 'middle' });
    await preview.waitFor({ state: 'hidden' });

    await gallery.chooseFromMenu(prompt, 'Generate Again');
    await eventually(
      'two image requests',
      async () => (await service.requests()).images.length === 2,
    );
    await eventually('two cards', async () => (await gallery.prompts()).length === 2);
    const { submits } = await service.requests();
    assert.deepEqual(submits[1]?.body, submits[0]?.body);

    await gallery.card(prompt).first().press('Delete');
    await eventually('one card', async () => (await gallery.prompts()).length === 1);
    const library = join(window.storage, 'library');
    for (const folder of ['records', 'images'])
      await eventually(
        `one generation in ${folder}`,
        () => readdirSync(join(library, folder)).length === 1,
      );
  });
});
