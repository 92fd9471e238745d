import assert from 'node:assert/strict';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { createTemporaryFolder } from '../../../scripts/tools/cleanup.ts';
import { createId } from '../../../src/library/record.ts';
import { createBlackPng } from '../../gateway/images/hugePng.ts';
import { useSimulatedService } from '../support/simulatedService.ts';
import { assertNoLinks, commandLink } from './links.ts';
import { assertQuiet } from './quiet.ts';

describe('An archive of somebody else', () => {
  const service = useSimulatedService(500);

  it('brings its images and nothing else', async () => {
    const { origins } = service.gateway;
    const png = createBlackPng(64, 64);
    const archive: Record<string, Uint8Array> = {};
    const add = (fields: object) => {
      const createdAt = Date.UTC(2026, 0, 1) + Object.keys(archive).length;
      const id = createId(createdAt, Math.random);
      const image = { file: '1.png', mimeType: 'image/png', width: 64, height: 64 };
      const record = {
        version: 1,
        id,
        createdAt,
        provider: 'octopusx',
        state: 'done',
        request: { model: commandLink, prompt: `An image ${commandLink}` },
        images: [{ ...image, bytes: png.length }],
        ...fields,
      };
      archive[`records/${id}.json`] = Buffer.from(JSON.stringify(record));
      archive[`images/${id}/1.png`] = png;
    };
    const customProvider = {
      baseUrl: origins.custom,
      path: '/jimeng/',
      model: 'jimeng-4.0',
      auth: 'bearer',
    };
    const foreign = {
      provider: 'custom',
      customProvider,
      task: { taskId: '7', reqKey: 'jimeng_t2i_v40', submittedAt: Date.now() },
      resultUrls: { imageUrls: [`${origins.mirror}/1.image`], receivedAt: Date.now() },
    };
    add(foreign);
    add({ ...foreign, state: 'queued', request: { model: 'x', prompt: 'Queued' }, images: [] });
    add({
      ...foreign,
      state: 'generating',
      request: { model: 'x', prompt: 'Running' },
      images: [],
    });
    add({
      ...foreign,
      state: 'failed',
      request: { model: 'x', prompt: 'Failed' },
      images: [],
      failure: { kind: 'service', httpStatus: 500, message: commandLink },
    });
    add({ createdAt: 1e300, finishedAt: 1e300, request: { model: 'x', prompt: 'Never' } });
    archive['images/../../../outside.png'] = png;
    const file = join(createTemporaryFolder('jimeng-archive'), 'library.zip');
    writeFileSync(file, zipSync(archive));

    const window = await service.open();
    await window.runCommand('Jimeng: Library: Import…');
    await window.quickInput.choosePath('Import Library', file);
    await window.notification(/Imported \d/).waitFor();
    await assertNoLinks(window);
    await window.runCommand('Jimeng: Open Gallery');
    for (const moment of ['after the import', 'after a reload']) {
      const gallery = await window.gallery();
      const prompt = `An image ${commandLink}`;
      await gallery.waitForImage(prompt);
      await gallery.card(prompt).focus();
      await window.page.keyboard.press('Space');
      await gallery.frame.getByRole('dialog', { name: prompt, exact: true }).waitFor();
      await assertNoLinks(window);
      await window.page.keyboard.press('Escape');
      await assertQuiet(window, service, moment);
      if (moment === 'after the import') await window.reload();
    }

    const records = globSync(join(window.storage, 'library/records/*.json'));
    assert.ok(records.length > 0);
    for (const record of records) {
      const text = readFileSync(record, 'utf8');
      for (const word of [origins.custom, origins.mirror, 'taskId', 'failure'])
        assert.ok(!text.includes(word), `${word}: ${text}`);
    }
    assert.deepEqual(globSync(join(window.storage, '../**/outside.png')), []);
  });
});
