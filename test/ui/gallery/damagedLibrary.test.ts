import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { eventually } from '../driver/index.ts';
import { useSimulatedService } from '../support/simulatedService.ts';
import { fillLibrary, recordFile } from '../support/libraryFixture.ts';

describe('Gallery with a damaged library', () => {
  const service = useSimulatedService(200);

  it('shows all valid generations and reports the rest once', async () => {
    const prompts = ['valid', 'without its image', 'also valid', 'incomplete', 'the last'];
    let incompleteFile = '';
    const window = await service.open({
      fillStorage: async (storage) => {
        await fillLibrary(
          { storage },
          prompts.map((prompt) => ({ request: { prompt } })),
        );
        incompleteFile = recordFile({ storage }, 'incomplete');
        writeFileSync(incompleteFile, readFileSync(incompleteFile, 'utf8').slice(0, 100));
        const { id } = JSON.parse(
          readFileSync(recordFile({ storage }, 'without its image'), 'utf8'),
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
    const validPrompts = prompts.filter((prompt) => prompt !== 'incomplete');
    for (const prompt of validPrompts) await gallery.card(prompt).waitFor();
    assert.deepEqual(await gallery.prompts(), validPrompts);
    for (const prompt of validPrompts.filter((prompt) => prompt !== 'without its image')) {
      await gallery.waitForImage(prompt);
    }
    const missing = gallery.card('without its image');
    await missing.getByText('The image file is missing.').waitFor();
    const warning = window.notification("moved to its 'quarantine' folder");
    await warning.waitFor();
    assert.equal(await warning.count(), 1);

    const library = join(window.storage, 'library');
    // The names of records come first; all files are read after the first screen.
    await eventually('both invalid files in quarantine', () => {
      const names = readdirSync(join(library, 'quarantine')).sort();
      return names.join() === [basename(incompleteFile), 'holiday.json'].join();
    });
    assert.equal(readFileSync(join(library, 'records/notes.txt'), 'utf8'), 'mine');

    await gallery.pressKey('without its image', 'ControlOrMeta+Enter');
    await window.notification('The image file is missing from the library.').waitFor();

    await window.reload();
    gallery = await window.gallery();
    await gallery.waitForImage('the last');
    assert.deepEqual(await gallery.prompts(), validPrompts);
    assert.equal(await warning.count(), 0);
  });
});
