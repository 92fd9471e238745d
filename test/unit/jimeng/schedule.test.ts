import assert from 'node:assert/strict';
import {
  estimateFrom,
  expectedSeconds,
  surviving,
  type Estimate,
} from '../../../src/jimeng/estimate.ts';
import { scheduleFor } from '../../../src/jimeng/schedule.ts';
import { seeded } from '../support/random.ts';

const square = { width: 2048, height: 2048 };
/** An estimate after a long history of tasks that take so long, give or take a share. */
const about = (seconds: number, give = 0.2): Estimate =>
  estimateFrom(
    Array.from({ length: 20 }, (_, n) => seconds * Math.exp(give * ((n - 9.5) / 6))),
    square,
  );

/** The times of the queries up to `end`, in seconds. */
function queries(estimate: Estimate, end: number): number[] {
  const next = scheduleFor(estimate);
  const times = [];
  for (let at = next(0); at < end; at += next(at)) times.push(at);
  return times;
}

describe('An estimate', () => {
  it('without history grows with the size', () => {
    const seconds = [1024, 2048, 4096].map((side) =>
      expectedSeconds(estimateFrom([], { width: side, height: side })),
    );
    assert.ok(seconds.every((each, index) => each > (seconds[index - 1] ?? 5)));
    assert.ok((seconds.at(-1) ?? 0) < 120);
  });

  it('comes to what was observed', () => {
    const regular = Array.from({ length: 20 }, () => 40);
    const estimate = estimateFrom(regular, square);
    assert.ok(Math.abs(quantile(estimate, 0.5) - 40) < 1);
    assert.ok(Math.abs(expectedSeconds(estimate) - 40) < 8, `${expectedSeconds(estimate)}`);
  });

  it('knows that tasks are now quick and now slow', () => {
    const twofold = Array.from({ length: 20 }, (_, n) => (n % 4 === 0 ? 30 : 12) + (n % 3) / 2);
    const estimate = estimateFrom(twofold, square);
    const finishing = (from: number, to: number) =>
      surviving(estimate, from) - surviving(estimate, to);
    assert.ok(finishing(19, 23) < finishing(28, 32));
    assert.ok(finishing(28, 32) < finishing(11, 14) / 2);
  });

  it('is not led astray by one observation, and forgets the far past', () => {
    assert.ok(surviving(estimateFrom([300], square), 100) < 0.9);
    const past = [
      ...Array.from({ length: 50 }, () => 300),
      ...Array.from({ length: 20 }, () => 10),
    ];
    assert.ok(Math.abs(quantile(estimateFrom(past, square), 0.5) - 10) < 1);
  });

  it('never takes any tasks for quite alike, nor breaks on nonsense', () => {
    for (const seconds of [2, 10, 100]) {
      const estimate = estimateFrom(
        Array.from({ length: 100 }, () => seconds),
        square,
      );
      assert.ok(quantile(estimate, 0.9) - quantile(estimate, 0.1) > 0.5);
    }
    assert.deepEqual(estimateFrom([0, -1, NaN], square), estimateFrom([], square));
  });

  it('is a distribution', () => {
    for (const estimate of [about(15, 0.3), estimateFrom([], square), estimateFrom([3], square)]) {
      const shares = [-1, 0, 1e-9, 1, 3, 10, 20, 40, 1e3, 1e12].map((at) =>
        surviving(estimate, at),
      );
      assert.ok(Math.abs((shares[0] ?? 0) - 1) < 1e-9 && Math.abs((shares[1] ?? 0) - 1) < 1e-9);
      assert.ok(shares.every((each, index) => each <= (shares[index - 1] ?? 1) + 1e-9));
      assert.ok((shares.at(-1) ?? 1) < 1e-9);
    }
  });

  it('tells within how many seconds four of five finish', () => {
    for (const estimate of [about(15, 0.3), about(100), estimateFrom([], square)]) {
      assert.ok(Math.abs(surviving(estimate, expectedSeconds(estimate)) - 0.2) < 1e-6);
    }
  });
});

