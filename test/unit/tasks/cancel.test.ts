import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GenerationRun } from '../../../src/tasks/runs.ts';
import { smallRequest, useEngineHarness, type EngineWindow } from '../support/engineHarness.ts';

const canceledFailure = { kind: 'canceled', maybeBilled: true };

describe('TaskEngine.cancel', () => {
  const harness = useEngineHarness();
  const { service, fixture, openWindow, waitForEnd, waitForRequests } = harness;
  const leases = () => readdir(join(fixture.folder, 'leases'));
  const cancelFileFor = (id: string) => join(fixture.folder, 'leases', `${id}.cancel`);
  const advance = (ms: number) => service.driver.waitFor(service.driver.clock.sleep(ms));

  /** Starts a generation in one window and opens another window. */
  async function startInFirstWindow(): Promise<{
    firstWindow: EngineWindow;
    secondWindow: EngineWindow;
    run: GenerationRun;
  }> {
    const [firstWindow, secondWindow] = [openWindow(), openWindow()];
    void secondWindow.engine.resumePending();
    const run = await secondWindow.engine.start({ provider: 'octopusx' }, smallRequest);
    await waitForRequests('query', 1);
    return { firstWindow, secondWindow, run };
  }

  it('ends a run in another window', async () => {
    const { firstWindow, secondWindow, run } = await startInFirstWindow();
    const now = service.driver.clock.now();
    await firstWindow.engine.cancel(run.id);
    const record = await run.finished;
    assert.deepEqual([record?.state, record?.failure], ['failed', canceledFailure]);
    assert.equal(service.driver.clock.now(), now);
    assert.deepEqual(secondWindow.engine.runs, []);
    assert.deepEqual(secondWindow.events.at(-1), {
      type: 'failed',
      failure: { kind: 'canceled' },
    });
    assert.deepEqual(await leases(), []);
    const requestCount = service.gateway.requests().length;
    await advance(60_000);
    assert.equal(service.gateway.requests().length, requestCount);
  });

  it('is found at the next scan of another window if the folder cannot be watched', async () => {
    fixture.disk.faultFor = (name) => (name === 'watch' ? 'ENOSPC' : undefined);
    service.gateway.configure({ latencyMs: 120_000 });
    const { firstWindow, run } = await startInFirstWindow();
    const canceledAt = service.driver.clock.now();
    await firstWindow.engine.cancel(run.id);
    assert.ok((await leases()).includes(`${run.id}.cancel`));
    const record = await waitForEnd(run);
    assert.deepEqual(record?.failure, canceledFailure);
    assert.ok((record.finishedAt ?? Infinity) - canceledAt <= 10_000);
    assert.deepEqual(await leases(), []);
  });

  it('ends the record of a window that is closed', async () => {
    const first = openWindow();
    const run = await first.engine.start({ provider: 'octopusx' }, smallRequest);
    await waitForRequests('query', 1);
    await harness.closeWindow(first);
    const { engine, library } = openWindow();
    await engine.cancel(run.id);
    const record = await library.get(run.id);
    assert.deepEqual([record?.state, record?.failure], ['failed', canceledFailure]);
    assert.deepEqual(await leases(), []);
  });

  it('takes effect when the lease of a dead window expires, before the task is resumed', async () => {
    const { record } = await fixture
      .openLibrary()
      .create({ provider: 'octopusx', request: smallRequest });
    // The lease of a dead window is not renewed.
    fixture.disk.faultFor = (name, path) =>
      /^(utimes|write)$/.test(name) && path.endsWith(`${record.id}.1`) ? 'EIO' : undefined;
    const { engine, library } = openWindow();
    void engine.resumePending();
    await engine.cancel(record.id);
    assert.equal((await library.get(record.id))?.state, 'queued');
    await advance(40_000);
    const ended = await library.get(record.id);
    assert.deepEqual([ended?.state, ended?.failure], ['failed', { kind: 'canceled' }]);
    assert.equal(service.gateway.requests().length, 0);
    assert.deepEqual(await leases(), []);
  });

  it('changes nothing after the generation ended', async () => {
    const { engine, library } = openWindow();
    const record = await waitForEnd(await engine.start({ provider: 'octopusx' }, smallRequest));
    assert.ok(record);
    await engine.cancel(record.id);
    assert.deepEqual(await library.get(record.id), record);
    assert.deepEqual(await leases(), []);
  });

  it('leaves no request file for a deleted generation', async () => {
    const { engine } = openWindow();
    await engine.cancel('20260101T000000000-00000000');
    assert.deepEqual(await leases(), []);
  });

  it('does not end a later retry if it came too late', async () => {
    service.gateway.configure({
      latencyMs: 60_000,
      faults: [{ on: 'submit', status: 400, body: '{"code":50412,"message":"no"}' }],
    });
    const { engine } = openWindow();
    void engine.resumePending();
    const failed = await waitForEnd(await engine.start({ provider: 'octopusx' }, smallRequest));
    assert.equal(failed?.state, 'failed');
    await writeFile(cancelFileFor(failed.id), '');
    await advance(30_000);
    const run = await engine.retry(failed.id);
    assert.ok(run);
    assert.equal((await waitForEnd(run))?.state, 'done');
    assert.deepEqual(await leases(), []);
  });

  it('is not lost while another window resumes the task', async () => {
    const first = openWindow();
    service.gateway.configure({ latencyMs: 120_000 });
    const run = await first.engine.start({ provider: 'octopusx' }, smallRequest);
    await waitForRequests('query', 1);
    await harness.closeWindow(first);

    const second = openWindow();
    await mkdir(join(fixture.folder, 'leases'), { recursive: true });
    // As soon as the lease is acquired.
    fixture.disk.faultFor = (name, path) => {
      if (name === 'write' && path.endsWith(`${run.id}.2`))
        writeFileSync(cancelFileFor(run.id), '');
      return undefined;
    };
    void second.engine.resumePending();
    await advance(60_000);
    const record = await second.library.get(run.id);
    assert.deepEqual([record?.state, record?.failure], ['failed', canceledFailure]);
    assert.deepEqual(await leases(), []);
  });

  it('rejects if the request file cannot be written', async () => {
    const { firstWindow, run } = await startInFirstWindow();
    fixture.disk.faultFor = (name, path) =>
      name === 'open' && path === cancelFileFor(run.id) ? 'ENOSPC' : undefined;
    await assert.rejects(service.driver.waitFor(firstWindow.engine.cancel(run.id)), {
      failure: { kind: 'save', code: 'ENOSPC' },
    });
    fixture.disk.faultFor = () => undefined;
    assert.equal((await waitForEnd(run))?.state, 'done');
  });

  it('of a finished generation leaves nothing if its window crashes', async () => {
    const { engine } = openWindow();
    const { id } =
      (await waitForEnd(await engine.start({ provider: 'octopusx' }, smallRequest))) ?? {};
    assert.ok(id !== undefined);
    await writeFile(cancelFileFor(id), '');
    void openWindow().engine.resumePending();
    await advance(1000);
    assert.deepEqual(await leases(), []);
  });
});
