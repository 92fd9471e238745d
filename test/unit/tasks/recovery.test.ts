import assert from 'node:assert/strict';
import type { Failure } from '../../../src/jimeng/index.ts';
import { hasPendingWork } from '../../../src/library/pendingWork.ts';
import { isUnfinished, type GenerationRecord } from '../../../src/library/record.ts';
import type { GenerationRun } from '../../../src/tasks/runs.ts';
import { canRecover } from '../../../src/tasks/transitions.ts';
import {
  assertImagesAsSent,
  smallRequest,
  useEngineHarness,
  type EngineWindow,
} from '../support/engineHarness.ts';
import { task } from '../support/fakeFetch.ts';

const hourMs = 3_600_000;
const networkFailure: Failure = { kind: 'network', host: 'octopusx.ai', code: 'ENOTFOUND' };

describe('canRecover', () => {
  const failed: GenerationRecord = {
    version: 1,
    id: '20260101T000000000-00000000',
    createdAt: 0,
    provider: 'octopusx',
    request: smallRequest,
    state: 'failed',
    task: { ...task, submittedAt: 0 },
    images: [],
    finishedAt: 1,
    failure: networkFailure,
  };
  const resultUrls = { imageUrls: ['https://images.example.com/1.image'], receivedAt: 0 };

  const recoverableFailures: Failure[] = [
    networkFailure,
    { kind: 'timeout', seconds: 600 },
    { kind: 'noResponse', host: 'h', seconds: 30 },
    { kind: 'proxy', host: 'h', code: '407' },
    { kind: 'certificate', host: 'h', code: 'CERT_HAS_EXPIRED' },
    { kind: 'badResponse', problem: 'notJson', httpStatus: 200, excerpt: '<html>' },
    { kind: 'badResponse', problem: 'noImage', httpStatus: 200, excerpt: '' },
    { kind: 'service', httpStatus: 503 },
    { kind: 'download', problem: 'incomplete', host: 'h' },
    { kind: 'save', code: 'ENOSPC' },
    { kind: 'noKey' },
    { kind: 'authentication' },
    { kind: 'clock' },
    { kind: 'unexpected' },
    { kind: 'invalidRequest' },
    { kind: 'service', httpStatus: 200 },
  ];
  for (const failure of recoverableFailures) {
    const problem = 'problem' in failure ? ` (${failure.problem})` : '';
    it(`resumes ${failure.kind}${problem} at the next start`, () => {
      assert.equal(canRecover({ ...failed, failure }, hourMs), true);
    });
  }

  const finalFailures: Failure[] = [
    { kind: 'canceled' },
    { kind: 'canceled', maybeBilled: true },
    { kind: 'taskFailed' },
    { kind: 'promptRefused' },
    { kind: 'referenceRefused' },
    { kind: 'resultRefused' },
    { kind: 'copyright' },
  ];
  for (const failure of finalFailures) {
    const billing = 'maybeBilled' in failure ? ' (maybe billed)' : '';
    it(`leaves ${failure.kind}${billing} alone`, () => {
      assert.equal(canRecover({ ...failed, failure }, hourMs), false);
    });

    it(`leaves ${failure.kind}${billing} of an external task alone`, () => {
      assert.equal(canRecover({ ...failed, failure, isExternal: true }, hourMs), false);
    });
  }

  for (const kind of ['expired', 'unknownTask'] as const) {
    it(`asks once more about ${kind}, unless the user entered the id`, () => {
      assert.equal(canRecover({ ...failed, failure: { kind } }, hourMs), true);
      assert.equal(canRecover({ ...failed, failure: { kind }, isExternal: true }, hourMs), false);
    });
  }

  it('requires a task', () => {
    const { task, ...rest } = failed;
    assert.equal(canRecover(rest, hourMs), false);
  });

  it('allows 12 hours, or 24 with known URLs', () => {
    const ages = [12 * hourMs - 1, 12 * hourMs, 24 * hourMs - 1, 24 * hourMs];
    const without = ages.map((age) => canRecover(failed, age));
    const withUrls = ages.map((age) => canRecover({ ...failed, resultUrls }, age));
    assert.deepEqual(without, [true, false, false, false]);
    assert.deepEqual(withUrls, [true, true, true, false]);
  });

  it('rejects records that are done or running', () => {
    for (const state of ['done', 'generating', 'queued'] as const) {
      assert.equal(canRecover({ ...failed, state }, hourMs), false);
    }
  });
});

