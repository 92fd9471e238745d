import assert from 'node:assert/strict';
import { applyEvent } from '../../../src/tasks/transitions.ts';
import { smallRequest, useEngineHarness } from '../support/engineHarness.ts';

describe('TaskEngine.queryTask', () => {
  const { openWindow, waitForEnd, service } = useEngineHarness();
  const provider = { provider: 'octopusx' } as const;
  const reqKey = 'jimeng_t2i_v40';

  it('reports an unknown task after it was heard three times within half a minute', async () => {
    const { engine } = openWindow();
    const task = { taskId: '67fb9e82-126e-4c71-bb16-a3bb3789e3b7', reqKey };
    const startTime = service.driver.clock.now();
    const { run, existingRecord } = await engine.queryTask(provider, smallRequest, task);
    assert.equal(existingRecord, undefined);
    const record = await waitForEnd(run ?? assert.fail());
    assert.equal(record?.failure?.kind, 'unknownTask');
    assert.ok(service.requestsOf('query').length >= 3);
    assert.ok((record.finishedAt ?? 0) - startTime >= 30_000);
  });

  it('queries the task of a failed generation instead of submitting again', async () => {
    const { engine, library } = openWindow();
    const record = await waitForEnd(await engine.start(provider, smallRequest));
    assert.ok(record?.task);
    await library.update(record.id, (record) => ({
      ...record,
      state: 'failed',
      failure: { kind: 'taskFailed' },
      images: [],
    }));
    const { existingRecord, run } = await engine.queryTask(provider, smallRequest, record.task);
    assert.equal(existingRecord?.id, record.id);
    assert.equal((await waitForEnd(run ?? assert.fail()))?.state, 'done');
    assert.equal(service.requestsOf('submit').length, 1);
  });

  it('finds a finished generation and does not run it', async () => {
    const { engine } = openWindow();
    const record = await waitForEnd(await engine.start(provider, smallRequest));
    const task = record?.task ?? assert.fail();
    const queried = await engine.queryTask(provider, smallRequest, task);
    assert.deepEqual(queried, { existingRecord: record });
  });

  it('queries a finished generation again if images were withheld', async () => {
    const { engine, library } = openWindow();
    const { id, task } = (await waitForEnd(await engine.start(provider, smallRequest))) ?? {};
    assert.ok(id !== undefined && task);
    await library.update(id, ({ resultUrls, ...record }) => ({
      ...record,
      images: [],
      withheldCount: 1,
    }));
    const { run } = await engine.queryTask(provider, smallRequest, task);
    const record = await waitForEnd(run ?? assert.fail());
    assert.deepEqual(
      [record?.state, record?.images.length, record?.withheldCount],
      ['done', 1, undefined],
    );
    assert.equal(service.requestsOf('submit').length, 1);
  });

  it('does not confuse the tasks of two providers', async () => {
    const { engine } = openWindow();
    const record = await waitForEnd(await engine.start(provider, smallRequest));
    const task = record?.task ?? assert.fail();
    const { existingRecord, run } = await engine.queryTask(
      { provider: 'deepwl' },
      smallRequest,
      task,
    );
    assert.equal(existingRecord, undefined);
    await waitForEnd(run ?? assert.fail());
  });

  it('does not affect the duration estimate', async () => {
    const { engine, library } = openWindow();
    const { run } = await engine.queryTask(provider, smallRequest, { taskId: 'x', reqKey });
    assert.ok(run);
    const externalRecord = (await library.get(run.id)) ?? assert.fail();
    const event = { type: 'downloading', total: 1, imageUrls: [], readyAfterSeconds: 5 } as const;
    assert.equal(applyEvent(externalRecord, event, 0).readyAfterSeconds, undefined);
    const { isExternal: _, ...internalRecord } = externalRecord;
    assert.equal(applyEvent(internalRecord, event, 0).readyAfterSeconds, 5);
    await waitForEnd(run);
  });
});
