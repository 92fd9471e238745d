import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { providers, type Client } from '../../../src/jimeng/index.ts';
import { createClient } from '../../../src/jimeng/service.ts';
import { hasPendingWork } from '../../../src/library/pendingWork.ts';
import type { GenerationRecord } from '../../../src/library/record.ts';
import {
  assertImagesAsSent,
  resumeUntilEnd,
  smallRequest,
  useEngineHarness,
} from '../support/engineHarness.ts';
import { toApiKey } from '../support/apiKey.ts';
import { neverReply } from '../support/fakeFetch.ts';

describe('TaskEngine.resumePending', () => {
  const harness = useEngineHarness();
  const { service, fixture, openWindow, waitForRequests } = harness;

  /** Creates a record in this state, as left behind by a window that was closed. */
  async function createAbandoned(fields: Partial<GenerationRecord>): Promise<string> {
    const library = fixture.openLibrary();
    const { record, lease } = await library.create(
      { provider: 'octopusx', request: smallRequest },
      { beforeWrite: harness.startHere },
    );
    await library.update(record.id, (record) => ({ ...record, ...fields }));
    await lease.suspend();
    return record.id;
  }

  const waitForEnding = (id: string, window = openWindow()) =>
    service.driver.waitFor(resumeUntilEnd(id, window));

  it('resumes the task of a closed window without a second submit', async () => {
    const first = openWindow();
    const run = await first.engine.start({ provider: 'deepwl' }, smallRequest);
    await waitForRequests('query', 1);
    await harness.closeWindow(first);
    const record = await run.finished;
    assert.equal(record?.state, 'generating');
    assert.deepEqual(await readdir(join(fixture.folder, 'leases')), [`${run.id}.1`]);
    assert.equal(service.driver.clock.sleeperCount, 0);
    assert.equal(await hasPendingWork(fixture.folder), true);

    const second = openWindow();
    const queryCount = service.requestsOf('query').length;
    const now = service.driver.clock.now();
    const finished = await waitForEnding(run.id, second);
    assert.equal(service.requestsOf('query')[queryCount]?.time, now);
    assert.equal(finished.state, 'done');
    assert.deepEqual(finished.task, record.task);
    assert.equal(await hasPendingWork(fixture.folder), false);
    await assertImagesAsSent(harness, second.library, finished);
    assert.equal(service.requestsOf('submit').length, 1);
  });

  it('downloads images whose download was interrupted', async () => {
    const first = openWindow();
    service.gateway.configure({ faults: [{ on: 'image', status: 500 }] });
    const run = await first.engine.start({ provider: 'octopusx' }, smallRequest);
    await waitForRequests('image', 1);
    await harness.closeWindow(first);
    assert.equal((await run.finished)?.state, 'downloading');
    const second = openWindow();
    const finished = await waitForEnding(run.id, second);
    assert.equal(finished.images.length, 1);
    await assertImagesAsSent(harness, second.library, finished);
    assert.equal(service.requestsOf('submit').length, 1);
  });

  it('does not submit again after an interrupted submit, which may be billed', async () => {
    const id = await createAbandoned({ state: 'submitting' });
    const record = await waitForEnding(id);
    assert.deepEqual([record.state, record.failure], ['failed', { kind: 'interrupted' }]);
    assert.equal(record.finishedAt, service.driver.clock.now());
    assert.equal(service.gateway.requests().length, 0);
    assert.deepEqual(await readdir(join(fixture.folder, 'leases')), []);
  });

  it('does not let a retry submit again after an interrupted submit', async () => {
    const id = await createAbandoned({ state: 'submitting' });
    const { engine, library } = openWindow();
    assert.equal(await engine.retry(id), undefined);
    assert.deepEqual((await library.get(id))?.failure, { kind: 'interrupted' });
    assert.equal(service.gateway.requests().length, 0);
  });

  it('submits a queued generation', async () => {
    const record = await waitForEnding(await createAbandoned({ state: 'queued' }));
    assert.equal(record.state, 'done');
    assert.equal(service.requestsOf('submit').length, 1);
  });

  it('keeps the state of a window that stops during a submit', async () => {
    const { clock } = service.driver;
    const client = createClient({
      provider: providers.octopusx,
      key: toApiKey('k'),
      fetch: async (url, init) => neverReply(url, init),
      clock,
    });
    const { engine } = openWindow({ getClient: () => Promise.resolve(client) });
    const run = await engine.start({ provider: 'octopusx' }, smallRequest);
    await service.driver.waitUntilIdle();
    const closedAt = clock.now();
    await harness.closeWindow({ engine });
    assert.equal((await run.finished)?.state, 'submitting');
    assert.equal(clock.now() - closedAt, 4000);
  });

  it('waits for the response to a submit when the library moves, and submits nothing else', async () => {
    const { clock } = service.driver;
    const client = service.clientFor('octopusx');
    const slowClient: Client = {
      ...client,
      submit: async (...args) => {
        // Longer than a window that closes would wait.
        await clock.sleep(10_000);
        return client.submit(...args);
      },
    };
    const getClient = () => Promise.resolve(slowClient);
    const first = openWindow({ getClient, maxConcurrentTasks: () => 1 });
    const submitted = await first.engine.start({ provider: 'octopusx' }, smallRequest);
    const queued = await first.engine.start({ provider: 'octopusx' }, smallRequest);
    await service.driver.waitFor(clock.sleep(1000));
    await service.driver.waitFor(first.engine.detach());
    const record = await submitted.finished;
    assert.equal(record?.state, 'generating');
    assert.ok(record.task);
    assert.equal((await queued.finished)?.state, 'queued');
    assert.equal(service.requestsOf('submit').length, 1);

    const second = openWindow();
    for (const { id } of [submitted, queued]) {
      const finished = second.library.get(id);
      if ((await finished)?.state !== 'done') await waitForEnding(id, second);
      assert.equal((await second.library.get(id))?.state, 'done');
    }
    assert.equal(service.requestsOf('submit').length, 2);
  });

  it('resumes the task of a dead window when its lease expires', async () => {
    const { record } = await fixture
      .openLibrary()
      .create({ provider: 'octopusx', request: smallRequest }, { beforeWrite: harness.startHere });
    fixture.disk.faultFor = (name, path) =>
      /^(utimes|write)$/.test(name) && path.endsWith(`${record.id}.1`) ? 'EIO' : undefined;
    const finished = await waitForEnding(record.id);
    assert.equal(finished.state, 'done');
    const waitedMs = (finished.task?.submittedAt ?? 0) - record.createdAt;
    assert.ok(waitedMs >= 20_000 && waitedMs <= 30_000, `${waitedMs} ms`);
    assert.equal(service.requestsOf('submit').length, 1);
  });

  it('reports a record that cannot be written and resumes it later', async () => {
    const id = await createAbandoned({ state: 'submitting' });
    const window = openWindow();
    await window.library.list();
    fixture.disk.faultFor = (name) => (name === 'write' ? 'ENOSPC' : undefined);
    const ending = resumeUntilEnd(id, window);
    await service.driver.waitUntil(() => window.events.length > 0);
    assert.deepEqual(window.events[0], {
      type: 'failed',
      failure: { kind: 'save', code: 'ENOSPC' },
    });
    fixture.disk.faultFor = () => undefined;
    assert.deepEqual((await service.driver.waitFor(ending)).failure, { kind: 'interrupted' });
  });

  it('leaves finished generations alone', async () => {
    const ids = [
      await createAbandoned({ state: 'done' }),
      await createAbandoned({ state: 'failed' }),
    ];
    const { engine, library } = openWindow();
    const before = await library.list();
    void engine.resumePending();
    await service.driver.waitFor(service.driver.clock.sleep(60_000));
    assert.deepEqual(await fixture.openLibrary().list(), before);
    assert.equal(before.length, ids.length);
    assert.equal(service.gateway.requests().length, 0);
  });
});
