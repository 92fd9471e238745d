import assert from 'node:assert/strict';
import { resume } from '../../../src/jimeng/calls.ts';
import { estimateFrom, type GenerationEvent } from '../../../src/jimeng/index.ts';
import { accepted, broken, state, task, type Reply } from '../support/fetch.ts';
import {
  begin,
  dueTimes,
  failureIn,
  finished,
  kinds,
  picture,
  readyAfterIn,
  run,
  url,
} from '../support/generation.ts';

const pending = state('generating');
const size = { width: 2048, height: 2048 };
/** Seconds. */
const near = (a: number | undefined, b: number) => Math.abs((a ?? NaN) - b) < 0.001;

/** A task taken up that was submitted so many milliseconds ago. */
async function taken(
  replies: readonly Reply[],
  age: number,
  more: { have?: ReadonlySet<number>; timeout?: number } = {},
) {
  const { pace, options, actions, times } = begin(replies);
  const events: GenerationEvent[] = await pace.collect(
    resume({ ...task, submittedAt: pace.clock.now() - age }, { ...options, ...more }),
  );
  return { events, actions: actions(), times };
}

describe('A task', () => {
  describe('is asked for', () => {
    const estimates = {
      'like nothing before it': estimateFrom([], size),
      'that is like quick ones': estimateFrom([5, 6, 5, 5.5], size),
      'that is like slow ones': estimateFrom([90, 95, 92, 88], size),
    };
    for (const [which, estimate] of Object.entries(estimates)) {
      it(`when its estimate says, where it is one ${which}`, async () => {
        const replies = [accepted, ...Array<Reply>(12).fill(pending), finished, picture];
        const { times } = await run(replies, { estimate });
        assert.deepEqual(times.slice(1, -1), dueTimes(13, estimate));
      });
    }

    it('by its schedule again after queries that broke', async () => {
      const lost = broken('ECONNRESET');
      const { times } = await run([accepted, lost, lost, pending, finished, picture]);
      const [first = 0] = dueTimes(1);
      const answered = first + 3000;
      const [next = 0] = dueTimes(1, undefined, answered);
      assert.deepEqual(times.slice(1, -1), [first, first + 1000, answered, next]);
    });

    it('after a break as patiently as if none had been before it', async () => {
      const lost = broken('ECONNRESET');
      const { times } = await run([accepted, lost, pending, lost, finished, picture]);
      const second = times[4] ?? 0;
      assert.equal(second - (times[3] ?? 0), 1000);
    });
  });

  describe('was ready', () => {
    it('half way between the query that found it under way and the next', async () => {
      const { events } = await run([accepted, pending, pending, finished, picture]);
      const [, before = 0, after = 0] = dueTimes(3);
      assert.ok(near(readyAfterIn(events), (before + after) / 2000));
    });

    it('half way to the first query, where that finds it so', async () => {
      const { events } = await run([accepted, finished, picture]);
      const [first = 0] = dueTimes(1);
      assert.ok(near(readyAfterIn(events), first / 2000));
    });

    it('nobody knows when, where the first look of a later window finds it so', async () => {
      const { events } = await taken([finished, picture], 3_600_000);
      assert.deepEqual(events[0], { type: 'downloading', total: 1, imageUrls: [url] });
    });

    it('nobody knows when, where nothing was heard of it for long', async () => {
      const away = Array<Reply>(6).fill(broken('ECONNRESET'));
      const { events, times } = await run([accepted, pending, ...away, finished, picture]);
      assert.ok((times.at(-2) ?? 0) - (times[1] ?? 0) > 15_000, times.join());
      assert.equal(readyAfterIn(events), undefined);
    });

    it('half way through a short break', async () => {
      const lost = broken('ECONNRESET');
      const { events, times } = await run([accepted, pending, lost, finished, picture]);
      const [, before = 0, , after = 0] = times;
      assert.ok(near(readyAfterIn(events), (before + after) / 2000));
    });

    it('by the time of its submit, where a later window sees it under way', async () => {
      const { events } = await taken([pending, finished, picture], 7000);
      const [next = 0] = dueTimes(1, undefined, 7000);
      assert.ok(near(readyAfterIn(events), (7000 + next) / 2000));
    });
  });

  describe('of an earlier window', () => {
    it('is asked for at once, then by its schedule, and never submitted', async () => {
      const { events, actions, times } = await taken([pending, pending, finished, picture], 7000);
      assert.deepEqual(kinds(events), [
        'generating',
        'generating',
        'downloading',
        'picture',
        'done',
      ]);
      assert.deepEqual(actions, ['query', 'query', 'query', 'picture']);
      const due = dueTimes(2, undefined, 7000).map((time) => time - 7000);
      assert.deepEqual(times.slice(0, 3), [0, ...due]);
    });

    it('has its whole time from now on', async () => {
      const { events, times } = await taken([pending], 3_600_000, { timeout: 60 });
      assert.deepEqual(failureIn(events), { kind: 'timeout', seconds: 60 });
      assert.equal(times.at(-1), 60_000);
    });

    it('is only asked for the pictures that are not here yet', async () => {
      const set = state('success', { image_urls: [url, url, url] });
      const { events, actions } = await taken([set, picture], 7000, { have: new Set([0, 2]) });
      assert.deepEqual(kinds(events), ['downloading', 'picture', 'done']);
      assert.ok(events[1]?.type === 'picture' && events[1].index === 1);
      assert.deepEqual(actions, ['query', 'picture']);
    });
  });

  describe('that the service does not know', () => {
    for (const word of ['not_found', 'expired']) {
      const gone = state(word);

      it(`(${word}) is waited for in the first 10 seconds`, async () => {
        const { events } = await taken([gone, finished, picture], 0);
        assert.deepEqual(kinds(events), ['generating', 'downloading', 'picture', 'done']);
      });

      it(`(${word}) is given up after the first 10 seconds`, async () => {
        const { events, times } = await run([accepted, gone]);
        assert.deepEqual(failureIn(events), { kind: 'expired', code: word });
        const [last = 0, ...earlier] = times.slice(1).reverse();
        assert.ok(last > 10_000 && earlier.length > 0, times.join());
        assert.ok(earlier.every((time) => time <= 10_000));
      });

      it(`(${word}) is given up at once where it is older`, async () => {
        const { events, actions } = await taken([gone], 10_001);
        assert.deepEqual(failureIn(events), { kind: 'expired', code: word });
        assert.deepEqual(actions, ['query']);
        const { events: atTen } = await taken([gone, finished, picture], 10_000);
        assert.equal(atTen.at(-1)?.type, 'done');
      });
    }
  });
});
