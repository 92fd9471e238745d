import assert from 'node:assert/strict';
import { PressGuard, samePressMs } from '../../../src/host/submissions/pressGuard.ts';
import { deferred } from '../support/deferred.ts';

describe('PressGuard', () => {
  let nowMs: number;
  let guard: PressGuard;
  let count: number;
  const press = (key = 'a') => guard.run(key, () => Promise.resolve(++count));

  beforeEach(() => {
    nowMs = 1_000_000;
    count = 0;
    guard = new PressGuard(() => nowMs);
  });

  it('makes two presses within a second one, with the same result', async () => {
    assert.deepEqual(await Promise.all([press(), press()]), [1, 1]);
    nowMs += samePressMs - 1;
    assert.equal(await press(), 1);
  });

  it('runs a press after a second, even if it was pressed all the time', async () => {
    for (let elapsedMs = 0; elapsedMs < 2 * samePressMs; elapsedMs += 100) {
      await press();
      nowMs += 100;
    }
    assert.equal(count, 2);
  });

  it('runs presses of different things', async () => {
    assert.deepEqual(await Promise.all([press('a'), press('b')]), [1, 2]);
  });

  it('waits for a press that is not over, however long it lasts', async () => {
    const slow = deferred<number>();
    const first = guard.run('a', () => slow.promise);
    nowMs += 10 * samePressMs;
    const second = press();
    slow.fulfill(7);
    assert.deepEqual(await Promise.all([first, second]), [7, 7]);
    assert.equal(count, 0);
  });

  it('runs again at once after a failure', async () => {
    const failing = guard.run('a', () => Promise.reject(new Error('no key')));
    await assert.rejects(failing, /no key/);
    assert.equal(await press(), 1);
  });

  it('runs again after the system clock was set back', async () => {
    await press();
    nowMs -= 60_000;
    assert.equal(await press(), 2);
  });
});