describe('TaskEngine.resumePending with failed generations', () => {
  const harness = useEngineHarness();
  const { service, fixture, openWindow, waitForEnd } = harness;

  /** Creates the record of a generation whose download failed in an earlier window. */
  async function createDownloadFailure(fields: Partial<GenerationRecord> = {}): Promise<string> {
    service.gateway.configure({ faults: [{ on: 'image', status: 500, times: 4 }] });
    const { engine, library } = openWindow();
    const run = await engine.start({ provider: 'octopusx' }, smallRequest);
    const record = await waitForEnd(run);
    assert.equal(record?.failure?.kind, 'download');
    await library.update(run.id, (record) => ({ ...record, ...fields }));
    await harness.closeWindow({ engine });
    library.dispose();
    return run.id;
  }

  /** Counts how many times a generation was resumed. */
  function countRuns(id: string, { engine, library }: EngineWindow) {
    const runCount = { startCount: 0, hasEnded: false };
    engine.onDidChangeRuns(() => {
      runCount.startCount += engine.runs.some((run) => run.id === id) ? 1 : 0;
    });
    library.onDidChange((change) => {
      runCount.hasEnded ||=
        change.type === 'saved' && change.record.id === id && !isUnfinished(change.record);
    });
    return runCount;
  }

  it('completes one in the next window without a second submit', async () => {
    const id = await createDownloadFailure();
    const window = openWindow();
    const runCount = countRuns(id, window);
    void window.engine.resumePending();
    await service.driver.waitUntil(() => runCount.hasEnded);
    const record = await window.library.get(id);
    assert.equal(record?.state, 'done');
    assert.equal(record.failure, undefined);
    await assertImagesAsSent(harness, window.library, record);
    assert.deepEqual([service.requestsOf('submit').length, runCount.startCount], [1, 1]);
  });

  it('sets the earlier failure, which a retry does not', async () => {
    await createDownloadFailure();
    const { engine } = openWindow();
    const runs: GenerationRun[] = [];
    engine.onDidChangeRuns(() => runs.push(...engine.runs));
    void engine.resumePending();
    await service.driver.waitUntil(() => runs.length > 0);
    assert.equal(runs[0]?.earlierFailure?.kind, 'download');

    const retried = await engine.retry(await createDownloadFailure());
    assert.ok(retried);
    assert.equal(retried.earlierFailure, undefined);
  });

  it('does not resume one at a later scan', async () => {
    const { engine } = openWindow();
    void engine.resumePending();
    await service.driver.waitFor(service.driver.clock.sleep(15_000));
    const id = await createDownloadFailure();
    const requestCount = service.gateway.requests().length;
    await service.driver.waitFor(service.driver.clock.sleep(60_000));
    assert.equal(service.gateway.requests().length, requestCount);
    assert.equal((await fixture.openLibrary().get(id))?.state, 'failed');
    assert.equal(await hasPendingWork(fixture.folder), true);
  });

  it('is pending work until it is completed or can no longer be', async () => {
    await createDownloadFailure();
    assert.equal(await hasPendingWork(fixture.folder), true);
    const first = openWindow();
    void first.engine.resumePending();
    await service.driver.waitFor(service.driver.clock.sleep(30_000));
    assert.equal(await hasPendingWork(fixture.folder), false);

    await createDownloadFailure();
    service.driver.clock.advance(25 * hourMs);
    const second = openWindow();
    void second.engine.resumePending();
    await service.driver.waitFor(service.driver.clock.sleep(30_000));
    assert.equal(await hasPendingWork(fixture.folder), false);
  });

  it('resumes one once if two windows start at the same time', async () => {
    const ids = [
      await createDownloadFailure(),
      await createDownloadFailure(),
      await createDownloadFailure(),
    ];
    const windows = [openWindow(), openWindow()];
    const counts = windows.flatMap((window) => ids.map((id) => countRuns(id, window)));
    const before = service.requestsOf('image').length;
    for (const { engine } of windows) void engine.resumePending();
    await service.driver.waitFor(service.driver.clock.sleep(60_000));
    const records = await fixture.openLibrary().list();
    assert.deepEqual(
      records.map(({ state }) => state),
      ['done', 'done', 'done'],
    );
    assert.equal(counts.filter(({ hasEnded }) => hasEnded).length, 6);
    assert.equal(service.requestsOf('image').length - before, 3);
    assert.equal(service.requestsOf('submit').length, 3);
  });

  it('does not resume one that the user canceled', async () => {
    await createDownloadFailure({ failure: { kind: 'canceled', maybeBilled: true } });
    const requestCount = service.gateway.requests().length;
    const { engine } = openWindow();
    void engine.resumePending();
    await service.driver.waitFor(service.driver.clock.sleep(60_000));
    assert.equal(service.gateway.requests().length, requestCount);
  });

  it('gives up after a day regardless of the number of attempts', async () => {
    const id = await createDownloadFailure();
    const { clock } = service.driver;
    for (let attempt = 0; attempt < 3; attempt++) {
      clock.advance(7 * hourMs);
      service.gateway.configure({ faults: [{ on: 'image', status: 500, times: 4 }] });
      const window = openWindow();
      const runCount = countRuns(id, window);
      void window.engine.resumePending();
      await service.driver.waitUntil(() => runCount.hasEnded && window.engine.runs.length === 0);
      await harness.closeWindow(window);
    }
    clock.advance(7 * hourMs);
    const requestCount = service.gateway.requests().length;
    const { engine } = openWindow();
    void engine.resumePending();
    await service.driver.waitFor(clock.sleep(60_000));
    assert.equal(service.gateway.requests().length, requestCount);
  });
});
