import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isUnfinished, type GenerationRecord } from '../../../src/library/record.ts';
import { assertSent, order, useDesk, type Window } from '../support/engine.ts';
import { nextChange } from '../support/library.ts';

describe('What was left unfinished', () => {
  const desk = useDesk();
  const { world, shelf, open, untilAsked } = desk;

  /** A record in this state, as a window that is no more has left it. */
  async function left(fields: Partial<GenerationRecord>): Promise<string> {
    const library = shelf.open();
    const { record, lease } = await library.create({ provider: 'octopusx', request: order });
    await library.update(record.id, (record) => ({ ...record, ...fields }));
    await lease.release();
    return record.id;
  }

  /** The record as it ends in a window that takes things up; time is the caller's to move. */
  async function ending(id: string, { engine, library }: Window): Promise<GenerationRecord> {
    void engine.takeUp();
    const change = await nextChange(
      library,
      (change) =>
        change.type === 'saved' && change.record.id === id && !isUnfinished(change.record),
    );
    assert.ok(change.type === 'saved');
    return change.record;
  }

  const ended = (id: string, window = open()) => world.pace.until(ending(id, window));

  it('by a window that closed is taken up by the next, without a second submit', async () => {
    const first = open();
    const run = await first.engine.start({ provider: 'deepwl' }, order);
    await untilAsked('query', 1);
    await first.engine.stop();
    const record = await run.finished;
    assert.equal(record?.state, 'generating');
    assert.deepEqual(await readdir(join(shelf.folder, 'leases')), []);
    assert.equal(world.pace.clock.sleeping, 0);

    const second = open();
    const asked = world.asked('query').length;
    const now = world.pace.clock.now();
    const finished = await ended(run.id, second);
    assert.equal(world.asked('query')[asked]?.time, now);
    assert.equal(finished.state, 'done');
    assert.deepEqual(finished.task, record.task);
    await assertSent(desk, second.library, finished);
    assert.equal(world.asked('submit').length, 1);
  });

  it('while its pictures were fetched is fetched again', async () => {
    const first = open();
    world.gateway.configure({ faults: [{ on: 'picture', status: 500 }] });
    const run = await first.engine.start({ provider: 'octopusx' }, order);
    await untilAsked('picture', 1);
    await first.engine.stop();
    assert.equal((await run.finished)?.state, 'downloading');
    const second = open();
    const finished = await ended(run.id, second);
    assert.equal(finished.images.length, 1);
    await assertSent(desk, second.library, finished);
    assert.equal(world.asked('submit').length, 1);
  });

  it('in the middle of a submit is not submitted again: it may be billed', async () => {
    const id = await left({ state: 'submitting' });
    const record = await ended(id);
    assert.deepEqual([record.state, record.failure], ['failed', { kind: 'interrupted' }]);
    assert.equal(record.finishedAt, world.pace.clock.now());
    assert.equal(world.gateway.requests().length, 0);
    assert.deepEqual(await readdir(join(shelf.folder, 'leases')), []);
  });

  it('in the middle of a submit is not submitted by a retry either', async () => {
    const id = await left({ state: 'submitting' });
    const { engine, library } = open();
    assert.equal(await engine.retry(id), undefined);
    assert.deepEqual((await library.get(id))?.failure, { kind: 'interrupted' });
    assert.equal(world.gateway.requests().length, 0);
  });

  it('before it was submitted is submitted', async () => {
    const record = await ended(await left({ state: 'queued' }));
    assert.equal(record.state, 'done');
    assert.equal(world.asked('submit').length, 1);
  });

  it('by a window that stopped in mid-submit keeps that state', async () => {
    const { engine } = open();
    world.gateway.configure({ faults: [{ on: 'submit', delayMs: 60_000 }] });
    const run = await engine.start({ provider: 'octopusx' }, order);
    while (world.asked('submit').length === 0) await new Promise((next) => setImmediate(next));
    await engine.stop();
    assert.equal((await run.finished)?.state, 'submitting');
  });

  it('by a window that died is taken up when its lease is over', async () => {
    const { record } = await shelf.open().create({ provider: 'octopusx', request: order });
    shelf.disk.faults = (name, path) =>
      name === 'utimes' && path.endsWith(`${record.id}.1`) ? 'EIO' : undefined;
    const finished = await ended(record.id);
    assert.equal(finished.state, 'done');
    const waited = (finished.task?.submittedAt ?? 0) - record.createdAt;
    assert.ok(waited >= 20_000 && waited <= 30_000, `${waited} ms`);
    assert.equal(world.asked('submit').length, 1);
  });

  it('and cannot be written is told, and taken up later', async () => {
    const id = await left({ state: 'submitting' });
    const window = open();
    await window.library.list();
    shelf.disk.faults = (name) => (name === 'write' ? 'ENOSPC' : undefined);
    const taken = ending(id, window);
    await world.pace.untilTrue(() => window.told.length > 0);
    assert.deepEqual(window.told[0], {
      type: 'failed',
      failure: { kind: 'save', code: 'ENOSPC' },
    });
    shelf.disk.faults = () => undefined;
    assert.deepEqual((await world.pace.until(taken)).failure, { kind: 'interrupted' });
  });

  it('and is finished is left as it is', async () => {
    const ids = [await left({ state: 'done' }), await left({ state: 'failed' })];
    const { engine, library } = open();
    const before = await library.list();
    void engine.takeUp();
    await world.pace.until(world.pace.clock.sleep(60_000));
    assert.deepEqual(await shelf.open().list(), before);
    assert.equal(before.length, ids.length);
    assert.equal(world.gateway.requests().length, 0);
  });
});
