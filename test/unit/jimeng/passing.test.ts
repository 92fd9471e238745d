import assert from 'node:assert/strict';
import { createClient, resume } from '../../../src/jimeng/calls.ts';
import { providers } from '../../../src/jimeng/index.ts';
import { accepted, broken, fakeFetch, json, state, task, text } from '../support/fetch.ts';
import {
  begin,
  failureIn,
  finished,
  kinds,
  picture,
  refused,
  run,
  url,
} from '../support/generation.ts';

const submit = 'submit';
const queries = (count: number) => Array<string>(count).fill('query');

describe('An answer that cannot be read', () => {
  const garbled = {
    'a page': text('<html>'),
    nothing: text(''),
    'half of it': text('{"code":10000,"da'),
    'another shape': json({ ok: true }),
    'success without data': json({ code: 10000, data: null }),
  };
  for (const [what, reply] of Object.entries(garbled)) {
    it(`but ${what}, is asked for again`, async () => {
      const broken = Array<typeof reply>(5).fill(reply);
      const { events, actions } = await run([
        accepted,
        ...broken,
        state('generating'),
        ...broken,
        finished,
        picture,
      ]);
      assert.equal(events.at(-1)?.type, 'done');
      assert.deepEqual(actions, [submit, ...queries(12), 'picture']);
    });

    it(`but ${what}, six times in a row is told`, async () => {
      const { events, actions, times } = await run([accepted, reply]);
      const failure = failureIn(events);
      assert.ok(failure.kind === 'badAnswer' && failure.httpStatus === 200);
      assert.deepEqual(actions, [submit, ...queries(6)]);
      const first = times[1] ?? 0;
      const waits = times.slice(1).map((time) => time - first);
      assert.deepEqual(waits, [0, 1000, 3000, 7000, 15_000, 31_000]);
    });
  }

  it('is not told for what went wrong on the network before it', async () => {
    const lost = Array<typeof picture>(6).fill(broken('ECONNRESET'));
    const replies = [accepted, ...lost, text('<html>'), finished, picture];
    const { events } = await run(replies);
    assert.equal(events.at(-1)?.type, 'done');
  });
});

describe('An answer without a code', () => {
  const client = (reply: ReturnType<typeof json>) =>
    createClient({ provider: providers.octopusx, key: 'k', fetch: fakeFetch(reply).fetch });

  for (const [what, code] of [
    ['null', { code: null }],
    ['missing', {}],
  ] as const) {
    it(`(${what}) is good where its data are`, async () => {
      const submitted = json({ ...code, data: { task_id: 't' } });
      assert.equal(
        (await client(submitted).submit({ model: 'jimeng-4.0', prompt: 'p' })).taskId,
        't',
      );
      const ready = json({ ...code, data: { status: 'done', image_urls: [url] } });
      assert.deepEqual((await client(ready).query(task)).imageUrls, [url]);
    });

    it(`(${what}) is not good where its data are not, or its HTTP status is not`, async () => {
      const data = { status: 'done', image_urls: [url] };
      const useless = [
        json({ ...code, data: null }),
        json({ ...code, data: [] }),
        json({ ...code, data: {} }),
        json({ ...code, data }, 500),
        json({ ...code, data }, 404),
      ];
      for (const reply of useless) {
        await assert.rejects(client(reply).query(task), { message: 'Jimeng: badAnswer' });
      }
    });
  }

  it('fails where it says an error beside its data', async () => {
    const reply = json({ code: null, data: { status: 'done' }, error: { message: 'm' } }, 401);
    await assert.rejects(client(reply).query(task), { message: 'Jimeng: authentication' });
  });
});

describe('Retry-After', () => {
  for (const [what, reply] of [
    ['a page with 503', text('<html>', 503, { 'retry-after': '20' })],
    ['503 in the gateway’s words', json({ error: {} }, 503, { 'retry-after': '20' })],
    ['429', refused(50429, 429, { 'retry-after': '20' })],
  ] as const) {
    it(`beside ${what} is how long nothing is asked`, async () => {
      const { events, times } = await run([accepted, reply, finished, picture]);
      assert.equal(events.at(-1)?.type, 'done');
      assert.equal((times[2] ?? 0) - (times[1] ?? 0), 20_000);
    });
  }

  it('beside a picture’s 429 is how long it is not asked for', async () => {
    const reply = text('', 429, { 'retry-after': '20' });
    const { events, times, actions } = await run([accepted, finished, reply, picture]);
    assert.equal(events.at(-1)?.type, 'done');
    assert.deepEqual(actions.slice(2), ['picture', 'picture']);
    assert.equal((times[3] ?? 0) - (times[2] ?? 0), 20_000);
  });
});

describe('A task that is not known', () => {
  const unknown = {
    task_not_exist: json({ code: 'task_not_exist', message: 'm', data: null }, 400),
    '50204': refused(50204, 400),
    not_found: state('not_found'),
  };
  const kindOf = (what: string) => (what === 'not_found' ? 'expired' : 'unknownTask');

  /** A task of that age, in seconds, taken up by a later window. */
  async function taken(reply: (typeof unknown)['50204'], age: number) {
    const { pace, options, actions, times } = begin([reply, finished, picture]);
    const submittedAt = pace.clock.now() - age * 1000;
    const events = await pace.collect(resume({ ...task, submittedAt }, options));
    return { events, actions: actions(), times };
  }

  for (const [what, reply] of Object.entries(unknown)) {
    it(`(${what}) may be new in its first 10 s`, async () => {
      for (const age of [0, 9.9]) {
        const { events, actions } = await taken(reply, age);
        assert.equal(events.at(-1)?.type, 'done', `${age} s: ${kinds(events).join()}`);
        assert.deepEqual(actions, [...queries(2), 'picture']);
      }
    });

    it(`(${what}) is gone after that`, async () => {
      const { events, actions } = await taken(reply, 10.1);
      assert.equal(failureIn(events).kind, kindOf(what));
      assert.deepEqual(actions, ['query']);
    });

    it(`(${what}) is not asked for much longer than that`, async () => {
      const { events, times } = await run([accepted, reply]);
      assert.equal(failureIn(events).kind, kindOf(what));
      const last = times.at(-1) ?? 0;
      assert.ok(last > 10_000 && last < 30_000, `${last} ms`);
      assert.ok((times.at(-2) ?? 0) <= 10_000);
    });
  }
});
