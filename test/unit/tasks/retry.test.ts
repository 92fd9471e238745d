import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { assertSent, order, useDesk } from '../support/engine.ts';

describe('A retry', () => {
  const desk = useDesk();
  const { world, shelf, open, end, untilAsked } = desk;

  it('goes on after the task where there is one', async () => {
    const { engine, library } = open();
    const run = await engine.start({ provider: 'octopusx' }, order);
    await untilAsked('query', 1);
    await engine.cancel(run.id);
    await run.finished;
    const again = await engine.retry(run.id);
    assert.equal(again?.id, run.id);
    const record = await end(again);
    assert.equal(record?.state, 'done');
    assert.equal(record.failure, undefined);
    await assertSent(desk, library, record);
    assert.equal(world.asked('submit').length, 1);
  });

  it('submits anew where there is none', async () => {
    const { engine } = open();
    world.gateway.configure({
      faults: [{ on: 'submit', status: 400, body: '{"code":50412,"message":"no"}' }],
    });
    const run = await engine.start({ provider: 'octopusx' }, order);
    assert.equal((await end(run))?.failure?.kind, 'promptRefused');
    world.pace.clock.advance(1000);
    const again = await engine.retry(run.id);
    assert.equal(again?.startedAt, run.startedAt + 1000);
    const record = await end(again);
    assert.deepEqual([record?.state, record?.failure], ['done', undefined]);
    assert.equal(world.asked('submit').length, 2);
  });

  it('submits anew where the task has nothing more to give', async () => {
    const { engine } = open();
    const run = await engine.start({ provider: 'octopusx' }, { ...order, prompt: 'task-fails' });
    const before = await end(run);
    const after = await end((await engine.retry(run.id)) ?? assert.fail());
    assert.deepEqual([before?.failure?.kind, after?.failure?.kind], ['taskFailed', 'taskFailed']);
    assert.notEqual(before?.task?.taskId, after?.task?.taskId);
    assert.equal(world.asked('submit').length, 2);
  });

  it('of what runs is that run', async () => {
    const { engine } = open();
    const run = await engine.start({ provider: 'octopusx' }, order);
    assert.equal(await engine.retry(run.id), run);
    await end(run);
    assert.equal(world.asked('submit').length, 1);
  });

  it('of what another window runs is nothing', async () => {
    const [first, second] = [open(), open()];
    const run = await first.engine.start({ provider: 'octopusx' }, order);
    assert.equal(await second.engine.retry(run.id), undefined);
    await end(run);
    assert.equal(world.asked('submit').length, 1);
  });

  it('of what is done or gone is nothing', async () => {
    const { engine, library } = open();
    const run = await engine.start({ provider: 'octopusx' }, order);
    const record = await end(run);
    assert.equal(await engine.retry(run.id), undefined);
    assert.deepEqual(await library.get(run.id), record);
    await library.remove(run.id);
    assert.equal(await engine.retry(run.id), undefined);
    assert.deepEqual(await readdir(join(shelf.folder, 'leases')), []);
  });

  it('asked for twice at once submits once', async () => {
    const { engine } = open();
    const run = await engine.start({ provider: 'octopusx' }, { ...order, prompt: 'task-fails' });
    await end(run);
    const taken = await Promise.all([engine.retry(run.id), engine.retry(run.id)]);
    const runs = taken.filter((run) => run !== undefined);
    assert.equal(runs.length, 1);
    await Promise.all(runs.map(end));
    assert.equal(world.asked('submit').length, 2);
  });

  it('that cannot be written may be asked for again', async () => {
    const { engine } = open();
    const run = await engine.start({ provider: 'octopusx' }, { ...order, prompt: 'task-fails' });
    await end(run);
    shelf.disk.faults = (name) => (name === 'write' ? 'ENOSPC' : undefined);
    await assert.rejects(engine.retry(run.id), { failure: { kind: 'save', code: 'ENOSPC' } });
    shelf.disk.faults = () => undefined;
    await end((await engine.retry(run.id)) ?? assert.fail());
    assert.equal(world.asked('submit').length, 2);
  });
});