describe('A schedule', () => {
  it('asks shortly before a task is likely to finish, then closely, then sparsely', () => {
    const times = queries(about(20), 200);
    const gaps = times.map((time, index) => time - (times[index - 1] ?? 0));
    const gapAt = (seconds: number) => gaps[times.findIndex((time) => time >= seconds)] ?? NaN;
    assert.ok((times[0] ?? 0) > 10, `first at ${times[0]}`);
    assert.ok((times[0] ?? 0) < 20);
    assert.ok(gapAt(20) < 2, `gap ${gapAt(20)} at 20 s`);
    assert.ok(gapAt(150) > 2 * gapAt(25), `gap ${gapAt(150)} at 150 s`);
  });

  it('asks first near the time that all before took', () => {
    for (const seconds of [3, 5, 8, 11]) {
      const first = scheduleFor(about(seconds, 0.02))(0);
      assert.ok(first > 0.8 * seconds && first < 1.2 * seconds + 0.5, `${first} for ${seconds}`);
    }
  });

  it('asks seldom between two times at which tasks finish', () => {
    const twofold = Array.from({ length: 20 }, (_, n) => (n % 4 === 0 ? 30 : 12));
    const times = queries(estimateFrom(twofold, square), 40);
    const between = (from: number, to: number) =>
      times.filter((at) => at > from && at <= to).length;
    assert.ok(between(17, 25) < between(26, 34), times.join());
    assert.ok(between(17, 25) < between(9, 17), times.join());
  });

  it('asks early of a service that may be quick, before anything is known', () => {
    assert.ok(scheduleFor(estimateFrom([], { width: 1024, height: 1024 }))(0) < 6);
    assert.ok(scheduleFor(estimateFrom([2], { width: 1024, height: 1024 }))(0) < 4);
  });

  for (const seconds of [25, 60]) {
    it(`costs no more than to ask every 3 seconds, though a first 4K picture take ${seconds} s`, () => {
      const times = queries(estimateFrom([], { width: 4096, height: 4096 }), seconds);
      assert.ok(times.length <= seconds / 3, `${times.length}`);
    });
  }

  it('never rushes and never sleeps', () => {
    const random = seeded(7);
    for (let round = 0; round < 100; round++) {
      const next = scheduleFor(about(1 + 200 * random(), random()));
      for (const elapsed of [0, 20 * random(), 1000 * random(), 1e6]) {
        const pause = next(elapsed);
        assert.ok(pause >= 0.4 && pause <= 12, `${pause}`);
      }
    }
  });

  const expected: Record<string, Estimate> = {
    'about 2 s': about(2),
    'about 3 s': about(3, 0.3),
    'about 8 s': about(8, 0.25),
    'close to 15 s': about(15, 0.05),
    'about 15 s': about(15, 0.25),
    'somewhere about 30 s': about(30, 0.5),
    'close to 40 s': about(40, 0.05),
    'about 60 s': about(60, 0.15),
    'like one before it': estimateFrom([12], square),
    ...Object.fromEntries(
      [1024, 2048, 4096].map((side) => [
        `a first of ${side} pixels`,
        estimateFrom([], { width: side, height: side }),
      ]),
    ),
  };
  for (const [kind, estimate] of Object.entries(expected)) {
    it(`costs no more than to ask every 3 seconds where tasks are as expected (${kind})`, () => {
      const end = 100 * quantile(estimate, 0.5);
      const everyThree = Array.from({ length: end / 3 }, (_, n) => 3 * (n + 1));
      // The first is always made, and each later one for those that the one before found running.
      const [ours = 0, theirs = 0] = [queries(estimate, end), everyThree].map((times) =>
        times.reduce((total, at) => total + surviving(estimate, at), 1),
      );
      assert.ok(ours <= theirs, `${ours} for ${theirs}`);
      assert.ok(ours > 0.9 * theirs, `${ours} of ${theirs}`);
    });
  }

  for (const [kind, estimate] of Object.entries(expected)) {
    it(`asks ever less often for a task that takes much longer than all before it (${kind})`, () => {
      const late = 5 * quantile(estimate, 0.5);
      const rest = queries(estimate, late + 300).filter((at) => at > late);
      // No client that is known of asks more often than every 2 seconds (docs/service.md §10.3).
      assert.ok(rest.length <= 300 / 2, `${rest.length} queries in 300 s`);
      const during = (from: number) =>
        rest.filter((at) => at > late + from && at <= late + from + 100).length;
      assert.ok(during(0) + 1 >= during(100) && during(100) + 1 >= during(200), rest.join());
    });
  }
});

/** Seconds within which this share of the tasks finishes. */
function quantile(estimate: Estimate, share: number): number {
  let low = 0;
  let high = 10_000;
  while (high - low > 1e-3) {
    const middle = (low + high) / 2;
    if (surviving(estimate, middle) > 1 - share) low = middle;
    else high = middle;
  }
  return low;
}
