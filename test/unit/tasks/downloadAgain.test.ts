import assert from 'node:assert/strict';
import { readFile, truncate } from 'node:fs/promises';
import { smallRequest, useEngineHarness } from '../support/engineHarness.ts';

describe('TaskEngine.downloadAgain', () => {
  const { openWindow, waitForEnd, service } = useEngineHarness();

  /** Generates an image and cuts its file. */
  async function generateDamaged() {
    const { engine, library } = openWindow();
    const record = await waitForEnd(await engine.start({ provider: 'octopusx' }, smallRequest));
    const [image] = record?.images ?? [];
    assert.ok(record && image);
    const path = library.getImagePath(record.id, image);
    const original = await readFile(path);
    await truncate(path, 1000);
    return { engine, library, id: record.id, file: image.file, path, original };
  }

  it('replaces the file, without a submit', async () => {
    const { engine, id, file, path, original } = await generateDamaged();
    const record = await waitForEnd((await engine.downloadAgain(id, file)) ?? assert.fail());
    assert.deepEqual([record?.state, record?.replacedFile], ['done', undefined]);
    assert.deepEqual(await readFile(path), original);
    assert.equal(service.requestsOf('submit').length, 1);
  });

  it('is repeated by Retry if it has failed', async () => {
    const { engine, id, file, path, original } = await generateDamaged();
    service.gateway.configure({ faults: [{ on: 'image', status: 500, times: 100 }] });
    const failed = await waitForEnd((await engine.downloadAgain(id, file)) ?? assert.fail());
    assert.deepEqual([failed?.state, failed?.images.length], ['failed', 1]);
    service.gateway.configure({ faults: [] });
    const record = await waitForEnd((await engine.retry(id)) ?? assert.fail());
    assert.deepEqual([record?.state, record?.replacedFile], ['done', undefined]);
    assert.deepEqual(await readFile(path), original);
  });
});
