import assert from 'node:assert/strict';
import { afterEvent } from '../../../src/tasks/transitions.ts';
import { order, useDesk } from '../support/engine.ts';

describe('A task that was submitted elsewhere', () => {
  const { open, end, world } = useDesk();
  const reqKey = 'jimeng_t2i_v40';

  it('is told to be unknown at once: it cannot be too new', async () => {
    const { engine } = open();
    const task = { taskId: '67fb9e82-126e-4c71-bb16-a3bb3789e3b7', reqKey };
    const begun = world.pace.clock.now();
    const record = await end(await engine.adopt({ provider: 'octopusx' }, order, task));
    assert.equal(record?.failure?.kind, 'unknownTask');
    assert.equal(record.finishedAt, begun);
    assert.equal(world.asked('query').length, 1);
  });

  it('teaches nothing about how long tasks take', async () => {
    const { engine, library } = open();
    const run = await engine.adopt({ provider: 'octopusx' }, order, { taskId: 'x', reqKey });
    const adopted = (await library.get(run.id)) ?? assert.fail();
    const event = { type: 'downloading', total: 1, imageUrls: [], readyAfter: 5 } as const;
    assert.equal(afterEvent(adopted, event, 0).readyAfter, undefined);
    const { adopted: _, ...own } = adopted;
    assert.equal(afterEvent(own, event, 0).readyAfter, 5);
    await end(run);
  });
});
