import assert from 'node:assert/strict';
import { createClient, resume } from '../../../../src/jimeng/service.ts';
import { providers } from '../../../../src/jimeng/index.ts';
import {
  acceptedReply,
  networkErrorReply,
  fakeFetch,
  jsonReply,
  statusReply,
  task,
  textReply,
  type Reply,
} from '../../support/fakeFetch.ts';
import {
  prepareGeneration,
  failureIn,
  finishedReply,
  eventTypes,
  imageReply,
  errorReply,
  runGeneration,
  url,
} from '../../support/generation.ts';
import { toApiKey } from '../../support/apiKey.ts';

const submit = 'submit';
const repeatQuery = (count: number) => Array<string>(count).fill('query');

describe('Malformed query response', () => {
  const malformedReplies = {
    'an HTML page': textReply('<html>'),
    nothing: textReply(''),
    'truncated JSON': textReply('{"code":10000,"da'),
    'another shape': jsonReply({ ok: true }),
    'success without data': jsonReply({ code: 10000, data: null }),
  };
  for (const [description, reply] of Object.entries(malformedReplies)) {
    it(`(${description}) is retried`, async () => {
      const malformedQueries = Array<typeof reply>(5).fill(reply);
      const { events, actions } = await runGeneration([
        acceptedReply,
        ...malformedQueries,
        statusReply('generating'),
        ...malformedQueries,
        finishedReply,
        imageReply,
      ]);
      assert.equal(events.at(-1)?.type, 'done');
      assert.deepEqual(actions, [submit, ...repeatQuery(12), 'image']);
    });

    it(`(${description}) is reported at the timeout`, async () => {
      const { events, requestTimesMs } = await runGeneration([acceptedReply, reply]);
      const failure = failureIn(events);
      assert.ok(failure.kind === 'badResponse' && failure.httpStatus === 200);
      const first = requestTimesMs[1] ?? 0;
      const delaysMs = requestTimesMs.slice(1, 7).map((time) => time - first);
      assert.deepEqual(delaysMs, [0, 1000, 3000, 7000, 15_000, 31_000]);
      assert.equal(requestTimesMs.at(-1), 600_000);
    });
  }

  it('is not counted together with earlier network failures', async () => {
    const networkErrors = Array<typeof imageReply>(6).fill(networkErrorReply('ECONNRESET'));
    const replies = [
      acceptedReply,
      ...networkErrors,
      textReply('<html>'),
      finishedReply,
      imageReply,
    ];
    const { events } = await runGeneration(replies);
    assert.equal(events.at(-1)?.type, 'done');
  });
});

describe('Response without a code', () => {
  const client = (reply: ReturnType<typeof jsonReply>) =>
    createClient({
      provider: providers.octopusx,
      key: toApiKey('k'),
      fetch: fakeFetch(reply).fetch,
    });

  for (const [description, code] of [
    ['null', { code: null }],
    ['missing', {}],
  ] as const) {
    it(`(${description}) is accepted if its data is valid`, async () => {
      const submitReply = jsonReply({ ...code, data: { task_id: 't' } });
      assert.equal(
        (await client(submitReply).submit({ model: 'jimeng-4.0', prompt: 'p' })).taskId,
        't',
      );
      const queryReply = jsonReply({ ...code, data: { status: 'done', image_urls: [url] } });
      assert.deepEqual((await client(queryReply).query(task)).images, [{ urls: [url] }]);
    });

    it(`(${description}) is rejected if its data is not valid`, async () => {
      const invalidReplies = [
        jsonReply({ ...code, data: null }),
        jsonReply({ ...code, data: [] }),
        jsonReply({ ...code, data: {} }),
      ];
      for (const reply of invalidReplies) {
        await assert.rejects(client(reply).query(task), { message: 'Jimeng: badResponse' });
      }
    });
  }

  it('fails if it has both an error and data', async () => {
    const reply = jsonReply({ code: null, data: { status: 'done' }, error: { message: 'm' } }, 401);
    await assert.rejects(client(reply).query(task), { message: 'Jimeng: authentication' });
  });
});

