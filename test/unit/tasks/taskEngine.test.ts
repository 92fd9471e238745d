import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  estimateDuration,
  getExpectedSeconds,
  JimengError,
  type Failure,
} from '../../../src/jimeng/index.ts';
import { estimateFinish } from '../../../src/jimeng/polling/estimate.ts';
import type { TaskEngine } from '../../../src/tasks/taskEngine.ts';
import { sampleKeys } from '../../gateway/services/bearerKeys.ts';
import { assertImagesAsSent, smallRequest, useEngineHarness } from '../support/engineHarness.ts';
import { latencyMs } from '../support/serviceHarness.ts';
import { queryTimesMs } from '../support/generation.ts';

const rejectWithNoKey = () => Promise.reject(new JimengError({ kind: 'noKey' }));

describe('TaskEngine', () => {
  const harness = useEngineHarness();
  const { service, fixture, openWindow, waitForEnd, waitForRequests } = harness;

  for (const provider of ['octopusx', 'deepwl', 'volcengine'] as const) {
    it(`saves an image of ${provider} in the library`, async () => {
      const { engine, library, events } = openWindow();
      const run = await engine.start({ provider }, smallRequest);
      assert.equal((await fixture.openLibrary().get(run.id))?.request.prompt, smallRequest.prompt);
      const record = await waitForEnd(run);
      assert.ok(record);
      const { gateway, driver } = service;
      const [pending = 0, ready = 0] = service
        .requestsOf('query')
        .map(({ time }) => time - run.startedAt)
        .slice(-2);
      assert.ok(pending > 0 && pending < latencyMs && ready >= latencyMs);
      const estimate = estimateDuration([], { width: 1024, height: 1024 });
      assert.deepEqual(record, {
        version: 1,
        id: run.id,
        createdAt: run.startedAt,
        provider,
        request: smallRequest,
        state: 'done',
        task: {
          taskId: gateway.tasks()[0]?.taskId,
          reqKey: 'jimeng_t2i_v40',
          submittedAt: run.startedAt,
        },
        readyAfterSeconds: estimateFinish(estimate, pending / 1000, ready / 1000),
        resultUrls: {
          imageUrls: record.resultUrls?.imageUrls ?? [],
          receivedAt: driver.clock.now(),
        },
        images: record.images,
        finishedAt: driver.clock.now(),
      });
      assert.equal(record.resultUrls.imageUrls.length, 1);
      await assertImagesAsSent(harness, library, record);
      assert.deepEqual(await fixture.openLibrary().get(run.id), record);
      assert.equal(events.at(-1)?.type, 'done');
    });
  }

  it('learns when to query from earlier durations', async () => {
    service.gateway.configure({ latencyMs: 60_000 });
    const { engine } = openWindow();
    const durations: number[] = [];
    for (let n = 0; n < 4; n++) {
      const record = await waitForEnd(await engine.start({ provider: 'octopusx' }, smallRequest));
      durations.push(record?.readyAfterSeconds ?? assert.fail());
    }
    const queryCount = service.requestsOf('query').length;
    const run = await engine.start({ provider: 'octopusx' }, smallRequest);
    const record = await waitForEnd(run);
    const estimate = estimateDuration(durations, { width: 1024, height: 1024 });
    const times = service.requestsOf('query').map(({ time }) => Math.round(time - run.startedAt));
    const latestTimes = times.slice(queryCount);
    assert.deepEqual(latestTimes, queryTimesMs(latestTimes.length, estimate));
    assert.equal(record?.expectedAfterSeconds, getExpectedSeconds(estimate));
  });

  it('saves every image of a set', async () => {
    const { engine, library } = openWindow();
    const run = await engine.start(
      { provider: 'deepwl' },
      { ...smallRequest, prompt: 'set of 3', forceSingle: false },
    );
    const record = await waitForEnd(run);
    assert.deepEqual(
      record?.images.map(({ file }) => file),
      ['1.jpg', '2.jpg', '3.jpg'],
    );
    await assertImagesAsSent(harness, library, record);
  });

  it('lists its runs and fires when they change', async () => {
    const { engine } = openWindow();
    const counts: number[] = [];
    engine.onDidChangeRuns(() => counts.push(engine.runs.length));
    const runs = [
      await engine.start({ provider: 'octopusx' }, smallRequest),
      await engine.start({ provider: 'octopusx' }, { ...smallRequest, prompt: 'a dog' }),
    ];
    assert.deepEqual(engine.runs, runs);
    assert.deepEqual(
      runs.map(({ prompt }) => prompt),
      ['a cat', 'a dog'],
    );
    await Promise.all(runs.map(waitForEnd));
    assert.deepEqual(counts, [1, 2, 1, 0]);
    assert.deepEqual(await readdir(join(fixture.folder, 'leases')), []);
    assert.equal(service.driver.clock.sleeperCount, 0);
  });

  const failureCases: [string, object, Failure['kind']][] = [
    ['a rejected prompt', { prompt: 'a forbidden-word' }, 'promptRefused'],
    ['a blocked result', { prompt: 'a post-risk' }, 'resultRefused'],
    ['a failed task', { prompt: 'this task-fails' }, 'taskFailed'],
    ['an invalid request', { width: 1, height: 1 }, 'request'],
  ];
  for (const [description, fields, kind] of failureCases) {
    it(`records ${description}`, async () => {
      const run = await openWindow().engine.start(
        { provider: 'octopusx' },
        { ...smallRequest, ...fields },
      );
      const record = await waitForEnd(run);
      assert.equal(record?.state, 'failed');
      assert.equal(record.failure?.kind, kind);
      assert.equal(record.finishedAt, service.driver.clock.now());
      assert.deepEqual(await fixture.openLibrary().get(run.id), record);
    });
  }

  it('records a missing key and sends nothing', async () => {
    const run = await openWindow({ getClient: rejectWithNoKey }).engine.start(
      { provider: 'octopusx' },
      smallRequest,
    );
    assert.deepEqual((await waitForEnd(run))?.failure, { kind: 'noKey' });
    assert.equal(service.gateway.requests().length, 0);
  });

  it('records a wrong key and an empty quota', async () => {
    const keys: [string, Failure['kind']][] = [
      ['sk-wrong', 'authentication'],
      [sampleKeys.emptyQuota, 'quota'],
    ];
    for (const [key, kind] of keys) {
      const { engine } = openWindow({
        getClient: ({ provider }) => Promise.resolve(service.clientFor(provider, key)),
      });
      const record = await waitForEnd(await engine.start({ provider: 'octopusx' }, smallRequest));
      assert.equal(record?.failure?.kind, kind);
      assert.ok(!JSON.stringify(record).includes(key));
    }
  });

  it('records a timeout', async () => {
    service.gateway.configure({ latencyMs: 100_000 });
    const run = await openWindow({ getTimeoutSeconds: () => 30 }).engine.start(
      { provider: 'octopusx' },
      smallRequest,
    );
    assert.deepEqual((await waitForEnd(run))?.failure, { kind: 'timeout', seconds: 30 });
  });

  it('sends nothing if the record cannot be written', async () => {
    const { engine } = openWindow();
    fixture.disk.faultFor = (name) => (name === 'write' ? 'ENOSPC' : undefined);
    const starting = engine.start({ provider: 'octopusx' }, smallRequest);
    await assert.rejects(service.driver.waitFor(starting), {
      failure: { kind: 'save', code: 'ENOSPC' },
    });
    assert.deepEqual(engine.runs, []);
    assert.equal(service.gateway.requests().length, 0);
  });

  it('sends nothing if the record cannot be marked as submitting', async () => {
    const { engine } = openWindow();
    let writes = 0;
    fixture.disk.faultFor = (name, path) =>
      name === 'write' && path.includes('records') && ++writes > 1 ? 'ENOSPC' : undefined;
    const record = await waitForEnd(await engine.start({ provider: 'octopusx' }, smallRequest));
    assert.deepEqual(record?.failure, { kind: 'save', code: 'ENOSPC' });
    assert.equal(service.gateway.requests().length, 0);
  });

  const unwritten = {
    'failed to write': async () => Promise.resolve(),
    'was canceled': (engine: TaskEngine, id: string) => engine.cancel(id),
  };
  for (const [description, end] of Object.entries(unwritten)) {
    it(`does not submit by itself what ${description}, even if that could not be written`, async () => {
      const { engine, library } = openWindow();
      const run = await engine.start({ provider: 'octopusx' }, smallRequest);
      fixture.disk.faultFor = (name, path) =>
        /^(write|open)$/.test(name) && path.includes('records') ? 'ENOSPC' : undefined;
      await end(engine, run.id);
      const failure = (await waitForEnd(run))?.failure;
      assert.ok(failure);
      fixture.disk.faultFor = () => undefined;
      void engine.resumePending();
      await service.driver.waitFor(service.driver.clock.sleep(60_000));
      const record = await library.get(run.id);
      assert.deepEqual([record?.state, record?.failure], ['failed', failure]);
      assert.equal(service.requestsOf('submit').length, 0);
      const retried = await waitForEnd((await engine.retry(run.id)) ?? assert.fail());
      assert.equal(retried?.state, 'done');
      assert.equal(service.requestsOf('submit').length, 1);
    });
  }

  it('records that an image could not be saved and saves it on retry', async () => {
    const { engine, library } = openWindow();
    fixture.disk.faultFor = (name, path) =>
      name === 'write' && path.includes('images') ? 'ENOSPC' : undefined;
    const run = await engine.start({ provider: 'octopusx' }, smallRequest);
    assert.deepEqual((await waitForEnd(run))?.failure, { kind: 'save', code: 'ENOSPC' });
    fixture.disk.faultFor = () => undefined;
    const retriedRun = await engine.retry(run.id);
    const record = await waitForEnd(retriedRun ?? assert.fail());
    assert.equal(record?.state, 'done');
    await assertImagesAsSent(harness, library, record);
    assert.equal(service.requestsOf('submit').length, 1);
  });

  describe('cancels', () => {
    it('while the service is working and stops querying', async () => {
      const { engine } = openWindow();
      const run = await engine.start({ provider: 'octopusx' }, smallRequest);
      await waitForRequests('query', 1);
      await engine.cancel(run.id);
      const record = await run.finished;
      const failure = { kind: 'canceled', maybeBilled: true };
      assert.deepEqual([record?.state, record?.failure], ['failed', failure]);
      assert.ok(record?.task);
      assert.equal(service.requestsOf('query').length, 1);
    });

    it('while the run is queued and submits nothing', async () => {
      const { engine } = openWindow({ maxConcurrentTasks: () => 1 });
      const first = await engine.start({ provider: 'octopusx' }, smallRequest);
      const second = await engine.start({ provider: 'octopusx' }, smallRequest);
      await engine.cancel(second.id);
      assert.deepEqual((await second.finished)?.failure, { kind: 'canceled' });
      assert.equal((await waitForEnd(first))?.state, 'done');
      assert.equal(service.requestsOf('submit').length, 1);
    });

    it('silently if nothing is running', async () => {
      await openWindow().engine.cancel('20260101T000000000-00000000');
    });
  });

  describe('when a generation is deleted', () => {
    it('stops polling while the service is working', async () => {
      const { engine, library } = openWindow();
      const run = await engine.start({ provider: 'octopusx' }, smallRequest);
      await waitForRequests('query', 1);
      const now = service.driver.clock.now();
      await library.remove(run.id);
      await service.driver.waitUntilIdle();
      assert.deepEqual(engine.runs, []);
      assert.equal(await run.finished, undefined);
      assert.equal(service.driver.clock.now(), now);
      assert.equal(service.requestsOf('query').length, 1);
      assert.deepEqual(await readdir(join(fixture.folder, 'leases')), []);
    });

    it('never submits it while it is queued', async () => {
      const { engine, library } = openWindow({ maxConcurrentTasks: () => 1 });
      const first = await engine.start({ provider: 'octopusx' }, smallRequest);
      const second = await engine.start({ provider: 'octopusx' }, smallRequest);
      await library.remove(second.id);
      assert.equal((await waitForEnd(first))?.state, 'done');
      assert.equal(await waitForEnd(second), undefined);
      assert.equal(service.requestsOf('submit').length, 1);
    });

    it('never submits it if another window deleted it just before', async () => {
      // Changes of other windows are not reported.
      fixture.disk.faultFor = (name) => (name === 'watch' ? 'ENOSPC' : undefined);
      const other = openWindow();
      const { engine } = openWindow({
        getClient: async ({ provider }) => {
          const [file = ''] = await readdir(join(fixture.folder, 'records'));
          await other.library.remove(basename(file, '.json'));
          return service.clientFor(provider);
        },
      });
      assert.equal(
        await waitForEnd(await engine.start({ provider: 'octopusx' }, smallRequest)),
        undefined,
      );
      assert.equal(service.requestsOf('submit').length, 0);
    });

    it('leaves no image behind', async () => {
      const { engine, library } = openWindow();
      const run = await engine.start({ provider: 'octopusx' }, smallRequest);
      service.gateway.configure({ faults: [{ on: 'image', status: 500 }] });
      await waitForRequests('image', 1);
      await library.remove(run.id);
      assert.equal(await waitForEnd(run), undefined);
      assert.deepEqual(await readdir(join(fixture.folder, 'images')).catch(() => []), []);
    });
  });
});
