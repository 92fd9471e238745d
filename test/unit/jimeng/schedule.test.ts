import assert from 'node:assert/strict';
import {
  estimateFrom,
  expectedSeconds,
  hazard,
  surviving,
  type Estimate,
} from '../../../src/jimeng/estimate.ts';
import { scheduleFor } from '../../../src/jimeng/schedule.ts';
import { seeded } from '../support/random.ts';

const square = { width: 2048, height: 2048 };
const about = (seconds: number, deviation = 0.2): Estimate => ({
  mean: Math.log(seconds),
  deviation,
});

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
    assert.ok((seconds.at(-1) ?? 0) < 60);
  });

  it('comes to what was observed', () => {
    const regular = estimateFrom(
      Array.from({ length: 20 }, () => 40),
      square,
    );
    assert.ok(Math.abs(Math.exp(regular.mean) - 40) < 0.5);
    assert.ok(regular.deviation < 0.15);
  });

  it('is not led astray by one observation, and forgets the far past', () => {
    assert.ok(Math.exp(estimateFrom([300], square).mean) < 100);
    const past = [
      ...Array.from({ length: 50 }, () => 300),
      ...Array.from({ length: 20 }, () => 10),
    ];
    assert.ok(Math.abs(Math.exp(estimateFrom(past, square).mean) - 10) < 1);
  });

  it('never takes any tasks for quite alike, nor breaks on nonsense', () => {
    assert.ok(estimateFrom([10, 10, 10, 10, 10], square).deviation >= 0.05);
    assert.deepEqual(estimateFrom([0, -1, NaN], square), estimateFrom([], square));
  });

  it('has a survival that agrees with its hazard', () => {
    const estimate = about(15, 0.3);
    let survival = 1;
    for (let at = 0.005; at < 40; at += 0.01) {
      survival *= 1 - 0.01 * hazard(estimate, at);
      if (at > 5) assert.ok(Math.abs(survival - surviving(estimate, at)) < 0.01, `at ${at}`);
    }
  });

  it('takes a task that is late for one that keeps to no rule, not for one about to finish', () => {
    const [due = 0, late = 0, later = 0] = [25, 50, 100].map((at) => hazard(about(20), at));
    assert.ok(late < due / 4 && later < late, `${due}, ${late}, ${later}`);
  });

  it('has a hazard that stays finite far out', () => {
    for (const seconds of [0, 1e-9, 1, 1e3, 1e6, 1e12]) {
      const value = hazard(about(15), seconds);
      assert.ok(Number.isFinite(value) && value >= 0, `${value} at ${seconds}`);
    }
  });
});

describe('A schedule', () => {
  it('asks shortly before a task is likely to finish, then closely, then sparsely', () => {
    const times = queries(about(20), 200);
    const gaps = times.map((time, index) => time - (times[index - 1] ?? 0));
    const gapAt = (seconds: number) => gaps[times.findIndex((time) => time >= seconds)] ?? NaN;
    assert.ok((times[0] ?? 0) > 8, `first at ${times[0]}`);
    assert.ok((times[0] ?? 0) < 20);
    assert.ok(gapAt(20) < 2, `gap ${gapAt(20)} at 20 s`);
    assert.ok(gapAt(150) > 2 * gapAt(25), `gap ${gapAt(150)} at 150 s`);
  });

  it('never rushes and never sleeps', () => {
    const random = seeded(7);
    for (let round = 0; round < 300; round++) {
      const next = scheduleFor(about(1 + 200 * random(), 0.05 + random()));
      const pause = next(1000 * random());
      assert.ok(pause >= 0.4 && pause <= 10, `${pause}`);
    }
  });

  const expected = [
    about(3, 0.3),
    about(8, 0.25),
    about(15, 0.05),
    about(15, 0.25),
    about(30, 0.5),
    about(40, 0.05),
    about(60, 0.15),
    ...[1024, 2048, 4096].map((side) => estimateFrom([], { width: side, height: side })),
  ];
  for (const estimate of expected) {
    const kind = `${Math.exp(estimate.mean).toFixed(1)} s ± ${estimate.deviation}`;
    it(`costs no more than to ask every 3 seconds where tasks are as expected (${kind})`, () => {
      const tasks = 1000;
      const durations = Array.from({ length: tasks }, (_, n) =>
        quantile(estimate, (n + 0.5) / tasks),
      );
      const times = queries(estimate, Math.max(...durations));
      // The one that finds it finished is a query, too.
      const ours = durations.map((duration) => times.filter((at) => at < duration).length + 1);
      const everyThree = durations.map((duration) => Math.ceil(duration / 3));
      assert.ok(mean(ours) <= mean(everyThree), `${mean(ours)} for ${mean(everyThree)}`);
    });
  }

  it('asks ever less often for a task that takes much longer than all before it', () => {
    for (const estimate of expected) {
      const late = 10 * Math.exp(estimate.mean);
      const rest = queries(estimate, late + 300).filter((at) => at > late);
      // No client that is known of asks more often than every 2 seconds (contract 5).
      assert.ok(rest.length <= 300 / 2, `${rest.length} queries in 300 s`);
      const pauses = rest.slice(1).map((at, index) => at - (rest[index] ?? 0));
      assert.ok(pauses.every((pause, index) => pause > (pauses[index - 1] ?? 0) - 0.001));
    }
  });
});

function mean(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0) / numbers.length;
}

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
