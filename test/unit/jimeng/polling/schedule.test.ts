import assert from 'node:assert/strict';
import {
  estimateDuration,
  estimateFinish,
  getExpectedSeconds,
  isLearned,
  survivalAt,
  type DurationEstimate,
} from '../../../../src/jimeng/polling/estimate.ts';
import { createSchedule } from '../../../../src/jimeng/polling/schedule.ts';
import { seededRandom } from '../../support/seededRandom.ts';

const square = { width: 2048, height: 2048 };
/** An estimate after many tasks of about this duration. */
const estimateAround = (seconds: number, spread = 0.2): DurationEstimate =>
  estimateDuration(
    Array.from({ length: 20 }, (_, n) => seconds * Math.exp(spread * ((n - 9.5) / 6))),
    square,
  );

/** The times of the queries up to `end`, in seconds. */
function queryTimes(estimate: DurationEstimate, end: number): number[] {
  const next = createSchedule(estimate);
  const times = [];
  for (let seconds = next(0); seconds < end; seconds += next(seconds)) times.push(seconds);
  return times;
}

describe('estimateDuration', () => {
  it('grows with the size without history', () => {
    const seconds = [1024, 2048, 4096].map((side) =>
      getExpectedSeconds(estimateDuration([], { width: side, height: side })),
    );
    assert.ok(seconds.every((each, index) => each > (seconds[index - 1] ?? 5)));
    assert.ok((seconds.at(-1) ?? 0) < 120);
  });

  it('is known to be a guess until a task was observed', () => {
    assert.ok(!isLearned(estimateDuration([], square)));
    assert.ok(isLearned(estimateDuration([40], square)));
  });

  it('converges to what was observed', () => {
    const constantHistory = Array.from({ length: 20 }, () => 40);
    const estimate = estimateDuration(constantHistory, square);
    assert.ok(Math.abs(quantile(estimate, 0.5) - 40) < 1);
    assert.ok(Math.abs(getExpectedSeconds(estimate) - 40) < 8, `${getExpectedSeconds(estimate)}`);
  });

  it('models tasks that are sometimes fast and sometimes slow', () => {
    const bimodal = Array.from({ length: 20 }, (_, n) => (n % 4 === 0 ? 30 : 12) + (n % 3) / 2);
    const estimate = estimateDuration(bimodal, square);
    const shareFinishing = (from: number, to: number) =>
      survivalAt(estimate, from) - survivalAt(estimate, to);
    assert.ok(shareFinishing(19, 23) < shareFinishing(28, 32));
    assert.ok(shareFinishing(28, 32) < shareFinishing(11, 14) / 2);
  });

  it('is not distorted by one observation and forgets old ones', () => {
    assert.ok(survivalAt(estimateDuration([300], square), 100) < 0.9);
    const history = [
      ...Array.from({ length: 50 }, () => 300),
      ...Array.from({ length: 20 }, () => 10),
    ];
    assert.ok(Math.abs(quantile(estimateDuration(history, square), 0.5) - 10) < 1);
  });

  it('never becomes certain and ignores invalid values', () => {
    for (const seconds of [2, 10, 100]) {
      const estimate = estimateDuration(
        Array.from({ length: 100 }, () => seconds),
        square,
      );
      assert.ok(quantile(estimate, 0.9) - quantile(estimate, 0.1) > 0.5);
    }
    assert.deepEqual(estimateDuration([0, -1, NaN], square), estimateDuration([], square));
  });

  it('is a distribution', () => {
    for (const estimate of [
      estimateAround(15, 0.3),
      estimateDuration([], square),
      estimateDuration([3], square),
    ]) {
      const shares = [-1, 0, 1e-9, 1, 3, 10, 20, 40, 1e3, 1e12].map((seconds) =>
        survivalAt(estimate, seconds),
      );
      assert.ok(Math.abs((shares[0] ?? 0) - 1) < 1e-9 && Math.abs((shares[1] ?? 0) - 1) < 1e-9);
      assert.ok(shares.every((each, index) => each <= (shares[index - 1] ?? 1) + 1e-9));
      assert.ok((shares.at(-1) ?? 1) < 1e-9);
    }
  });

  it('predicts within how many seconds four of five finish', () => {
    for (const estimate of [
      estimateAround(15, 0.3),
      estimateAround(100),
      estimateDuration([], square),
    ]) {
      assert.ok(Math.abs(survivalAt(estimate, getExpectedSeconds(estimate)) - 0.2) < 1e-6);
    }
  });
});

