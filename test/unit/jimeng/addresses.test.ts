import assert from 'node:assert/strict';
import { resume } from '../../../src/jimeng/calls.ts';
import { accepted, state, task, text, type Reply } from '../support/fetch.ts';
import { begin, failureIn, kinds, picture, run } from '../support/generation.ts';

const hour = 3_600_000;
const known = [1, 2, 3].map((n) => `https://pictures.example.com/${n}.image`);
const fresh = [1, 2, 3].map((n) => `https://pictures.example.com/${n}.image?fresh`);
const ready = (imageUrls: readonly string[]) => state('success', { image_urls: imageUrls });
const dead = (status: number): Reply => text('', status);
const renewed = { type: 'downloading', total: 3, imageUrls: fresh };

/** A task taken up whose addresses came so many milliseconds ago. */
async function taken(replies: readonly Reply[], age: number, have: number[] = []) {
  const { pace, options, actions, fetched, kept } = begin(replies);
  const now = pace.clock.now();
  const addresses = { imageUrls: known, receivedAt: now - age };
  const submittedAt = now - age - 60_000;
  const events = await pace.collect(
    resume({ ...task, submittedAt, addresses }, { ...options, have: new Set(have) }),
  );
  return { events, actions: actions(), fetched: fetched(), kept };
}

describe('Addresses that an earlier window was told', () => {
  for (const age of [0, 13 * hour, 24 * hour - 1]) {
    it(`${age / hour} h ago are used, and nothing is asked`, async () => {
      const { events, fetched, kept } = await taken([picture], age);
      assert.deepEqual(events[0], { type: 'downloading', total: 3, imageUrls: known });
      assert.deepEqual(kinds(events).slice(1), ['picture', 'picture', 'picture', 'done']);
      assert.deepEqual(fetched, known);
      assert.equal(kept.size, 3);
    });
  }

  it('are used for the pictures that are still missing', async () => {
    const { events, fetched } = await taken([picture], hour, [0, 2]);
    assert.deepEqual(fetched, [known[1]]);
    assert.deepEqual(events.at(-1), { type: 'done', total: 3 });
  });

  it('24 h ago are not used', async () => {
    const { actions, fetched } = await taken([ready(fresh), picture], 24 * hour);
    assert.deepEqual(actions, ['query', 'picture', 'picture', 'picture']);
    assert.deepEqual(fetched, fresh);
  });

  for (const status of [401, 403, 404, 410]) {
    it(`and that are dead (${status}) are asked for anew, once`, async () => {
      const replies = [dead(status), ready(fresh), picture];
      const { events, actions, fetched } = await taken(replies, hour);
      assert.deepEqual(actions, ['picture', 'query', 'picture', 'picture', 'picture']);
      assert.deepEqual(fetched, [known[0], ...fresh]);
      assert.deepEqual(events[1], renewed);
      assert.equal(events.at(-1)?.type, 'done');
    });
  }

  it('and that die half way are asked for anew, and what was brought is kept', async () => {
    const replies = [picture, dead(403), ready(fresh), picture];
    const { events, fetched } = await taken(replies, hour);
    assert.deepEqual(fetched, [known[0], known[1], fresh[1], fresh[2]]);
    assert.deepEqual(kinds(events), [
      'downloading',
      'picture',
      'downloading',
      'picture',
      'picture',
      'done',
    ]);
  });

  const unknown = text('{"error":{"code":"task_not_exist","message":"m"}}', 400);
  for (const [what, answer] of [
    ['gone', state('not_found')],
    ['expired', state('expired')],
    ['unknown', unknown],
  ] as const) {
    it(`and that are dead are told as expired where the task is ${what}; the others are fetched`, async () => {
      const { events, fetched } = await taken([dead(403), answer, picture], 13 * hour);
      assert.deepEqual(fetched, known);
      assert.deepEqual(failureIn(events), { kind: 'expired' });
    });
  }

  const useless: [string, Reply][] = [
    ['gives other pictures', ready(fresh.slice(1))],
    ['cannot be asked', text('', 500)],
    ['is refused', text('{"error":{"message":"m"}}', 401)],
  ];
  for (const [what, answer] of useless) {
    it(`and that are dead are told where the task ${what}; the others are fetched`, async () => {
      const replies = [dead(403), answer, picture];
      const { events, actions, fetched } = await taken(replies, 13 * hour);
      assert.deepEqual(actions, ['picture', 'query', 'picture', 'picture']);
      assert.deepEqual(fetched, known);
      const failure = failureIn(events);
      assert.ok(failure.kind === 'download' && failure.httpStatus === 403);
    });
  }
});

describe('Addresses that were just told', () => {
  it('and are dead are asked for anew, once', async () => {
    const { events, actions } = await run([
      accepted,
      ready(known),
      dead(404),
      ready(fresh),
      dead(404),
    ]);
    assert.deepEqual(actions, [
      'submit',
      'query',
      'picture',
      'query',
      ...Array<string>(3).fill('picture'),
    ]);
    const failure = failureIn(events);
    assert.ok(failure.kind === 'download' && failure.httpStatus === 404);
  });

  for (const status of [402, 400]) {
    it(`are asked for anew once, for all of them, after ${status}`, async () => {
      const { actions } = await run([accepted, ready(known.slice(1)), dead(status)]);
      assert.deepEqual(actions, ['submit', 'query', 'picture', 'query', 'picture']);
    });
  }
});
