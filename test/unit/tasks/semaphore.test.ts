import assert from 'node:assert/strict';
import { Semaphore } from '../../../src/tasks/semaphore.ts';
import { randomInt, seededRandom } from '../support/seededRandom.ts';

const neverAborted = new AbortController().signal;

/** Enters several times and records the order. */
function enterAll(semaphore: Semaphore, count: number, signal = neverAborted) {
  const entered: number[] = [];
  const entries = Array.from({ length: count }, async (_, n) => {
    const release = await semaphore.acquire(signal);
    entered.push(n);
    return release;
  });
  return { entered, entries };
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

describe('Semaphore', () => {
  it('admits up to the limit and the others in order', async () => {
    const { entered, entries } = enterAll(new Semaphore(() => 2), 5);
    await nextTurn();
    assert.deepEqual(entered, [0, 1]);
    (await entries[1])?.();
    await nextTurn();
    assert.deepEqual(entered, [0, 1, 2]);
    (await entries[0])?.();
    (await entries[2])?.();
    await nextTurn();
    assert.deepEqual(entered, [0, 1, 2, 3, 4]);
  });

  it('ignores a second release', async () => {
    const { entered, entries } = enterAll(new Semaphore(() => 1), 3);
    const release = await entries[0];
    release?.();
    release?.();
    await nextTurn();
    assert.deepEqual(entered, [0, 1]);
  });

  it('forgets waiters that abort', async () => {
    const semaphore = new Semaphore(() => 1);
    const release = await semaphore.acquire(neverAborted);
    const abort = new AbortController();
    const reason = new Error('enough');
    const abortedEntry = semaphore.acquire(abort.signal);
    const next = semaphore.acquire(neverAborted);
    abort.abort(reason);
    await assert.rejects(abortedEntry, reason);
    release();
    (await next)();
    await assert.rejects(semaphore.acquire(abort.signal), reason);
    (await semaphore.acquire(neverAborted))();
  });

  it('ignores an abort after entering', async () => {
    const semaphore = new Semaphore(() => 1);
    const abort = new AbortController();
    const release = await semaphore.acquire(abort.signal);
    const waiting = semaphore.acquire(abort.signal);
    release();
    const second = await waiting;
    abort.abort();
    const { entered } = enterAll(semaphore, 1);
    await nextTurn();
    assert.deepEqual(entered, []);
    second();
    await nextTurn();
    assert.deepEqual(entered, [0]);
  });

  it('follows a changing limit and keeps the order', async () => {
    let limit = 1;
    const semaphore = new Semaphore(() => limit);
    const { entered, entries } = enterAll(semaphore, 5);
    await nextTurn();
    limit = 3;
    const lateEntry = semaphore.acquire(neverAborted).then((release) => {
      entered.push(5);
      return release;
    });
    await nextTurn();
    assert.deepEqual(entered, [0, 1, 2]);
    limit = 1;
    (await entries[0])?.();
    (await entries[1])?.();
    await nextTurn();
    assert.deepEqual(entered, [0, 1, 2]);
    (await entries[2])?.();
    (await entries[3])?.();
    (await entries[4])?.();
    (await lateEntry)();
    assert.deepEqual(entered, [0, 1, 2, 3, 4, 5]);
  });

  it('never exceeds its limit', async () => {
    const random = seededRandom(7);
    const semaphore = new Semaphore(() => 3);
    let entryCount = 0;
    let maxEntryCount = 0;
    let served = 0;
    const entries = Array.from({ length: 300 }, async () => {
      const abort = new AbortController();
      const aborts = randomInt(random, 4) === 0;
      if (aborts)
        setImmediate(() => {
          abort.abort(new Error('enough'));
        });
      const release = await semaphore.acquire(abort.signal);
      maxEntryCount = Math.max(maxEntryCount, ++entryCount);
      for (let turns = randomInt(random, 3); turns > 0; turns--) await nextTurn();
      entryCount--;
      served++;
      release();
    });
    await Promise.allSettled(entries);
    assert.equal(maxEntryCount, 3);
    assert.equal(entryCount, 0);
    assert.ok(served > 200);
    (await semaphore.acquire(neverAborted))();
  });
});