describe('estimateFinish', () => {
  it('is near the middle of a short pause', () => {
    for (const [from, to] of [
      [14, 15],
      [15, 15.5],
      [40, 42],
    ] as const) {
      const seconds = estimateFinish(estimateAround(15, 0.3), from, to);
      assert.ok(Math.abs(seconds - (from + to) / 2) < 0.1 * (to - from), `${seconds}`);
    }
  });

  it('is what is known of similar tasks if the first query finds the task finished', () => {
    const seconds = estimateFinish(estimateAround(15, 0.1), 0, 30);
    assert.ok(Math.abs(seconds - 15) < 0.5, `${seconds}`);
    const firstSeconds = estimateFinish(estimateDuration([], square), 0, 2.6);
    assert.ok(firstSeconds > 0.6 * 2.6 && firstSeconds < 2.6, `${firstSeconds}`);
  });

  it('is between the queries however unlikely that is', () => {
    for (const [from, to] of [
      [0, 0.001],
      [0.5, 1],
      [1e4, 1e4 + 1],
      [1e6, 1e6 + 1],
    ] as const) {
      const seconds = estimateFinish(estimateAround(15, 0.05), from, to);
      assert.ok(seconds >= from && seconds <= to, `${seconds} in ${from} to ${to}`);
    }
  });

  it('learns a quick service whose tasks the first query finds finished', () => {
    const random = seededRandom(3);
    const durations: number[] = [];
    const waits: number[] = [];
    for (let task = 0; task < 60; task++) {
      const duration = 1.8 + 0.4 * random();
      const estimate = estimateDuration(durations, square);
      const times = queryTimes(estimate, 100);
      const index = times.findIndex((time) => time >= duration);
      const found = times[index] ?? Infinity;
      durations.push(estimateFinish(estimate, times[index - 1] ?? 0, found));
      waits.push(found - duration);
    }
    const lastWaits = waits.slice(20);
    const mean = lastWaits.reduce((sum, each) => sum + each, 0) / lastWaits.length;
    assert.ok(mean < 0.5, `${mean}`);
  });
});

