import assert from 'node:assert/strict';
import type { Failure } from '../../../src/jimeng/index.ts';
import { isUnfinished, type GenerationRecord } from '../../../src/library/record.ts';
import type { Run } from '../../../src/tasks/engine.ts';
import { canRecover } from '../../../src/tasks/transitions.ts';
import { assertSent, order, useDesk, type Window } from '../support/engine.ts';
import { task } from '../support/fetch.ts';

const hour = 3_600_000;
const onTheWay: Failure = { kind: 'network', host: 'octopusx.ai', code: 'ENOTFOUND' };

describe('A failed generation', () => {
  const failed: GenerationRecord = {
    version: 1,
    id: '20260101T000000000-00000000',
    createdAt: 0,
    provider: 'octopusx',
    request: order,
    state: 'failed',
    task: { ...task, submittedAt: 0 },
    images: [],
    finishedAt: 1,
    failure: onTheWay,
  };
  const addresses = { imageUrls: ['https://pictures.example.com/1.image'], receivedAt: 0 };

  const recovered: Failure[] = [
    onTheWay,
    { kind: 'timeout', seconds: 600 },
    { kind: 'noAnswer', host: 'h', seconds: 30 },
    { kind: 'proxy', host: 'h', code: '407' },
    { kind: 'certificate', host: 'h', code: 'CERT_HAS_EXPIRED' },
    { kind: 'badAnswer', problem: 'notJson', httpStatus: 200, got: '<html>' },
    { kind: 'badAnswer', problem: 'noPicture', httpStatus: 200, got: '' },
    { kind: 'service', httpStatus: 503 },
    { kind: 'download', problem: 'incomplete', host: 'h' },
    { kind: 'save', code: 'ENOSPC' },
    { kind: 'noKey' },
    { kind: 'authentication' },
    { kind: 'clock' },
    { kind: 'unexpected' },
  ];
  for (const failure of recovered) {
    it(`for ${failure.kind} is taken up at the next start`, () => {
      assert.equal(canRecover({ ...failed, failure }, hour), true);
    });
  }

  const final: Failure[] = [
    { kind: 'cancelled' },
    { kind: 'cancelled', maybeBilled: true },
    { kind: 'taskFailed' },
    { kind: 'promptRefused' },
    { kind: 'referenceRefused' },
    { kind: 'resultRefused' },
    { kind: 'copyright' },
    { kind: 'invalidRequest' },
    { kind: 'expired' },
    { kind: 'unknownTask' },
    { kind: 'service', httpStatus: 200 },
  ];
  for (const failure of final) {
    it(`for ${failure.kind} is left as it is`, () => {
      assert.equal(canRecover({ ...failed, failure }, hour), false);
    });

    it(`for ${failure.kind} is left as it is where its task was submitted elsewhere, too`, () => {
      assert.equal(canRecover({ ...failed, failure, adopted: true }, hour), false);
    });
  }

  it('without a task is left as it is', () => {
    const { task, ...rest } = failed;
    assert.equal(canRecover(rest, hour), false);
  });

  it('is taken up for 12 hours, and 24 where its addresses are known', () => {
    const ages = [12 * hour - 1, 12 * hour, 24 * hour - 1, 24 * hour];
    const without = ages.map((age) => canRecover(failed, age));
    const withAddresses = ages.map((age) => canRecover({ ...failed, addresses }, age));
    assert.deepEqual(without, [true, false, false, false]);
    assert.deepEqual(withAddresses, [true, true, true, false]);
  });

  it('is not taken up once it is done, nor while it is under way', () => {
    for (const state of ['done', 'generating', 'queued'] as const) {
      assert.equal(canRecover({ ...failed, state }, hour), false);
    }
  });
});

