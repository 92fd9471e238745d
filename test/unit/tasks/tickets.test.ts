import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GenerationRecord } from '../../../src/library/record.ts';
import type { TaskEngineOptions } from '../../../src/tasks/taskEngine.ts';
import { maxResumesWithoutOutcome } from '../../../src/untrusted/limits.ts';
import { smallRequest, useEngineHarness, type EngineWindow } from '../support/engineHarness.ts';
import { finishedRecord } from '../support/libraryFixture.ts';
import { readStoredRecords } from '../support/simulation/arrivedImages.ts';
import { World } from '../support/simulation/world.ts';

const id = '20260101T000000000-00000000';
const now = Date.UTC(2026, 0, 1);
const task = { taskId: '7392616336519610000', reqKey: 'jimeng_t2i_v40', submittedAt: now };
const resultUrls = { imageUrls: ['https://attacker.example/1.png'], receivedAt: now };
const customProvider = {
  baseUrl: 'https://attacker.example',
  path: '/jm',
  auth: 'bearer',
  model: '',
} as const;

const expiredLease = JSON.stringify({ hostname: 'another', pid: 1, renewedAt: 0 });

/** Records that somebody else has written into the folder of the library. */
const foreignRecords: readonly [name: string, fields: Partial<GenerationRecord>][] = [
  ['queued', { state: 'queued' }],
  ['interrupted', { state: 'submitting' }],
  ['generating', { state: 'generating', task }],
  ['generating without a task', { state: 'generating' }],
  ['downloading', { state: 'downloading', task, resultUrls }],
  ['recoverable', { state: 'failed', task, failure: { kind: 'timeout', seconds: 1 } }],
  [
    'recoverable by its URLs',
    { state: 'failed', task, resultUrls, failure: { kind: 'timeout', seconds: 1 } },
  ],
  ['of another service', { state: 'queued', provider: 'custom', customProvider }],
  [
    'of the task of another service',
    { state: 'generating', provider: 'custom', customProvider, task },
  ],
];

describe('A generation that this machine did not start', () => {
  const harness = useEngineHarness();
  const { service, fixture, openWindow, closeWindow, waitForEnd } = harness;
  let requestedProviders: string[];

  beforeEach(() => {
    requestedProviders = [];
  });

  const openCounting = (options: Partial<TaskEngineOptions> = {}): EngineWindow =>
    openWindow({
      getClient: ({ provider }) => {
        requestedProviders.push(provider);
        return Promise.resolve(service.clientFor('octopusx'));
      },
      ...options,
    });
  const countRequests = () =>
    (['submit', 'query', 'image'] as const).flatMap((kind) => service.requestsOf(kind)).length;
  const readText = () => readFile(join(fixture.folder, 'records', `${id}.json`), 'utf8');

  async function writeForeign(fields: Partial<GenerationRecord>): Promise<void> {
    const record = finishedRecord({
      id,
      createdAt: now,
      request: smallRequest,
      ...fields,
    });
    for (const name of ['records', 'leases'])
      await mkdir(join(fixture.folder, name), { recursive: true });
    await writeFile(join(fixture.folder, 'records', `${id}.json`), JSON.stringify(record));
    await writeFile(join(fixture.folder, 'leases', `${id}.1`), expiredLease);
  }

  async function scanFor(ms: number, { engine, library }: EngineWindow): Promise<void> {
    await service.driver.waitFor(library.list());
    void engine.resumePending();
    const end = service.driver.clock.now() + ms;
    await service.driver.waitUntil(() => service.driver.clock.now() >= end);
  }

  for (const [name, fields] of foreignRecords) {
    it(`is shown and not run: ${name}`, async () => {
      await writeForeign(fields);
      const before = await readText();
      const window = openCounting();
      await scanFor(60_000, window);
      assert.equal(window.engine.getHold(id), 'notStartedHere');
      assert.deepEqual(requestedProviders, []);
      assert.equal(countRequests(), 0);
      assert.equal(await readText(), before);
      assert.deepEqual(await readdir(join(fixture.folder, 'leases')), [`${id}.1`]);
    });
  }

  it('is submitted by the press of the user, once', async () => {
    await writeForeign({ state: 'queued' });
    const window = openCounting();
    await scanFor(40_000, window);
    const run = await service.driver.waitFor(window.engine.retry(id));
    assert.ok(run);
    assert.equal((await waitForEnd(run))?.state, 'done');
    assert.equal(service.requestsOf('submit').length, 1);
    assert.equal(window.engine.getHold(id), undefined);
  });

  it('sends nothing to its provider if the user declines', async () => {
    await writeForeign({ state: 'queued', provider: 'custom', customProvider });
    const asked: unknown[] = [];
    const window = openCounting({
      confirmProvider: (provider) => {
        asked.push(provider);
        return Promise.reject(new Error('declined'));
      },
    });
    await assert.rejects(service.driver.waitFor(window.engine.retry(id)), /declined/);
    assert.deepEqual(asked, [{ provider: 'custom', customProvider }]);
    assert.deepEqual(requestedProviders, []);
    assert.equal((await window.library.get(id))?.state, 'queued');
  });

  /** Starts a generation, and closes its window after its task is known. */
  async function startAndClose(): Promise<string> {
    const first = openCounting();
    const run = await service.driver.waitFor(
      first.engine.start({ provider: 'octopusx' }, smallRequest),
    );
    await harness.waitForRequests('query', 1);
    await closeWindow(first);
    return run.id;
  }

  const changes: readonly [name: string, change: Partial<GenerationRecord>][] = [
    ['its request', { request: { ...smallRequest, prompt: 'another' } }],
    ['its provider', { provider: 'custom', customProvider }],
  ];
  for (const [name, change] of changes) {
    it(`is one whose record was given another value: ${name}`, async () => {
      const startedId = await startAndClose();
      const next = openCounting();
      await service.driver.waitFor(
        next.library.update(startedId, (record) => ({ ...record, ...change })),
      );
      const requests = countRequests();
      await scanFor(60_000, next);
      assert.equal(next.engine.getHold(startedId), 'notStartedHere');
      assert.equal(countRequests(), requests);
    });
  }

  it('is one whose record was set back, so that it would be submitted again', async () => {
    const startedId = await startAndClose();
    // It keeps the task, which would be taken from there.
    await rm(join(fixture.folder, 'leases'), { recursive: true });
    const next = openCounting();
    await service.driver.waitFor(
      next.library.update(startedId, ({ task: _, ...rest }) => ({ ...rest, state: 'queued' })),
    );
    await scanFor(60_000, next);
    assert.equal(next.engine.getHold(startedId), 'notStartedHere');
    assert.equal(service.requestsOf('submit').length, 1);
  });

  it('is not resumed without end if its windows crash', async () => {
    const world = new World();
    const { time, service } = world;
    let window = world.openWindow();
    service.nextDurationMs = 300_000;
    const press = world.generate(window, 1);
    await time.pass(5_000);
    const id = press.id ?? assert.fail();
    let resumes = 0;
    for (let crash = 0; crash < maxResumesWithoutOutcome + 3; crash++) {
      window.kill();
      await time.pass(30_000);
      window = world.openWindow();
      await time.pass(1_000);
      resumes += window.engine.runs.length;
    }
    assert.equal(resumes, maxResumesWithoutOutcome);
    assert.equal(window.engine.getHold(id), 'resumedTooOften');
    world.hold(window.engine.retry(id));
    await time.pass(110_000);
    assert.deepEqual(
      readStoredRecords(world.files).map(({ state }) => state),
      ['done'],
    );
    window.kill();
  });
});
