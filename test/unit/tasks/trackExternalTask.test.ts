import assert from 'node:assert/strict';
import { applyEvent } from '../../../src/tasks/transitions.ts';
import { smallRequest, useEngineHarness } from '../support/engineHarness.ts';

describe('TaskEngine.trackExternalTask', () => {
  const { openWindow, waitForEnd, service } = useEngineHarness();
  const reqKey = 'jimeng_t2i_v40';

  it('reports an unknown task at once', async () => {
    const { engine } = openWindow();
    const task = { taskId: '67fb9e82-126e-4c71-bb16-a3bb3789e3b7', reqKey };
    const startTime = service.driver.clock.now();
    const record = await waitForEnd(
      await engine.trackExternalTask({ provider: 'octopusx' }, smallRequest, task),
    );
    assert.equal(record?.failure?.kind, 'unknownTask');
    assert.equal(record.finishedAt, startTime);
    assert.equal(service.requestsOf('query').length, 1);
  });

  it('does not affect the duration estimate', async () => {
    const { engine, library } = openWindow();
    const run = await engine.trackExternalTask({ provider: 'octopusx' }, smallRequest, {
      taskId: 'x',
      reqKey,
    });
    const externalRecord = (await library.get(run.id)) ?? assert.fail();
    const event = { type: 'downloading', total: 1, imageUrls: [], readyAfterSeconds: 5 } as const;
    assert.equal(applyEvent(externalRecord, event, 0).readyAfterSeconds, undefined);
    const { isExternal: _, ...internalRecord } = externalRecord;
    assert.equal(applyEvent(internalRecord, event, 0).readyAfterSeconds, 5);
    await waitForEnd(run);
  });
});
