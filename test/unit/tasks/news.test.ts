import assert from 'node:assert/strict';
import type { GenerationRecord } from '../../../src/library/record.ts';
import { order, useDesk } from '../support/engine.ts';

describe('What a run failed with before', () => {
  const { shelf, open, end, world } = useDesk();
  const request = { ...order, prompt: 'a cat nobody waits for' };
  const failure = { kind: 'timeout', seconds: 10 } as const;

  /** A generation whose pictures may still be had. */
  async function failed(): Promise<GenerationRecord> {
    const library = shelf.open();
    const submittedAt = world.pace.clock.now();
    const task = { taskId: 'unknown', reqKey: 'jimeng_t2i_v40', submittedAt };
    const { record, lease } = await library.create({ provider: 'octopusx', request }, task);
    const changed = await library.update(record.id, (record) => {
      return { ...record, state: 'failed', failure };
    });
    await lease.release();
    return changed ?? assert.fail();
  }

  it('is known of one that is taken up unasked, so that the same is no news', async () => {
    const { id } = await failed();
    const { engine } = open();
    void engine.takeUp();
    await world.pace.untilTrue(() => engine.runs.length > 0);
    const [run] = engine.runs;
    assert.ok(run);
    assert.deepEqual([run.id, run.earlierFailure], [id, failure]);
    await end(run);
  });

  it('is not of one that a user tries again, who waits for the answer', async () => {
    const { id } = await failed();
    const run = await open().engine.retry(id);
    assert.ok(run);
    assert.equal(run.earlierFailure, undefined);
    await end(run);
  });
});
