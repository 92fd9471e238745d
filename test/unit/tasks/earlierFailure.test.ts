import assert from 'node:assert/strict';
import type { GenerationRecord } from '../../../src/library/record.ts';
import { smallRequest, useEngineHarness } from '../support/engineHarness.ts';

describe('Run.earlierFailure', () => {
  const { fixture, openWindow, startHere, waitForEnd, service } = useEngineHarness();
  const request = { ...smallRequest, prompt: 'an abandoned cat' };
  const failure = { kind: 'timeout', seconds: 10 } as const;

  /** Creates a failed generation whose images can still be downloaded. */
  async function createFailed(): Promise<GenerationRecord> {
    const library = fixture.openLibrary();
    const submittedAt = service.driver.clock.now();
    const task = { taskId: 'unknown', reqKey: 'jimeng_t2i_v40', submittedAt };
    const { record, lease } = await library.create(
      { provider: 'octopusx', request },
      { task, beforeWrite: startHere },
    );
    const changed = await library.update(record.id, (record) => {
      return { ...record, state: 'failed', failure };
    });
    await lease.suspend();
    return changed ?? assert.fail();
  }

  it('is set if the run was resumed automatically', async () => {
    const { id } = await createFailed();
    const { engine } = openWindow();
    void engine.resumePending();
    await service.driver.waitUntil(() => engine.runs.length > 0);
    const [run] = engine.runs;
    assert.ok(run);
    assert.deepEqual([run.id, run.earlierFailure], [id, failure]);
    await waitForEnd(run);
  });

  it('is not set if the user retried', async () => {
    const { id } = await createFailed();
    const run = await openWindow().engine.retry(id);
    assert.ok(run);
    assert.equal(run.earlierFailure, undefined);
    await waitForEnd(run);
  });
});
