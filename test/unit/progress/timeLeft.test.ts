import assert from 'node:assert/strict';
import { estimateTimeLeft, estimateTotalSeconds } from '../../../src/progress/timeLeft.ts';

describe('estimateTimeLeft', () => {
  const rows = [
    [0, 30, { kind: 'left', amount: 30, unit: 'seconds' }],
    [1, 30, { kind: 'left', amount: 30, unit: 'seconds' }],
    [5, 30, { kind: 'left', amount: 25, unit: 'seconds' }],
    [26.9, 30, { kind: 'left', amount: 5, unit: 'seconds' }],
    [27, 30, { kind: 'nearly' }],
    [36, 30, { kind: 'nearly' }],
    [37, 30, { kind: 'longer', elapsedSeconds: 37 }],
    [0, 68, { kind: 'left', amount: 70, unit: 'seconds' }],
    [0, 120, { kind: 'left', amount: 120, unit: 'seconds' }],
    [0, 121, { kind: 'left', amount: 3, unit: 'minutes' }],
    [0, 2, { kind: 'nearly' }],
    [5, 2, { kind: 'nearly' }],
    [6, 2, { kind: 'longer', elapsedSeconds: 6 }],
    [600, 30, { kind: 'longer', elapsedSeconds: 600 }],
    [80_000, 30, { kind: 'longer' }],
  ] as const;
  for (const [elapsed, expected, timeLeft] of rows) {
    it(`after ${elapsed} s of ${expected} s is ${JSON.stringify(timeLeft)}`, () => {
      assert.deepEqual(estimateTimeLeft(elapsed, expected), timeLeft);
    });
  }

  it('never counts up before it is overdue', () => {
    let last = Infinity;
    for (let elapsed = 0; elapsed <= 100; elapsed += 0.5) {
      const timeLeft = estimateTimeLeft(elapsed, 100);
      if (timeLeft.kind !== 'left') continue;
      assert.ok(timeLeft.amount <= last, `${timeLeft.amount} after ${last}`);
      last = timeLeft.amount;
    }
  });
});

describe('estimateTotalSeconds', () => {
  it('is that of as many rounds as the concurrency allows', () => {
    assert.equal(estimateTotalSeconds(53, 2, 10), 270);
    assert.equal(estimateTotalSeconds(1, 2, 10), 10);
    assert.equal(estimateTotalSeconds(4, 0, 10), 40);
  });
});
