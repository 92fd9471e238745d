import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Run } from '../../../src/tasks/engine.ts';
import { order, useDesk, type Window } from '../support/engine.ts';

const cancelled = { kind: 'cancelled', maybeBilled: true };

describe('Cancel', () => {
  const desk = useDesk();
  const { world, shelf, open, end, untilAsked } = desk;
  const leases = () => readdir(join(shelf.folder, 'leases'));
  const wordFor = (id: string) => join(shelf.folder, 'leases', `${id}.cancel`);
  const pass = (ms: number) => world.pace.until(world.pace.clock.sleep(ms));

  /** A generation that one window follows, beside a window that does not. */
  async function followed(): Promise<{ here: Window; there: Window; run: Run }> {
    const [here, there] = [open(), open()];
    void there.engine.takeUp();
    const run = await there.engine.start({ provider: 'octopusx' }, order);
    await untilAsked('query', 1);
    return { here, there, run };
  }

  it('in another window ends the run where it is', async () => {
    const { here, there, run } = await followed();
    const now = world.pace.clock.now();
    await here.engine.cancel(run.id);
    const record = await run.finished;
    assert.deepEqual([record?.state, record?.failure], ['failed', cancelled]);
    assert.equal(world.pace.clock.now(), now);
    assert.deepEqual(there.engine.runs, []);
    assert.deepEqual(there.told.at(-1), { type: 'failed', failure: { kind: 'cancelled' } });
    assert.deepEqual(await leases(), []);
    const asked = world.gateway.requests().length;
    await pass(60_000);
    assert.equal(world.gateway.requests().length, asked);
  });

  it('in another window is heard of at its next round where a folder cannot be watched', async () => {
    shelf.disk.faults = (name) => (name === 'watch' ? 'ENOSPC' : undefined);
    world.gateway.configure({ latencyMs: 120_000 });
    const { here, run } = await followed();
    const asked = world.pace.clock.now();
    await here.engine.cancel(run.id);
    assert.ok((await leases()).includes(`${run.id}.cancel`));
    const record = await end(run);
    assert.deepEqual(record?.failure, cancelled);
    assert.ok((record.finishedAt ?? Infinity) - asked <= 10_000);
    assert.deepEqual(await leases(), []);
  });

  it('of the task of a window that is gone ends its record', async () => {
    const first = open();
    const run = await first.engine.start({ provider: 'octopusx' }, order);
    await untilAsked('query', 1);
    await first.engine.stop();
    const { engine, library } = open();
    await engine.cancel(run.id);
    const record = await library.get(run.id);
    assert.deepEqual([record?.state, record?.failure], ['failed', cancelled]);
    assert.deepEqual(await leases(), []);
  });

  it('of the task of a window that died is done when its lease is over, not taken up first', async () => {
    const { record } = await shelf.open().create({ provider: 'octopusx', request: order });
    // The dead renew nothing.
    shelf.disk.faults = (name, path) =>
      name === 'utimes' && path.endsWith(`${record.id}.1`) ? 'EIO' : undefined;
    const { engine, library } = open();
    void engine.takeUp();
    await engine.cancel(record.id);
    assert.equal((await library.get(record.id))?.state, 'queued');
    await pass(40_000);
    const ended = await library.get(record.id);
    assert.deepEqual([ended?.state, ended?.failure], ['failed', { kind: 'cancelled' }]);
    assert.equal(world.gateway.requests().length, 0);
    assert.deepEqual(await leases(), []);
  });

  it('of what has ended changes nothing and leaves no word', async () => {
    const { engine, library } = open();
    const record = await end(await engine.start({ provider: 'octopusx' }, order));
    assert.ok(record);
    await engine.cancel(record.id);
    assert.deepEqual(await library.get(record.id), record);
    assert.deepEqual(await leases(), []);
  });

  it('of what was deleted leaves no word', async () => {
    const { engine } = open();
    await engine.cancel('20260101T000000000-00000000');
    assert.deepEqual(await leases(), []);
  });

  it('that came too late does not end a later retry', async () => {
    world.gateway.configure({ latencyMs: 60_000, faults: [{ on: 'submit', status: 500 }] });
    const { engine } = open();
    void engine.takeUp();
    const failed = await end(await engine.start({ provider: 'octopusx' }, order));
    assert.equal(failed?.state, 'failed');
    await writeFile(wordFor(failed.id), '');
    await pass(30_000);
    const run = await engine.retry(failed.id);
    assert.ok(run);
    assert.equal((await end(run))?.state, 'done');
    assert.deepEqual(await leases(), []);
  });

  it('that comes while another window takes the task up is not lost', async () => {
    const first = open();
    world.gateway.configure({ latencyMs: 120_000 });
    const run = await first.engine.start({ provider: 'octopusx' }, order);
    await untilAsked('query', 1);
    await first.engine.stop();

    const second = open();
    await mkdir(join(shelf.folder, 'leases'), { recursive: true });
    // The very moment after the lease is there.
    shelf.disk.faults = (name, path) => {
      if (name === 'write' && path.endsWith(`${run.id}.1`)) writeFileSync(wordFor(run.id), '');
      return undefined;
    };
    void second.engine.takeUp();
    await pass(60_000);
    const record = await second.library.get(run.id);
    assert.deepEqual([record?.state, record?.failure], ['failed', cancelled]);
    assert.deepEqual(await leases(), []);
  });

  it('for which no word can be left is told', async () => {
    const { here, run } = await followed();
    shelf.disk.faults = (name, path) =>
      name === 'open' && path === wordFor(run.id) ? 'ENOSPC' : undefined;
    await assert.rejects(here.engine.cancel(run.id), {
      failure: { kind: 'save', code: 'ENOSPC' },
    });
    shelf.disk.faults = () => undefined;
    assert.equal((await end(run))?.state, 'done');
  });
});
