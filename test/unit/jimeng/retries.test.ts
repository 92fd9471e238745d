import assert from 'node:assert/strict';
import type { Failure } from '../../../src/jimeng/index.ts';
import { accepted, broken, json, silence, state, text, type Reply } from '../support/fetch.ts';
import {
  dueTimes,
  failureIn,
  finished,
  kinds,
  picture,
  refused,
  run,
  url,
} from '../support/generation.ts';

const host = 'octopusx.ai';

describe('A generation', () => {
  describe('submits exactly once', () => {
    const unsure: [string, Reply, Failure['kind']][] = [
      ['without an answer', silence, 'noAnswer'],
      ['after a reset', broken('ECONNRESET'), 'network'],
      ['after a refused connection', broken('ECONNREFUSED'), 'network'],
      ['after a page', text('<html>'), 'badAnswer'],
      ['after a page with 502', text('<html>', 502), 'badAnswer'],
      ['after 500', refused(50500, 500), 'service'],
      ['after 503 in the gateway’s words', json({ error: { message: 'm' } }, 503), 'service'],
      ['after a refused prompt', refused(50412, 400), 'promptRefused'],
      ['after a refused result', refused(50511, 400), 'resultRefused'],
      ['after a redirect', text('', 307, { location: url }), 'badAnswer'],
      ['after a proxy’s 407', text('', 407), 'proxy'],
      ['after a certificate that is not trusted', broken('CERT_HAS_EXPIRED'), 'certificate'],
      ['after success without a task', json({ code: 10000, data: {} }), 'badAnswer'],
    ];
    for (const [what, reply, kind] of unsure) {
      it(what, async () => {
        const { events, actions } = await run([reply, accepted, finished, picture]);
        assert.deepEqual(kinds(events), ['failed']);
        assert.equal(failureIn(events).kind, kind);
        assert.deepEqual(actions, ['submit']);
      });
    }
  });

  describe('submits again where nothing was accepted', () => {
    const busy: [string, Reply][] = [
      ['50429', refused(50429, 429)],
      ['50430', refused(50430, 429)],
      ['50430 with 200', refused(50430, 200)],
      ['429 in the gateway’s words', json({ error: { message: 'm', code: '' } }, 429)],
      ['429 without words', text('slow down', 429)],
    ];
    for (const [what, reply] of busy) {
      it(`after ${what}`, async () => {
        const { events, actions, times } = await run([reply, reply, accepted, finished, picture]);
        assert.equal(events.at(-1)?.type, 'done');
        assert.deepEqual(actions, ['submit', 'submit', 'submit', 'query', 'picture']);
        assert.deepEqual(times.slice(0, 3), [0, 1000, 3000]);
      });
    }

    for (const [what, reply] of busy) {
      it(`after ${what}, for as long as a task is waited for`, async () => {
        const { events, actions, times } = await run([reply], { timeout: 92 });
        assert.deepEqual(kinds(events), ['failed']);
        assert.match(failureIn(events).kind, /^(rate|concurrency)$/);
        assert.ok(actions.every((action) => action === 'submit'));
        assert.deepEqual(times, [0, 1000, 3000, 7000, 15_000, 31_000, 61_000, 91_000]);
      });
    }

    it('and has its whole time for the task then', async () => {
      const patient = { timeout: 30 };
      const { events, times } = await run(
        [...Array<Reply>(4).fill(refused(50430, 429)), accepted, state('generating')],
        patient,
      );
      assert.deepEqual(failureIn(events), { kind: 'timeout', seconds: 30 });
      assert.equal(times.at(-1), 15_000 + 30_000);
    });
  });

  describe('asks again', () => {
    const network = { kind: 'network', host } as const;
    const refusal = { code: '50500', message: 'm' };
    const passing: [string, Reply, Failure][] = [
      ['after a reset', broken('ECONNRESET'), { ...network, code: 'ECONNRESET' }],
      ['without a network', broken('ENOTFOUND'), { ...network, code: 'ENOTFOUND' }],
      ['without an answer', silence, { kind: 'noAnswer', host, seconds: 30 }],
      ['after a proxy’s 407', text('', 407), { kind: 'proxy', host, code: '407' }],
      [
        'after a page with 502',
        text('<html>', 502),
        { kind: 'badAnswer', problem: 'notJson', httpStatus: 502, got: '<html>' },
      ],
      ['after 500', refused(50500, 500), { kind: 'service', httpStatus: 500, ...refusal }],
      [
        'after 429',
        refused(50429, 429),
        { kind: 'rate', httpStatus: 429, ...refusal, code: '50429' },
      ],
      [
        'after 50430',
        refused(50430, 429),
        { kind: 'concurrency', httpStatus: 429, ...refusal, code: '50430' },
      ],
      [
        'after 503 in the gateway’s words',
        json({ error: { message: 'm' } }, 503),
        { kind: 'service', httpStatus: 503, message: 'm' },
      ],
    ];
    for (const [what, reply, failure] of passing) {
      it(`${what}, until it is answered`, async () => {
        const replies = [accepted, reply, reply, state('generating'), reply, finished, picture];
        const { events } = await run(replies);
        assert.deepEqual(kinds(events), [
          'submitted',
          'generating',
          'downloading',
          'picture',
          'done',
        ]);
      });

      it(`${what}, until the time is over, and tells of it`, async () => {
        const { events, actions, times } = await run([accepted, reply], { timeout: 60 });
        assert.deepEqual(kinds(events), ['submitted', 'failed']);
        assert.deepEqual(failureIn(events), failure);
        assert.ok(actions.length > 2 && (times.at(-1) ?? 0) <= 60_000);
      });

      it(`${what}, and tells only of the time where the last answer was one`, async () => {
        const { events } = await run([accepted, reply, state('generating')], { timeout: 60 });
        assert.deepEqual(failureIn(events), { kind: 'timeout', seconds: 60 });
      });
    }

    const lasting: [string, Reply, Failure['kind']][] = [
      ['a refused result', refused(50511, 400), 'resultRefused'],
      ['a failed task', refused(10001, 200), 'taskFailed'],
      ['a failed state', state('failed'), 'taskFailed'],
      ['a wrong key', json({ error: { message: 'm' } }, 401), 'authentication'],
      ['no channel', json({ error: { code: 'model_not_found' } }, 503), 'modelUnavailable'],
      ['a fault of the content check', refused(50521, 400), 'service'],
      ['a code of no table', refused(59999, 200), 'service'],
      ['a certificate that is not trusted', broken('CERT_HAS_EXPIRED'), 'certificate'],
      ['a redirect', text('', 302, { location: url }), 'badAnswer'],
    ];
    for (const [what, reply, kind] of lasting) {
      it(`but not after ${what}`, async () => {
        const { events, actions } = await run([accepted, reply]);
        assert.equal(failureIn(events).kind, kind);
        assert.deepEqual(actions, ['submit', 'query']);
      });
    }
  });

  it('is waited for no longer than it may, a last query included', async () => {
    const { events, times } = await run([accepted, state('generating')], { timeout: 11 });
    assert.deepEqual(failureIn(events), { kind: 'timeout', seconds: 11 });
    const due = dueTimes(5).filter((time) => time < 11_000);
    assert.ok(due.length > 1);
    assert.deepEqual(times, [0, ...due, 11_000]);
  });

  describe('fetches a picture', () => {
    const passing: [string, Reply][] = [
      ['500', text('', 500)],
      ['503', text('', 503)],
      ['a reset', broken('ECONNRESET')],
      ['silence', silence],
      ['a cut', broken('ERR_STREAM_PREMATURE_CLOSE')],
      ['a proxy’s 407', text('', 407)],
    ];
    for (const [what, reply] of passing) {
      it(`again after ${what}, without a second submit`, async () => {
        const { events, actions } = await run([accepted, finished, reply, reply, reply, picture]);
        assert.equal(events.at(-1)?.type, 'done');
        assert.deepEqual(actions, ['submit', 'query', ...Array<string>(4).fill('picture')]);
      });

      it(`4 times at most after ${what}`, async () => {
        const { actions } = await run([accepted, finished, reply]);
        assert.deepEqual(actions, ['submit', 'query', ...Array<string>(4).fill('picture')]);
      });
    }

    const lasting: [string, Reply][] = [
      ['402', text('', 402)],
      ['a page', text('<html>')],
    ];
    for (const [what, reply] of lasting) {
      it(`once, and asks for another address, where it gets ${what}`, async () => {
        const { events, actions } = await run([accepted, finished, reply]);
        assert.equal(failureIn(events).kind, 'download');
        assert.deepEqual(actions, ['submit', 'query', 'picture', 'query']);
      });
    }
  });
});
