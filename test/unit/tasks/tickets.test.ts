import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Client } from '../../../src/jimeng/index.ts';
import { recordSchema, type GenerationRecord } from '../../../src/library/record.ts';
import {
  createTicket,
  hasUrlsOf,
  isTicketOf,
  Tickets,
} from '../../../src/library/ownership/tickets.ts';
import { Admission } from '../../../src/tasks/admission.ts';
import type { Hold } from '../../../src/tasks/holds.ts';
import type { TaskEngineOptions } from '../../../src/tasks/taskEngine.ts';
import { maxPromptCharacters, maxResumesWithoutOutcome } from '../../../src/untrusted/limits.ts';
import { deferred } from '../support/deferred.ts';
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
  ['generating', { state: 'generating', task }],
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

/** Records of a request that may have been sent, and whose task nobody knows. */
const interruptedRecords: readonly [name: string, fields: Partial<GenerationRecord>][] = [
  ['submitting', { state: 'submitting' }],
  ['generating without a task', { state: 'generating' }],
  ['downloading without a task', { state: 'downloading', resultUrls }],
];

describe('The ticket of a record that is missing', () => {
  const harness = useEngineHarness();
  const { fixture, service } = harness;
  const dayMs = 24 * 60 * 60 * 1000;
  const [own, merged, other] = ['own', 'merged', 'other'];

  /** Whether a ticket is there after a scan, a day after it was written. */
  async function isKept(libraryId: string, readLibraryIds = () => [own, merged]): Promise<boolean> {
    const { disk } = fixture.openLibrary();
    const ids = () => Promise.resolve([libraryId]);
    const tickets = new Tickets(harness.ticketFolder(), disk, ids);
    await tickets.write(id, createTicket(finishedRecord({ id }), 'submitted'));
    const { clock } = service.driver;
    const writtenAt = new Date(clock.now() - dayMs - 1000);
    await disk.utimes(join(harness.ticketFolder(), `${id}.json`), writtenAt, writtenAt);
    const window = harness.openWindow({
      readLibraryIds: async () => {
        await Promise.resolve();
        return readLibraryIds();
      },
    });
    void window.engine.resumePending();
    const end = clock.now() + 5_000;
    await service.driver.waitUntil(() => clock.now() >= end);
    return (await tickets.read(id)) !== undefined;
  }

  it('is deleted after a day', async () => {
    assert.equal(await isKept(own), false);
  });

  it('is deleted if its library was moved into this one', async () => {
    assert.equal(await isKept(merged), false);
  });

  it('is kept if the record is in another library', async () => {
    assert.equal(await isKept(other), true);
  });

  it('is kept while it is not known which library this is', async () => {
    const fail = () => assert.fail();
    assert.equal(await isKept(own, fail), true);
  });

  for (const name of ['records', 'moved']) {
    it(`is kept while the record is in ${name}, also if it cannot be read`, async () => {
      await mkdir(join(fixture.folder, name), { recursive: true });
      await writeFile(join(fixture.folder, name, `${id}.json`), '');
      if (name === 'records')
        fixture.disk.faultFor = (call, path) =>
          call === 'readFile' && path.endsWith(`${id}.json`) && path.startsWith(fixture.folder)
            ? 'EIO'
            : undefined;
      assert.equal(await isKept(own), true);
    });
  }
});

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

  /** Waits until a scan, whose files may be slow, has shown it. */
  const waitForHold = (expected: Hold, heldId: string, { engine }: EngineWindow) =>
    service.driver.waitUntil(() => engine.getHold(heldId) === expected);

  for (const [name, fields] of foreignRecords) {
    it(`is shown and not run: ${name}`, async () => {
      await writeForeign(fields);
      const before = await readText();
      const window = openCounting();
      await scanFor(60_000, window);
      await waitForHold('notStartedHere', id, window);
      assert.deepEqual(requestedProviders, []);
      assert.equal(countRequests(), 0);
      assert.equal(await readText(), before);
      assert.deepEqual(await readdir(join(fixture.folder, 'leases')), [`${id}.1`]);
    });
  }

  for (const [name, fields] of interruptedRecords) {
    it(`fails as interrupted, and is not held: ${name}`, async () => {
      await writeForeign(fields);
      const window = openCounting();
      await scanFor(30_000, window);
      const record = await window.library.get(id);
      assert.deepEqual([record?.state, record?.failure], ['failed', { kind: 'interrupted' }]);
      assert.equal(window.engine.getHold(id), undefined);
      assert.equal(countRequests(), 0);
    });

    it(`fails as interrupted at a press: ${name}`, async () => {
      await writeForeign(fields);
      const window = openCounting();
      assert.equal(await service.driver.waitFor(window.engine.retry(id)), undefined);
      assert.equal((await window.library.get(id))?.failure?.kind, 'interrupted');
      assert.equal(countRequests(), 0);
    });
  }

  it('is only queried if its lease knows the task of a submit', async () => {
    await writeForeign({ state: 'submitting' });
    const lease = { hostname: 'another', pid: 1, renewedAt: 0, task };
    await writeFile(join(fixture.folder, 'leases', `${id}.1`), JSON.stringify(lease));
    const window = openCounting();
    await scanFor(30_000, window);
    await waitForHold('notStartedHere', id, window);
    assert.equal((await window.library.get(id))?.task?.taskId, task.taskId);
    assert.equal(countRequests(), 0);
  });

  const ends: readonly [name: string, end: (window: EngineWindow) => Promise<unknown>][] = [
    ['it is canceled', ({ engine }) => engine.cancel(id)],
    ['it is deleted', ({ library }) => library.remove(id)],
    [
      'another window has finished it',
      ({ library }) =>
        library.update(id, (record) => ({ ...record, state: 'done', finishedAt: now })),
    ],
    [
      'another window could not run it',
      ({ library }) =>
        library.update(id, (record) => ({
          ...record,
          state: 'failed',
          failure: { kind: 'noKey' },
          finishedAt: now,
        })),
    ],
  ];
  for (const [name, end] of ends) {
    it(`has no hold after ${name}`, async () => {
      await writeForeign({ state: 'queued' });
      const window = openCounting();
      await scanFor(20_000, window);
      await waitForHold('notStartedHere', id, window);
      await service.driver.waitFor(end(window));
      await service.driver.waitUntil(() => window.engine.getHold(id) === undefined);
    });
  }

  it('has a hold again after its deletion was undone', async () => {
    await writeForeign({ state: 'queued' });
    const window = openCounting();
    await scanFor(20_000, window);
    const deletion = await service.driver.waitFor(window.library.moveToTrash([id]));
    await service.driver.waitUntil(() => window.engine.getHold(id) === undefined);
    await service.driver.waitFor(deletion.restore());
    await service.driver.waitUntil(() => window.engine.getHold(id) === 'notStartedHere');
  });

  it('is not one that another window runs, or has finished since it was read', async () => {
    const first = openCounting();
    const second = openCounting();
    const shown: string[] = [];
    second.engine.onDidChangeHold((heldId) => shown.push(heldId));
    await service.driver.waitFor(second.library.list());
    void second.engine.resumePending();
    for (let n = 0; n < 3; n++) {
      const run = await service.driver.waitFor(
        first.engine.start({ provider: 'octopusx' }, smallRequest),
      );
      await waitForEnd(run);
      const end = service.driver.clock.now() + 7_000;
      await service.driver.waitUntil(() => service.driver.clock.now() >= end);
    }
    assert.deepEqual(shown, []);
  });

  it('is not one that has an outcome on a disk that is not watched', async () => {
    await writeForeign({ state: 'done' });
    const library = fixture.openLibrary();
    const tickets = new Tickets(harness.ticketFolder(), library.disk);
    const admission = new Admission(tickets, { library, clock: service.driver.clock });
    const shown: string[] = [];
    admission.holds.onDidChange((heldId) => shown.push(heldId));
    const stale = finishedRecord({ id, request: smallRequest, state: 'generating', task });
    assert.ok(await service.driver.waitFor(admission.isHeldBack(stale)));
    assert.deepEqual(shown, []);
  });

  it('is shown once after the scan that finds it', async () => {
    await writeForeign({ state: 'queued' });
    const counts: number[] = [];
    await scanFor(40_000, openCounting({ onHeldBack: (count) => counts.push(count) }));
    assert.deepEqual(counts, [1]);
  });

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

  const questions: readonly [
    name: string,
    fields: Partial<GenerationRecord>,
    isOwn: boolean,
    isQuery: boolean,
  ][] = [
    ['a request of somebody else', { state: 'queued' }, false, false],
    ['a task of somebody else', { state: 'generating', task }, false, true],
    [
      'its own request, whose provider may have left the settings',
      { state: 'queued' },
      true,
      false,
    ],
  ];
  for (const [name, fields, isOwn, isQuery] of questions) {
    it(`sends nothing to its provider if the user declines: ${name}`, async () => {
      await writeForeign({ provider: 'custom', customProvider, ...fields });
      const asked: unknown[] = [];
      const window = openCounting({
        confirmProvider: (...question) => {
          asked.push(question);
          return Promise.reject(new Error('declined'));
        },
      });
      const record = (await window.library.get(id)) ?? assert.fail();
      if (isOwn) await harness.startHere(record);
      await assert.rejects(service.driver.waitFor(window.engine.retry(id)), /declined/);
      assert.deepEqual(asked, [[{ provider: 'custom', customProvider }, isQuery]]);
      assert.deepEqual(requestedProviders, []);
      assert.equal((await window.library.get(id))?.state, fields.state);
    });
  }

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
      await waitForHold('notStartedHere', startedId, next);
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
    await waitForHold('maybeSubmitted', startedId, next);
    assert.equal(service.requestsOf('submit').length, 1);
  });

  it('is one that was canceled before it was sent, although that could not be written', async () => {
    const first = openCounting({ getClient: () => new Promise(() => undefined) });
    const run = await service.driver.waitFor(
      first.engine.start({ provider: 'octopusx' }, smallRequest),
    );
    const fail = () => Promise.reject(Object.assign(new Error('Full'), { code: 'ENOSPC' }));
    Object.assign(first.library, { update: fail });
    await service.driver.waitFor(first.engine.cancel(run.id));
    const record = await harness.waitForEnd(run);
    assert.equal(record?.failure?.kind, 'canceled');
    await closeWindow(first);
    const next = openCounting();
    await scanFor(60_000, next);
    assert.equal(service.requestsOf('submit').length, 0);
    await waitForHold('maybeSubmitted', run.id, next);
  });

  const elsewhere: readonly [
    name: string,
    expected: Hold,
    run: (tickets: Tickets, id: string) => Promise<unknown>,
  ][] = [
    [
      'has sent it',
      'maybeSubmitted',
      async (tickets, sentId) => {
        const ticket = (await tickets.read(sentId)) ?? assert.fail();
        await tickets.write(sentId, { ...ticket, stage: 'submitted' });
      },
    ],
    ['has run it to its end', 'notStartedHere', (tickets, endedId) => tickets.delete(endedId)],
  ];
  for (const [name, expected, runElsewhere] of elsewhere) {
    it(`is one that a window with another library ${name}, while it was waiting here`, async () => {
      const client = deferred<Client>();
      const window = openCounting({ getClient: () => client.promise });
      const run = await service.driver.waitFor(
        window.engine.start({ provider: 'octopusx' }, smallRequest),
      );
      await runElsewhere(new Tickets(harness.ticketFolder(), window.library.disk), run.id);
      client.fulfill(service.clientFor('octopusx'));
      assert.equal((await waitForEnd(run))?.state, 'queued');
      await scanFor(60_000, window);
      await waitForHold(expected, run.id, window);
      assert.equal(service.requestsOf('submit').length, 0);
    });
  }

  it('is one of a custom provider that is no longer in the settings, until it has a task', async () => {
    const custom = { provider: 'custom', customProvider } as const;
    for (const [fields, expected] of [
      [{ state: 'queued' }, 'providerNotInSettings'],
      [{ state: 'generating', task }, undefined],
    ] as const) {
      await writeForeign({ ...custom, ...fields });
      const window = openCounting({ isInSettings: () => false });
      const record = await service.driver.waitFor(window.library.get(id));
      await harness.startHere(record ?? assert.fail());
      await scanFor(20_000, window);
      assert.equal(window.engine.getHold(id), expected);
      await closeWindow(window);
    }
    assert.equal(service.requestsOf('submit').length, 0);
  });

  it('is not one whose file keeps less than was written, such as a very long prompt', () => {
    const prompt = 'a'.repeat(maxPromptCharacters + 10_000);
    const written = finishedRecord({ id, state: 'downloading', task, resultUrls });
    const record = { ...written, request: { ...smallRequest, prompt } };
    const ticket = createTicket(record, 'submitted');
    const read = v.parse(recordSchema, JSON.parse(JSON.stringify(record)));
    assert.notEqual(read.request.prompt, prompt);
    assert.ok(isTicketOf(ticket, read));
    assert.ok(hasUrlsOf(ticket, read));
  });

  const unreadable: readonly [
    name: string,
    breakTickets: (ticketFolder: string) => Promise<unknown>,
  ][] = [
    [
      'the folder of the tickets is a file',
      async (folder) => {
        await rm(folder, { recursive: true });
        await writeFile(folder, '');
      },
    ],
    [
      'its ticket is a folder',
      async (folder) => {
        const [name = assert.fail()] = await readdir(folder);
        await rm(join(folder, name));
        await mkdir(join(folder, name));
      },
    ],
  ];
  for (const [name, breakTickets] of unreadable) {
    it(`is shown, and can be queried, if ${name}`, async () => {
      const startedId = await startAndClose();
      await breakTickets(harness.ticketFolder());
      const next = openCounting();
      await scanFor(60_000, next);
      await waitForHold('ticketFailed', startedId, next);
      const run = await service.driver.waitFor(next.engine.retry(startedId));
      assert.equal((await waitForEnd(run ?? assert.fail()))?.state, 'done');
      assert.equal(next.engine.getHold(startedId), undefined);
      assert.equal(service.requestsOf('submit').length, 1);
    });
  }

  it('downloads from no URL that was not received here', async () => {
    const startedId = await startAndClose();
    const next = openCounting();
    await service.driver.waitFor(
      next.library.update(startedId, (record) => ({
        ...record,
        state: 'downloading' as const,
        resultUrls: { ...resultUrls, receivedAt: Date.now() },
      })),
    );
    const queries = service.requestsOf('query').length;
    await scanFor(60_000, next);
    const record = await next.library.get(startedId);
    assert.equal(record?.state, 'done');
    assert.notDeepEqual(record.resultUrls?.imageUrls, resultUrls.imageUrls);
    assert.ok(service.requestsOf('query').length > queries);
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
