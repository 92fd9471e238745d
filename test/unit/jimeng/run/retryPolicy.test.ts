import assert from 'node:assert/strict';
import type { Failure } from '../../../../src/jimeng/index.ts';
import {
  acceptedReply,
  networkErrorReply,
  jsonReply,
  neverReply,
  statusReply,
  textReply,
  type Reply,
} from '../../support/fakeFetch.ts';
import {
  queryTimesMs,
  failureIn,
  finishedReply,
  eventTypes,
  imageReply,
  errorReply,
  runGeneration,
  url,
} from '../../support/generation.ts';

const host = 'octopusx.ai';

describe('generate retries', () => {
  describe('submit exactly once', () => {
    const nonRetryable: [string, Reply, Failure['kind']][] = [
      ['without a response', neverReply, 'noResponse'],
      ['after a reset', networkErrorReply('ECONNRESET'), 'network'],
      ['after a refused connection', networkErrorReply('ECONNREFUSED'), 'network'],
      ['after an HTML page', textReply('<html>'), 'badResponse'],
      ['after an HTML page with 502', textReply('<html>', 502), 'badResponse'],
      ['after 500', errorReply(50500, 500), 'service'],
      ['after a gateway error with 503', jsonReply({ error: { message: 'm' } }, 503), 'service'],
      ['after a rejected prompt', errorReply(50412, 400), 'promptRefused'],
      ['after a blocked result', errorReply(50511, 400), 'resultRefused'],
      ['after a redirect', textReply('', 307, { location: url }), 'badResponse'],
      ['after 407 from a proxy', textReply('', 407), 'proxy'],
      ['after an untrusted certificate', networkErrorReply('CERT_HAS_EXPIRED'), 'certificate'],
      [
        'after a timeout that mentions java.util.concurrent',
        jsonReply({ code: 504, message: 'java.util.concurrent.TimeoutException: upstream' }, 504),
        'service',
      ],
      ['after words of a limit with 503', textReply('concurrency limit', 503), 'concurrency'],
      [
        'after words of a limit with an unknown code',
        jsonReply({ code: 'x', message: 'Too many requests' }),
        'rate',
      ],
      ['after success without a task', jsonReply({ code: 10000, data: {} }), 'badResponse'],
    ];
    for (const [description, reply, kind] of nonRetryable) {
      it(description, async () => {
        const { events, actions } = await runGeneration([
          reply,
          acceptedReply,
          finishedReply,
          imageReply,
        ]);
        assert.deepEqual(eventTypes(events), ['failed']);
        assert.equal(failureIn(events).kind, kind);
        assert.deepEqual(actions, ['submit']);
      });
    }
  });

  describe('submit again if nothing was accepted', () => {
    const throttledReplies: [string, Reply][] = [
      ['50429', errorReply(50429, 429)],
      ['50430', errorReply(50430, 429)],
      ['50430 at HTTP 200', errorReply(50430, 200)],
      ['a gateway error with 429', jsonReply({ error: { message: 'm', code: '' } }, 429)],
      ['429 without a message', textReply('slow down', 429)],
    ];
    for (const [description, reply] of throttledReplies) {
      it(`after ${description}`, async () => {
        const { events, actions, requestTimesMs } = await runGeneration([
          reply,
          reply,
          acceptedReply,
          finishedReply,
          imageReply,
        ]);
        assert.equal(events.at(-1)?.type, 'done');
        assert.deepEqual(actions, ['submit', 'submit', 'submit', 'query', 'image']);
        assert.deepEqual(requestTimesMs.slice(0, 3), [0, 1000, 3000]);
      });
    }

    for (const [description, reply] of throttledReplies) {
      it(`after ${description} until the timeout`, async () => {
        const { events, actions, requestTimesMs } = await runGeneration([reply], { timeout: 92 });
        assert.deepEqual(eventTypes(events), ['failed']);
        assert.match(failureIn(events).kind, /^(rate|concurrency)$/);
        assert.ok(actions.every((action) => action === 'submit'));
        assert.deepEqual(requestTimesMs, [0, 1000, 3000, 7000, 15_000, 31_000, 61_000, 91_000]);
      });
    }

    it('with the full timeout for the task afterwards', async () => {
      const shortTimeout = { timeout: 30 };
      const { events, requestTimesMs } = await runGeneration(
        [...Array<Reply>(4).fill(errorReply(50430, 429)), acceptedReply, statusReply('generating')],
        shortTimeout,
      );
      assert.deepEqual(failureIn(events), { kind: 'timeout', seconds: 30 });
      assert.equal(requestTimesMs.at(-1), 15_000 + 30_000);
    });
  });

  describe('query again', () => {
    const networkFailure = { kind: 'network', host } as const;
    const errorFields = { code: '50500', message: 'm' };
    const transientReplies: [string, Reply, Failure][] = [
      ['after a reset', networkErrorReply('ECONNRESET'), { ...networkFailure, code: 'ECONNRESET' }],
      [
        'without a network',
        networkErrorReply('ENOTFOUND'),
        { ...networkFailure, code: 'ENOTFOUND' },
      ],
      ['without a response', neverReply, { kind: 'noResponse', host, seconds: 30 }],
      ['after 407 from a proxy', textReply('', 407), { kind: 'proxy', host, code: '407' }],
      [
        'after an HTML page with 502',
        textReply('<html>', 502),
        { kind: 'badResponse', problem: 'notJson', httpStatus: 502, excerpt: '<html>' },
      ],
      ['after 500', errorReply(50500, 500), { kind: 'service', httpStatus: 500, ...errorFields }],
      [
        'after 429',
        errorReply(50429, 429),
        { kind: 'rate', httpStatus: 429, ...errorFields, code: '50429' },
      ],
      [
        'after 50430',
        errorReply(50430, 429),
        { kind: 'concurrency', httpStatus: 429, ...errorFields, code: '50430' },
      ],
      [
        'after a gateway error with 503',
        jsonReply({ error: { message: 'm' } }, 503),
        { kind: 'service', httpStatus: 503, message: 'm' },
      ],
    ];
    for (const [description, reply, failure] of transientReplies) {
      it(`${description} until there is a response`, async () => {
        const replies = [
          acceptedReply,
          reply,
          reply,
          statusReply('generating'),
          reply,
          finishedReply,
          imageReply,
        ];
        const { events } = await runGeneration(replies);
        assert.deepEqual(eventTypes(events), [
          'submitted',
          'generating',
          'downloading',
          'image',
          'done',
        ]);
      });

      it(`${description} until the timeout and report it`, async () => {
        const { events, actions, requestTimesMs } = await runGeneration([acceptedReply, reply], {
          timeout: 60,
        });
        assert.deepEqual(eventTypes(events), ['submitted', 'failed']);
        assert.deepEqual(failureIn(events), failure);
        assert.ok(actions.length > 2 && (requestTimesMs.at(-1) ?? 0) <= 60_000);
      });

      it(`${description} and report only the timeout if the last response succeeded`, async () => {
        const { events } = await runGeneration([acceptedReply, reply, statusReply('generating')], {
          timeout: 60,
        });
        assert.deepEqual(failureIn(events), { kind: 'timeout', seconds: 60 });
      });
    }

    const finalReplies: [string, Reply, Failure['kind']][] = [
      ['a blocked prompt', errorReply(50412, 400), 'promptRefused'],
      ['a blocked result', errorReply(50511, 400), 'resultRefused'],
      ['a copyrighted result', errorReply(50519, 400), 'copyright'],
      ['a failed task', errorReply(10001, 200), 'taskFailed'],
      ['a failed state', statusReply('failed'), 'taskFailed'],
    ];
    for (const [description, reply, kind] of finalReplies) {
      it(`but not after ${description}`, async () => {
        const { events, actions } = await runGeneration([acceptedReply, reply]);
        assert.equal(failureIn(events).kind, kind);
        assert.deepEqual(actions, ['submit', 'query']);
      });
    }

    const unrelatedReplies: [string, Reply, Failure['kind']][] = [
      ['a wrong key', jsonReply({ error: { message: 'm' } }, 401), 'authentication'],
      ['no channel', jsonReply({ error: { code: 'model_not_found' } }, 503), 'modelUnavailable'],
      ['an error of the content filter', errorReply(50521, 400), 'service'],
      ['an unlisted code', errorReply(59999, 200), 'service'],
      ['an untrusted certificate', networkErrorReply('CERT_HAS_EXPIRED'), 'certificate'],
      ['a redirect', textReply('', 302, { location: url }), 'badResponse'],
    ];
    for (const [description, reply, kind] of unrelatedReplies) {
      it(`after ${description}, which is not about the task`, async () => {
        const { events, actions } = await runGeneration([
          acceptedReply,
          reply,
          finishedReply,
          imageReply,
        ]);
        assert.equal(events.at(-1)?.type, 'done');
        assert.deepEqual(actions, ['submit', 'query', 'query', 'image']);
      });

      it(`after ${description} until the timeout, with growing pauses`, async () => {
        const { events, requestTimesMs } = await runGeneration([acceptedReply, reply], {
          timeout: 300,
        });
        assert.equal(failureIn(events).kind, kind);
        const pausesMs = requestTimesMs.slice(1).map((ms, n) => ms - (requestTimesMs[n] ?? 0));
        assert.deepEqual(pausesMs.slice(1, 6), [1000, 2000, 4000, 8000, 16_000]);
        assert.equal(requestTimesMs.at(-1), 300_000);
      });
    }
  });

  it('wait no longer than the timeout, including the last query', async () => {
    const { events, requestTimesMs } = await runGeneration(
      [acceptedReply, statusReply('generating')],
      { timeout: 11 },
    );
    assert.deepEqual(failureIn(events), { kind: 'timeout', seconds: 11 });
    const dueTimesMs = queryTimesMs(5).filter((time) => time < 11_000);
    assert.ok(dueTimesMs.length > 1);
    assert.deepEqual(requestTimesMs, [0, ...dueTimesMs, 11_000]);
  });

  describe('download an image', () => {
    const transientReplies: [string, Reply][] = [
      ['500', textReply('', 500)],
      ['503', textReply('', 503)],
      ['a reset', networkErrorReply('ECONNRESET')],
      ['no response', neverReply],
      ['a premature close', networkErrorReply('ERR_STREAM_PREMATURE_CLOSE')],
      ['407 from a proxy', textReply('', 407)],
    ];
    for (const [description, reply] of transientReplies) {
      it(`again after ${description}, without a second submit`, async () => {
        const { events, actions } = await runGeneration([
          acceptedReply,
          finishedReply,
          reply,
          reply,
          reply,
          imageReply,
        ]);
        assert.equal(events.at(-1)?.type, 'done');
        assert.deepEqual(actions, ['submit', 'query', ...Array<string>(4).fill('image')]);
      });

      it(`at most 4 times after ${description}`, async () => {
        const { actions } = await runGeneration([acceptedReply, finishedReply, reply]);
        assert.deepEqual(actions, ['submit', 'query', ...Array<string>(4).fill('image')]);
      });
    }

    const permanentReplies: [string, Reply][] = [
      ['402', textReply('', 402)],
      ['an HTML page', textReply('<html>')],
    ];
    for (const [description, reply] of permanentReplies) {
      it(`once and request another URL after ${description}`, async () => {
        const { events, actions } = await runGeneration([acceptedReply, finishedReply, reply]);
        assert.equal(failureIn(events).kind, 'download');
        assert.deepEqual(actions.slice(0, 4), ['submit', 'query', 'image', 'query']);
      });
    }
  });
});