describe('What failed on its way', () => {
  const desk = useDesk();
  const { world, shelf, open, end } = desk;

  /** A generation that an earlier window could not bring home, as it stands on disk. */
  async function lost(fields: Partial<GenerationRecord> = {}): Promise<string> {
    world.gateway.configure({ faults: [{ on: 'picture', status: 500, times: 4 }] });
    const { engine, library } = open();
    const run = await engine.start({ provider: 'octopusx' }, order);
    const record = await end(run);
    assert.equal(record?.failure?.kind, 'download');
    await library.update(run.id, (record) => ({ ...record, ...fields }));
    await engine.stop();
    library.dispose();
    return run.id;
  }

  /** How many times a record was taken up. */
  function countBeginnings(id: string, { engine, library }: Window) {
    const count = { begun: 0, hasEnded: false };
    engine.onDidChangeRuns(() => {
      count.begun += engine.runs.some((run) => run.id === id) ? 1 : 0;
    });
    library.onDidChange((change) => {
      count.hasEnded ||=
        change.type === 'saved' && change.record.id === id && !isUnfinished(change.record);
    });
    return count;
  }

  it('is brought home by the next window, without a second submit', async () => {
    const id = await lost();
    const window = open();
    const count = countBeginnings(id, window);
    void window.engine.takeUp();
    await world.pace.untilTrue(() => count.hasEnded);
    const record = await window.library.get(id);
    assert.equal(record?.state, 'done');
    assert.equal(record.failure, undefined);
    await assertSent(desk, window.library, record);
    assert.deepEqual([world.asked('submit').length, count.begun], [1, 1]);
  });

  it('says what it failed with, which a retry does not', async () => {
    await lost();
    const { engine } = open();
    const runs: Run[] = [];
    engine.onDidChangeRuns(() => runs.push(...engine.runs));
    void engine.takeUp();
    await world.pace.untilTrue(() => runs.length > 0);
    assert.equal(runs[0]?.earlierFailure?.kind, 'download');

    const retried = await engine.retry(await lost());
    assert.ok(retried);
    assert.equal(retried.earlierFailure, undefined);
  });

  it('is not taken up at a later round', async () => {
    const { engine } = open();
    void engine.takeUp();
    await world.pace.until(world.pace.clock.sleep(15_000));
    const id = await lost();
    const asked = world.gateway.requests().length;
    await world.pace.until(world.pace.clock.sleep(60_000));
    assert.equal(world.gateway.requests().length, asked);
    assert.equal((await shelf.open().get(id))?.state, 'failed');
  });

  it('is taken up once by two windows that start at once', async () => {
    const ids = [await lost(), await lost(), await lost()];
    const windows = [open(), open()];
    const counts = windows.flatMap((window) => ids.map((id) => countBeginnings(id, window)));
    const before = world.asked('picture').length;
    for (const { engine } of windows) void engine.takeUp();
    await world.pace.until(world.pace.clock.sleep(60_000));
    const records = await shelf.open().list();
    assert.deepEqual(
      records.map(({ state }) => state),
      ['done', 'done', 'done'],
    );
    assert.equal(counts.filter(({ hasEnded }) => hasEnded).length, 6);
    assert.equal(world.asked('picture').length - before, 3);
    assert.equal(world.asked('submit').length, 3);
  });

  it('that a user cancelled is not taken up', async () => {
    await lost({ failure: { kind: 'cancelled', maybeBilled: true } });
    const asked = world.gateway.requests().length;
    const { engine } = open();
    void engine.takeUp();
    await world.pace.until(world.pace.clock.sleep(60_000));
    assert.equal(world.gateway.requests().length, asked);
  });

  it('is given up after a day, however often it was tried', async () => {
    const id = await lost();
    const { clock } = world.pace;
    for (let tried = 0; tried < 3; tried++) {
      clock.advance(7 * hour);
      world.gateway.configure({ faults: [{ on: 'picture', status: 500, times: 4 }] });
      const window = open();
      const count = countBeginnings(id, window);
      void window.engine.takeUp();
      await world.pace.untilTrue(() => count.hasEnded && window.engine.runs.length === 0);
      await window.engine.stop();
    }
    clock.advance(7 * hour);
    const asked = world.gateway.requests().length;
    const { engine } = open();
    void engine.takeUp();
    await world.pace.until(clock.sleep(60_000));
    assert.equal(world.gateway.requests().length, asked);
  });
});