describe('createSchedule', () => {
  it('queries shortly before a task is likely to finish, then densely, then sparsely', () => {
    const times = queryTimes(estimateAround(20), 200);
    const gaps = times.map((time, index) => time - (times[index - 1] ?? 0));
    const gapAfter = (seconds: number) => gaps[times.findIndex((time) => time >= seconds)] ?? NaN;
    assert.ok((times[0] ?? 0) > 10, `first at ${times[0]}`);
    assert.ok((times[0] ?? 0) < 20);
    assert.ok(gapAfter(20) < 2, `gap ${gapAfter(20)} at 20 s`);
    assert.ok(gapAfter(150) > 2 * gapAfter(25), `gap ${gapAfter(150)} at 150 s`);
  });

  it('queries first near the duration of all earlier tasks', () => {
    for (const seconds of [3, 5, 8, 11]) {
      const first = createSchedule(estimateAround(seconds, 0.02))(0);
      assert.ok(first > 0.8 * seconds && first < 1.2 * seconds + 0.5, `${first} for ${seconds}`);
    }
  });

  it('queries rarely between two typical durations', () => {
    const bimodal = Array.from({ length: 20 }, (_, n) => (n % 4 === 0 ? 30 : 12));
    const times = queryTimes(estimateDuration(bimodal, square), 40);
    const countBetween = (from: number, to: number) =>
      times.filter((at) => at > from && at <= to).length;
    assert.ok(countBetween(17, 25) < countBetween(26, 34), times.join());
    assert.ok(countBetween(17, 25) < countBetween(9, 17), times.join());
  });

  it('queries early while nothing is known', () => {
    assert.ok(createSchedule(estimateDuration([], { width: 1024, height: 1024 }))(0) < 6);
    assert.ok(createSchedule(estimateDuration([2], { width: 1024, height: 1024 }))(0) < 4);
  });

  /** The first tasks of services that are as slow as their sizes suggest, or faster or slower. */
  const slowFirstTasks: [side: number, seconds: number][] = [
    ...[5, 8, 12].map((seconds): [number, number] => [1024, seconds]),
    ...[12, 15, 20, 25, 30].map((seconds): [number, number] => [2048, seconds]),
    ...[30, 35, 45, 60, 80].map((seconds): [number, number] => [4096, seconds]),
  ];

  it('costs no more than polling every 2 seconds on average of slow first tasks', () => {
    const total = (count: (side: number, seconds: number) => number) =>
      slowFirstTasks.reduce((sum, [side, seconds]) => sum + count(side, seconds), 0);
    const ourCost = total((side, seconds) => {
      // The first query is always made, each later one only if the task is still running.
      return queryTimes(estimateDuration([], { width: side, height: side }), seconds).length + 1;
    });
    const fixedCost = total((_, seconds) => Math.ceil(seconds / 2));
    assert.ok(ourCost <= 1.03 * fixedCost, `${ourCost} for ${fixedCost}`);
    assert.ok(ourCost > 0.9 * fixedCost, `${ourCost} of ${fixedCost}`);
  });

  for (const side of [1024, 2048, 4096]) {
    it(`lets quick first tasks of ${side} pixels wait at most 1 second on average`, () => {
      const times = queryTimes(estimateDuration([], { width: side, height: side }), 20);
      // Every tenth of a second from 2 to 8.
      const waits = Array.from({ length: 61 }, (_, n) => {
        const seconds = 2 + n / 10;
        return (times.find((time) => time >= seconds) ?? Infinity) - seconds;
      });
      const mean = waits.reduce((sum, each) => sum + each, 0) / waits.length;
      assert.ok(mean <= 1, `${mean}`);
      assert.ok(Math.max(...waits) < 2.5, `${Math.max(...waits)}`);
    });
  }

  it('plans at most half an hour, however long earlier tasks took', () => {
    const countSurvivals = (hours: number) => {
      let reads = 0;
      const counted = estimateDuration(Array<number>(20).fill(hours * 3600), square).map(
        (component) =>
          new Proxy(component, {
            get: (target, name: keyof typeof component) => {
              reads++;
              return target[name];
            },
          }),
      );
      assert.equal(createSchedule(counted)(hours * 3600), 12);
      return reads;
    };
    assert.equal(countSurvivals(24), countSurvivals(2));
  });

  it('keeps delays within bounds', () => {
    const random = seededRandom(7);
    for (let round = 0; round < 100; round++) {
      const next = createSchedule(estimateAround(1 + 200 * random(), random()));
      for (const elapsed of [0, 20 * random(), 1000 * random(), 1e6]) {
        const delay = next(elapsed);
        assert.ok(delay >= 0.4 && delay <= 12, `${delay}`);
      }
    }
  });

  const expected: Record<string, DurationEstimate> = {
    'about 2 s': estimateAround(2),
    'about 3 s': estimateAround(3, 0.3),
    'about 8 s': estimateAround(8, 0.25),
    'close to 15 s': estimateAround(15, 0.05),
    'about 15 s': estimateAround(15, 0.25),
    'roughly 30 s': estimateAround(30, 0.5),
    'close to 40 s': estimateAround(40, 0.05),
    'about 60 s': estimateAround(60, 0.15),
    'like an earlier one': estimateDuration([12], square),
    ...Object.fromEntries(
      [1024, 2048, 4096].map((side) => [
        `a first one of ${side} pixels`,
        estimateDuration([], { width: side, height: side }),
      ]),
    ),
  };
  for (const [kind, estimate] of Object.entries(expected)) {
    it(`costs no more than polling every 2 seconds if tasks are as expected (${kind})`, () => {
      const end = 100 * quantile(estimate, 0.5);
      const fixedSchedule = Array.from({ length: end / 2 }, (_, n) => 2 * (n + 1));
      // Expected number of queries: the first is always made, each later one only if the task is
      // still running.
      const [ourCost = 0, fixedCost = 0] = [queryTimes(estimate, end), fixedSchedule].map((times) =>
        times.reduce((total, at) => total + survivalAt(estimate, at), 1),
      );
      assert.ok(ourCost <= fixedCost, `${ourCost} for ${fixedCost}`);
      // Where almost everything is known, not all of the queries are worth making.
      assert.ok(ourCost > 0.6 * fixedCost, `${ourCost} of ${fixedCost}`);
    });
  }

  for (const [kind, estimate] of Object.entries(expected)) {
    it(`queries less and less often if a task takes much longer than expected (${kind})`, () => {
      const lateSeconds = 5 * quantile(estimate, 0.5);
      const lateQueries = queryTimes(estimate, lateSeconds + 300).filter((at) => at > lateSeconds);
      // No known client polls more often than every 2 seconds (docs/service.md §10.3).
      assert.ok(lateQueries.length <= 300 / 2, `${lateQueries.length} queries in 300 s`);
      const countDuring = (from: number) =>
        lateQueries.filter((at) => at > lateSeconds + from && at <= lateSeconds + from + 100)
          .length;
      assert.ok(
        countDuring(0) + 1 >= countDuring(100) && countDuring(100) + 1 >= countDuring(200),
        lateQueries.join(),
      );
    });
  }
});

/** The number of seconds within which this share of the tasks finishes. */
function quantile(estimate: DurationEstimate, share: number): number {
  let low = 0;
  let high = 10_000;
  while (high - low > 1e-3) {
    const middle = (low + high) / 2;
    if (survivalAt(estimate, middle) > 1 - share) low = middle;
    else high = middle;
  }
  return low;
}
