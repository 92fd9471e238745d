import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  estimateFrom,
  expectedSeconds,
  JimengError,
  type Failure,
} from '../../../src/jimeng/index.ts';
import { sampleKeys } from '../../gateway/keys.ts';
import { assertSent, order, useDesk } from '../support/engine.ts';
import { latencyMs } from '../support/gateway.ts';
import { dueTimes } from '../support/generation.ts';

const noKey = () => Promise.reject(new JimengError({ kind: 'noKey' }));

describe('The engine', () => {
  const desk = useDesk();
  const { world, shelf, open, end, untilAsked } = desk;

  for (const provider of ['octopusx', 'deepwl', 'volcengine'] as const) {
    it(`brings a picture of ${provider} into the library`, async () => {
      const { engine, library, told } = open();
      const run = await engine.start({ provider }, order);
      assert.equal((await shelf.open().get(run.id))?.request.prompt, order.prompt);
      const record = await end(run);
      assert.ok(record);
      const { gateway, pace } = world;
      const [pending = 0, ready = 0] = world
        .asked('query')
        .map(({ time }) => time - run.startedAt)
        .slice(-2);
      assert.ok(pending > 0 && pending < latencyMs && ready >= latencyMs);
      assert.deepEqual(record, {
        version: 1,
        id: run.id,
        createdAt: run.startedAt,
        provider,
        request: order,
        state: 'done',
        task: {
          taskId: gateway.tasks()[0]?.taskId,
          reqKey: 'jimeng_t2i_v40',
          submittedAt: run.startedAt,
        },
        expectedAfter: expectedSeconds(estimateFrom([], { width: 1024, height: 1024 })),
        readyAfter: (pending + ready) / 2000,
        addresses: { imageUrls: record.addresses?.imageUrls ?? [], receivedAt: pace.clock.now() },
        images: record.images,
        finishedAt: pace.clock.now(),
      });
      assert.equal(record.addresses.imageUrls.length, 1);
      await assertSent(desk, library, record);
      assert.deepEqual(await shelf.open().get(run.id), record);
      assert.equal(told.at(-1)?.type, 'done');
    });
  }

  it('learns from what earlier ones took when to ask', async () => {
    world.gateway.configure({ latencyMs: 60_000 });
    const { engine } = open();
    const durations: number[] = [];
    for (let n = 0; n < 4; n++) {
      const record = await end(await engine.start({ provider: 'octopusx' }, order));
      durations.push(record?.readyAfter ?? assert.fail());
    }
    const asked = world.asked('query').length;
    const run = await engine.start({ provider: 'octopusx' }, order);
    const record = await end(run);
    const estimate = estimateFrom(durations, { width: 1024, height: 1024 });
    const times = world.asked('query').map(({ time }) => Math.round(time - run.startedAt));
    const latest = times.slice(asked);
    assert.deepEqual(latest, dueTimes(latest.length, estimate));
    assert.equal(record?.expectedAfter, expectedSeconds(estimate));
  });

  it('keeps every picture of a set', async () => {
    const { engine, library } = open();
    const run = await engine.start(
      { provider: 'deepwl' },
      { ...order, prompt: 'set of 3', forceSingle: false },
    );
    const record = await end(run);
    assert.deepEqual(
      record?.images.map(({ file }) => file),
      ['1.jpg', '2.jpg', '3.jpg'],
    );
    await assertSent(desk, library, record);
  });

  it('knows what is under way, and tells when that changes', async () => {
    const { engine } = open();
    const counts: number[] = [];
    engine.onDidChangeRuns(() => counts.push(engine.runs.length));
    const runs = [
      await engine.start({ provider: 'octopusx' }, order),
      await engine.start({ provider: 'octopusx' }, { ...order, prompt: 'a dog' }),
    ];
    assert.deepEqual(engine.runs, runs);
    assert.deepEqual(
      runs.map(({ prompt }) => prompt),
      ['a cat', 'a dog'],
    );
    await Promise.all(runs.map(end));
    assert.deepEqual(counts, [1, 2, 1, 0]);
    assert.deepEqual(await readdir(join(shelf.folder, 'leases')), []);
    assert.equal(world.pace.clock.sleeping, 0);
  });

  const failing: [string, object, Failure['kind']][] = [
    ['a refused prompt', { prompt: 'a forbidden-word' }, 'promptRefused'],
    ['a refused result', { prompt: 'a post-risk' }, 'resultRefused'],
    ['a failed task', { prompt: 'this task-fails' }, 'taskFailed'],
    ['a request with faults', { width: 1, height: 1 }, 'request'],
  ];
  for (const [what, fields, kind] of failing) {
    it(`records ${what}`, async () => {
      const run = await open().engine.start({ provider: 'octopusx' }, { ...order, ...fields });
      const record = await end(run);
      assert.equal(record?.state, 'failed');
      assert.equal(record.failure?.kind, kind);
      assert.equal(record.finishedAt, world.pace.clock.now());
      assert.deepEqual(await shelf.open().get(run.id), record);
    });
  }

  it('records a missing key, and asks nothing', async () => {
    const run = await open({ clientFor: noKey }).engine.start({ provider: 'octopusx' }, order);
    assert.deepEqual((await end(run))?.failure, { kind: 'noKey' });
    assert.equal(world.gateway.requests().length, 0);
  });

  it('records a wrong key and an empty purse', async () => {
    const keys: [string, Failure['kind']][] = [
      ['sk-wrong', 'authentication'],
      [sampleKeys.emptyQuota, 'quota'],
    ];
    for (const [key, kind] of keys) {
      const { engine } = open({
        clientFor: ({ provider }) => Promise.resolve(world.clientFor(provider, key)),
      });
      const record = await end(await engine.start({ provider: 'octopusx' }, order));
      assert.equal(record?.failure?.kind, kind);
      assert.ok(!JSON.stringify(record).includes(key));
    }
  });

  it('records that the time is over', async () => {
    world.gateway.configure({ latencyMs: 100_000 });
    const run = await open({ timeout: () => 30 }).engine.start({ provider: 'octopusx' }, order);
    assert.deepEqual((await end(run))?.failure, { kind: 'timeout', seconds: 30 });
  });

  it('asks nothing where the record cannot be written', async () => {
    const { engine } = open();
    shelf.disk.faults = (name) => (name === 'write' ? 'ENOSPC' : undefined);
    await assert.rejects(engine.start({ provider: 'octopusx' }, order), {
      failure: { kind: 'save', code: 'ENOSPC' },
    });
    assert.deepEqual(engine.runs, []);
    assert.equal(world.gateway.requests().length, 0);
  });

  it('asks nothing where the record cannot say that it is about to', async () => {
    const { engine } = open();
    let writes = 0;
    shelf.disk.faults = (name, path) =>
      name === 'write' && path.includes('records') && ++writes > 1 ? 'ENOSPC' : undefined;
    const record = await end(await engine.start({ provider: 'octopusx' }, order));
    assert.deepEqual(record?.failure, { kind: 'save', code: 'ENOSPC' });
    assert.equal(world.gateway.requests().length, 0);
  });

  it('records that a picture could not be kept, and keeps it on the second try', async () => {
    const { engine, library } = open();
    shelf.disk.faults = (name, path) =>
      name === 'write' && path.includes('images') ? 'ENOSPC' : undefined;
    const run = await engine.start({ provider: 'octopusx' }, order);
    assert.deepEqual((await end(run))?.failure, { kind: 'save', code: 'ENOSPC' });
    shelf.disk.faults = () => undefined;
    const again = await engine.retry(run.id);
    const record = await end(again ?? assert.fail());
    assert.equal(record?.state, 'done');
    await assertSent(desk, library, record);
    assert.equal(world.asked('submit').length, 1);
  });

  describe('cancels', () => {
    it('while the service works, and asks nothing more', async () => {
      const { engine } = open();
      const run = await engine.start({ provider: 'octopusx' }, order);
      await untilAsked('query', 1);
      await engine.cancel(run.id);
      const record = await run.finished;
      const failure = { kind: 'cancelled', maybeBilled: true };
      assert.deepEqual([record?.state, record?.failure], ['failed', failure]);
      assert.ok(record?.task);
      assert.equal(world.asked('query').length, 1);
    });

    it('while it waits for its turn, and submits nothing', async () => {
      const { engine } = open({ maxConcurrentTasks: () => 1 });
      const first = await engine.start({ provider: 'octopusx' }, order);
      const second = await engine.start({ provider: 'octopusx' }, order);
      await engine.cancel(second.id);
      assert.deepEqual((await second.finished)?.failure, { kind: 'cancelled' });
      assert.equal((await end(first))?.state, 'done');
      assert.equal(world.asked('submit').length, 1);
    });

    it('what does not run without a word', async () => {
      await open().engine.cancel('20260101T000000000-00000000');
    });
  });

  describe('when a generation is deleted', () => {
    it('while the service works, follows it no longer', async () => {
      const { engine, library } = open();
      const run = await engine.start({ provider: 'octopusx' }, order);
      await untilAsked('query', 1);
      const now = world.pace.clock.now();
      await library.remove(run.id);
      await world.pace.rest();
      assert.deepEqual(engine.runs, []);
      assert.equal(await run.finished, undefined);
      assert.equal(world.pace.clock.now(), now);
      assert.equal(world.asked('query').length, 1);
      assert.deepEqual(await readdir(join(shelf.folder, 'leases')), []);
    });

    it('while it waits for its turn, never submits it', async () => {
      const { engine, library } = open({ maxConcurrentTasks: () => 1 });
      const first = await engine.start({ provider: 'octopusx' }, order);
      const second = await engine.start({ provider: 'octopusx' }, order);
      await library.remove(second.id);
      assert.equal((await end(first))?.state, 'done');
      assert.equal(await end(second), undefined);
      assert.equal(world.asked('submit').length, 1);
    });

    it('by another window just before it is submitted, never submits it', async () => {
      // The news of it does not arrive.
      shelf.disk.faults = (name) => (name === 'watch' ? 'ENOSPC' : undefined);
      const other = open();
      const { engine } = open({
        clientFor: async ({ provider }) => {
          const [file = ''] = await readdir(join(shelf.folder, 'records'));
          await other.library.remove(basename(file, '.json'));
          return world.clientFor(provider);
        },
      });
      assert.equal(await end(await engine.start({ provider: 'octopusx' }, order)), undefined);
      assert.equal(world.asked('submit').length, 0);
    });

    it('leaves no picture behind', async () => {
      const { engine, library } = open();
      const run = await engine.start({ provider: 'octopusx' }, order);
      world.gateway.configure({ faults: [{ on: 'picture', status: 500 }] });
      await untilAsked('picture', 1);
      await library.remove(run.id);
      assert.equal(await end(run), undefined);
      assert.deepEqual(await readdir(join(shelf.folder, 'images')).catch(() => []), []);
    });
  });
});
