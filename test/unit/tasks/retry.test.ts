import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { assertImagesAsSent, smallRequest, useEngineHarness } from '../support/engineHarness.ts';

describe('TaskEngine.retry', () => {
  const harness = useEngineHarness();
  const { service, fixture, openWindow, waitForEnd, waitForRequests } = harness;

  it('resumes the task if there is one', async () => {
    const { engine, library } = openWindow();
    const run = await engine.start({ provider: 'octopusx' }, smallRequest);
    await waitForRequests('query', 1);
    await engine.cancel(run.id);
    await run.finished;
    const retriedRun = await engine.retry(run.id);
    assert.equal(retriedRun?.id, run.id);
    const record = await waitForEnd(retriedRun);
    assert.equal(record?.state, 'done');
    assert.equal(record.failure, undefined);
    await assertImagesAsSent(harness, library, record);
    assert.equal(service.requestsOf('submit').length, 1);
  });

  it('submits again if there is none', async () => {
    const { engine } = openWindow();
    service.gateway.configure({
      faults: [{ on: 'submit', status: 400, body: '{"code":50412,"message":"no"}' }],
    });
    const run = await engine.start({ provider: 'octopusx' }, smallRequest);
    assert.equal((await waitForEnd(run))?.failure?.kind, 'promptRefused');
    service.driver.clock.advance(1000);
    const retriedRun = await engine.retry(run.id);
    assert.equal(retriedRun?.startedAt, run.startedAt + 1000);
    const record = await waitForEnd(retriedRun);
    assert.deepEqual([record?.state, record?.failure], ['done', undefined]);
    assert.equal(service.requestsOf('submit').length, 2);
  });

  it('queries a task that has failed instead of submitting again', async () => {
    const { engine } = openWindow();
    const run = await engine.start(
      { provider: 'octopusx' },
      { ...smallRequest, prompt: 'task-fails' },
    );
    const before = await waitForEnd(run);
    const after = await waitForEnd((await engine.retry(run.id)) ?? assert.fail());
    assert.deepEqual([before?.failure?.kind, after?.failure?.kind], ['taskFailed', 'taskFailed']);
    assert.deepEqual(before?.task, after?.task);
    assert.equal(service.requestsOf('submit').length, 1);
  });

  it('does nothing if the service may have accepted a request without a known task', async () => {
    const { engine } = openWindow();
    service.gateway.configure({ faults: [{ on: 'submit', kind: 'resetBefore' }] });
    const run = await engine.start({ provider: 'octopusx' }, smallRequest);
    const failed = await waitForEnd(run);
    assert.ok(failed?.failure?.kind === 'network' && failed.failure.maybeBilled);
    assert.equal(await engine.retry(run.id), undefined);
    assert.equal(service.requestsOf('submit').length, 1);
  });

  it('returns the current run if there is one', async () => {
    const { engine } = openWindow();
    const run = await engine.start({ provider: 'octopusx' }, smallRequest);
    assert.equal(await engine.retry(run.id), run);
    await waitForEnd(run);
    assert.equal(service.requestsOf('submit').length, 1);
  });

  it('returns nothing if another window runs it', async () => {
    const [first, second] = [openWindow(), openWindow()];
    const run = await first.engine.start({ provider: 'octopusx' }, smallRequest);
    assert.equal(await second.engine.retry(run.id), undefined);
    await waitForEnd(run);
    assert.equal(service.requestsOf('submit').length, 1);
  });

  it('returns nothing if it is done or deleted', async () => {
    const { engine, library } = openWindow();
    const run = await engine.start({ provider: 'octopusx' }, smallRequest);
    const record = await waitForEnd(run);
    assert.equal(await engine.retry(run.id), undefined);
    assert.deepEqual(await library.get(run.id), record);
    await library.remove(run.id);
    assert.equal(await engine.retry(run.id), undefined);
    assert.deepEqual(await readdir(join(fixture.folder, 'leases')), []);
  });

  it('submits once if called twice at the same time', async () => {
    const { engine } = openWindow();
    service.gateway.configure({
      faults: [{ on: 'submit', status: 400, body: '{"code":50412,"message":"no"}' }],
    });
    const run = await engine.start({ provider: 'octopusx' }, smallRequest);
    await waitForEnd(run);
    const results = await Promise.all([engine.retry(run.id), engine.retry(run.id)]);
    const runs = results.filter((run) => run !== undefined);
    assert.equal(runs.length, 1);
    await Promise.all(runs.map(waitForEnd));
    assert.equal(service.requestsOf('submit').length, 2);
  });

  it('can be called again after the record could not be written', async () => {
    const { engine } = openWindow();
    service.gateway.configure({
      faults: [{ on: 'submit', status: 400, body: '{"code":50412,"message":"no"}' }],
    });
    const run = await engine.start({ provider: 'octopusx' }, smallRequest);
    await waitForEnd(run);
    fixture.disk.faultFor = (name) => (name === 'write' ? 'ENOSPC' : undefined);
    await assert.rejects(service.driver.waitFor(engine.retry(run.id)), {
      failure: { kind: 'save', code: 'ENOSPC' },
    });
    fixture.disk.faultFor = () => undefined;
    await waitForEnd((await engine.retry(run.id)) ?? assert.fail());
    assert.equal(service.requestsOf('submit').length, 2);
  });
});
