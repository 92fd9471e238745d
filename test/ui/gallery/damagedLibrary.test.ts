import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { useSimulatedService } from '../support/simulatedService.ts';
import { fillLibrary, recordFile } from '../support/libraryFixture.ts';

describe('Gallery with a damaged library', () => {
  const service = useSimulatedService(200);

  it('shows all valid generations and reports the rest once', async () => {
    const prompts = ['a whole one', 'without its picture', 'another whole one', 'torn', 'the last'];
    let tornFile = '';
    const window = await service.open({
      fillStorage: async (storage) => {
        await fillLibrary(
          { storage },
          prompts.map((prompt) => ({ request: { prompt } })),
        );
        tornFile = recordFile({ storage }, 'torn');
        writeFileSync(tornFile, readFileSync(tornFile, 'utf8').slice(0, 100));
        const { id } = JSON.parse(
          readFileSync(recordFile({ storage }, 'without its picture'), 'utf8'),
        ) as { id: string };
        rmSync(join(storage, 'library/images', id, '1.png'));
        const records = join(storage, 'library/records');
        writeFileSync(join(records, 'holiday.json'), '{"sun": true}');
        writeFileSync(join(records, 'notes.txt'), 'mine');
      },
    });
    await window.editor.open('README.md');
    await window.runCommand('Jimeng: Open Gallery');
    let gallery = await window.gallery();
    const validPrompts = prompts.filter((prompt) => prompt !== 'torn');
    for (const prompt of validPrompts) await gallery.card(prompt).waitFor();
    assert.deepEqual(await gallery.prompts(), validPrompts);
    for (const prompt of validPrompts.filter((prompt) => prompt !== 'without its picture')) {
      await gallery.waitForImage(prompt);
    }
    const missing = gallery.card('without its picture');
    await missing.getByText('The image file is missing.').waitFor();
    const warning = window.notification("moved to its 'quarantine' folder");
    await warning.waitFor();
    assert.equal(await warning.count(), 1);

    const library = join(window.storage, 'library');
    assert.deepEqual(readdirSync(join(library, 'quarantine')).sort(), [
      basename(tornFile),
      'holiday.json',
    ]);
    assert.equal(readFileSync(join(library, 'records/notes.txt'), 'utf8'), 'mine');

    await gallery.pressKey('without its picture', 'ControlOrMeta+Enter');
    await window.notification('The image file is missing from the library.').waitFor();

    await window.reload();
    gallery = await window.gallery();
    await gallery.waitForImage('the last');
    assert.deepEqual(await gallery.prompts(), validPrompts);
    assert.equal(await warning.count(), 0);
  });
});
