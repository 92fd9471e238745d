import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { simulatedService } from './support/service.ts';
import { fillLibrary, recordFile } from './support/shelf.ts';

describe('a library in which not all is well', () => {
  const service = simulatedService(200);

  it('shows all that can be shown, and says once what cannot', async () => {
    const prompts = ['a whole one', 'without its picture', 'another whole one', 'torn', 'the last'];
    let torn = '';
    const window = await service.open({
      fill: async (storage) => {
        await fillLibrary(
          { storage },
          prompts.map((prompt) => ({ request: { prompt } })),
        );
        torn = recordFile({ storage }, 'torn');
        writeFileSync(torn, readFileSync(torn, 'utf8').slice(0, 100));
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
    const shown = prompts.filter((prompt) => prompt !== 'torn');
    for (const prompt of shown) await gallery.card(prompt).waitFor();
    assert.deepEqual(await gallery.prompts(), shown);
    for (const prompt of shown.filter((prompt) => prompt !== 'without its picture')) {
      await gallery.picture(prompt);
    }
    const missing = gallery.card('without its picture');
    await missing.getByText('The image file is missing.').waitFor();
    const told = window.notification("moved to its 'set-aside' folder");
    await told.waitFor();
    assert.equal(await told.count(), 1);

    const library = join(window.storage, 'library');
    assert.deepEqual(readdirSync(join(library, 'set-aside')).sort(), [
      basename(torn),
      'holiday.json',
    ]);
    assert.equal(readFileSync(join(library, 'records/notes.txt'), 'utf8'), 'mine');

    await gallery.pressKey('without its picture', 'ControlOrMeta+Enter');
    await window.notification('The image file is missing from the library.').waitFor();

    await window.reload();
    gallery = await window.gallery();
    await gallery.picture('the last');
    assert.deepEqual(await gallery.prompts(), shown);
    assert.equal(await told.count(), 0);
  });
});