describe('Retry-After header of a transient failure', () => {
  for (const [description, reply] of [
    ['an HTML page with 503', textReply('<html>', 503, { 'retry-after': '20' })],
    ['a gateway error with 503', jsonReply({ error: {} }, 503, { 'retry-after': '20' })],
    ['429', errorReply(50429, 429, { 'retry-after': '20' })],
  ] as const) {
    it(`with ${description} delays the next query`, async () => {
      const { events, requestTimesMs } = await runGeneration([
        acceptedReply,
        reply,
        finishedReply,
        imageReply,
      ]);
      assert.equal(events.at(-1)?.type, 'done');
      assert.equal((requestTimesMs[2] ?? 0) - (requestTimesMs[1] ?? 0), 20_000);
    });
  }

  it('of a day ends the download, because other generations wait for the slot', async () => {
    const reply = textReply('', 429, { 'retry-after': '86400' });
    const { events, requestTimesMs } = await runGeneration([acceptedReply, finishedReply, reply]);
    const failure = failureIn(events);
    assert.ok(failure.kind === 'download' && failure.retryAfter === 86_400);
    assert.ok((requestTimesMs.at(-1) ?? 0) < 120_000);
  });

  it('with 429 for an image delays the next download', async () => {
    const reply = textReply('', 429, { 'retry-after': '20' });
    const { events, requestTimesMs, actions } = await runGeneration([
      acceptedReply,
      finishedReply,
      reply,
      imageReply,
    ]);
    assert.equal(events.at(-1)?.type, 'done');
    assert.deepEqual(actions.slice(2), ['image', 'image']);
    assert.equal((requestTimesMs[3] ?? 0) - (requestTimesMs[2] ?? 0), 20_000);
  });
});

describe('Unknown task', () => {
  const unknownTaskReplies = {
    task_not_exist: jsonReply({ code: 'task_not_exist', message: 'm', data: null }, 400),
    '50204': errorReply(50204, 400),
    not_found: statusReply('not_found'),
  };
  const kindOf = (description: string) => (description === 'not_found' ? 'expired' : 'unknownTask');

  /** Resumes a task of this age in a later window. */
  async function resumeTask(reply: (typeof unknownTaskReplies)['50204'], ageSeconds: number) {
    const { driver, options, actions, requestTimesMs } = prepareGeneration([
      reply,
      finishedReply,
      imageReply,
    ]);
    const submittedAt = driver.clock.now() - ageSeconds * 1000;
    const events = await driver.collect(resume({ ...task, submittedAt }, options));
    return { events, actions: actions(), requestTimesMs };
  }

  for (const [description, reply] of Object.entries(unknownTaskReplies)) {
    for (const ageSeconds of [0, 60, 3600]) {
      it(`(${description}) once is not final at an age of ${ageSeconds} s`, async () => {
        const { events, actions } = await resumeTask(reply, ageSeconds);
        assert.equal(events.at(-1)?.type, 'done', eventTypes(events).join());
        assert.deepEqual(actions, [...repeatQuery(2), 'image']);
      });
    }

    it(`(${description}) is final after three times within half a minute`, async () => {
      const { events, requestTimesMs } = await runGeneration([acceptedReply, reply]);
      assert.equal(failureIn(events).kind, kindOf(description));
      const [first = 0, ...others] = requestTimesMs.slice(1);
      assert.ok(others.length >= 2);
      const lastMs = (others.at(-1) ?? 0) - first;
      assert.ok(lastMs >= 30_000 && lastMs < 65_000, `${lastMs} ms`);
      assert.ok((others.at(-2) ?? 0) - first < 30_000);
    });

    it(`(${description}) counts from the start after another response`, async () => {
      const replies = [
        acceptedReply,
        ...Array<Reply>(5).fill(reply),
        statusReply('generating'),
        reply,
        finishedReply,
        imageReply,
      ];
      const { events } = await runGeneration(replies);
      assert.equal(events.at(-1)?.type, 'done');
    });
  }
});
