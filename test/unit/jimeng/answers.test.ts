import assert from 'node:assert/strict';
import { createClient } from '../../../src/jimeng/calls.ts';
import { providers, type Failure } from '../../../src/jimeng/index.ts';
import { fakeFetch, json, state, task, text, type Reply } from '../support/fetch.ts';

const key = 'sk-a/users+own.key=';

function clientWith(reply: Reply) {
  return createClient({ provider: providers.octopusx, key, fetch: fakeFetch(reply).fetch });
}

async function failureOf(reply: Reply): Promise<Failure> {
  const error: unknown = await clientWith(reply)
    .query(task)
    .then(
      () => undefined,
      (error: unknown) => error,
    );
  assert.ok(error instanceof Error && 'failure' in error, 'The query should have failed');
  return error.failure as Failure;
}

type Kind = Failure['kind'];

const business = (code: number | string, message = 'm') => ({
  code,
  data: null,
  message,
  request_id: 'r',
  status: code,
  time_elapsed: '1ms',
});
const signature = (Code: string) => ({
  ResponseMetadata: { RequestId: 'r', Error: { CodeN: 1, Code, Message: 'm' } },
});
const gateway = (code: unknown, message = 'm') => ({
  error: { message, type: 'new_api_error', code },
});
const wrapped = (inner: unknown) => business('fail_to_fetch_task', JSON.stringify(inner));

describe('An answer', () => {
  describe('with a business code means, whatever its HTTP status,', () => {
    const codes: [number, Kind][] = [
      [10001, 'taskFailed'],
      [50200, 'invalidRequest'],
      [50204, 'unknownTask'],
      [50207, 'referenceRefused'],
      [50215, 'invalidRequest'],
      [50218, 'referenceRefused'],
      [50400, 'notActivated'],
      [50411, 'referenceRefused'],
      [50412, 'promptRefused'],
      [50413, 'promptRefused'],
      [50429, 'rate'],
      [50430, 'concurrency'],
      [50500, 'service'],
      [50501, 'service'],
      [50511, 'resultRefused'],
      [50512, 'resultRefused'],
      [50518, 'copyright'],
      [50519, 'copyright'],
      [50520, 'service'],
      [50521, 'service'],
      [50522, 'service'],
    ];
    for (const [code, kind] of codes) {
      it(`${code}: ${kind}`, async () => {
        for (const httpStatus of [200, 400, 401, 429, 500]) {
          const facts = { kind, httpStatus, code: String(code), message: 'm', requestId: 'r' };
          for (const given of [code, String(code)]) {
            assert.deepEqual(await failureOf(json(business(given), httpStatus)), facts);
          }
          const { requestId, ...unnumbered } = facts;
          for (const given of [code, String(code)]) {
            assert.deepEqual(await failureOf(json(gateway(given), httpStatus)), unnumbered);
          }
          assert.deepEqual(await failureOf(json(wrapped(business(code)), httpStatus)), facts);
        }
      });
    }
  });

  const refusals: [string, unknown, number, Kind][] = [
    ['a code of no table', business(59999), 400, 'invalidRequest'],
    ['a code of no table at 200', business(59999), 200, 'service'],
    ['data beside an error code', { ...business(50501), data: { resp: {} } }, 200, 'service'],
    ['a wrong signature', signature('SignatureDoesNotMatch'), 401, 'authentication'],
    ['a wrong signature at 200', signature('SignatureDoesNotMatch'), 200, 'authentication'],
    ['an unknown key of the front', signature('InvalidAccessKey'), 401, 'authentication'],
    ['a right denied by the front', signature('AccessDenied'), 403, 'notActivated'],
    ['a wrong action', signature('InvalidActionOrVersion'), 404, 'invalidRequest'],
    ['an error of the front itself', signature('InternalError'), 500, 'service'],
    ['a word of the front in no table', signature('constructor'), 400, 'authentication'],
    ['a wrong key', gateway(''), 401, 'authentication'],
    ['a wrong key, code null', gateway(null), 401, 'authentication'],
    ['a wrong key, code missing', gateway(undefined), 401, 'authentication'],
    ['a wrong key, code of another type', gateway({}), 401, 'authentication'],
    ['an exhausted key', gateway('', '该令牌额度已用尽'), 401, 'quota'],
    ['an exhausted key in English', gateway('', 'Token Quota exhausted'), 403, 'quota'],
    ['nothing paid', gateway(''), 402, 'quota'],
    ['a banned user', gateway('access_denied'), 403, 'notActivated'],
    ['a banned user without a word', gateway(''), 403, 'notActivated'],
    ['no channel', gateway('model_not_found'), 503, 'modelUnavailable'],
    ['too many requests', gateway(''), 429, 'rate'],
    ['a wrong path', gateway(''), 404, 'invalidRequest'],
    ['a database error', gateway(''), 500, 'service'],
    ['a relay’s revoked key', gateway('KEY_REVOKED'), 401, 'authentication'],
    ['a relay’s limit', gateway('RATE_LIMITED'), 429, 'rate'],
    ['an error without words', { error: {} }, 500, 'service'],
    ['no prompt', business('invalid_request'), 400, 'invalidRequest'],
    ['an unknown task', business('task_not_exist'), 400, 'unknownTask'],
    ['an empty purse', business('insufficient_user_quota'), 403, 'quota'],
    ['an empty purse at 200', business('insufficient_user_quota'), 200, 'quota'],
    ['an empty purse of old', business('quota_not_enough'), 403, 'quota'],
    ['no code but words of quota', business('', '用户额度不足'), 403, 'quota'],
    ['no channel for the task', business('get_channel_failed'), 500, 'modelUnavailable'],
    ['a broken upstream', business('do_request_failed'), 500, 'service'],
    ['a full upstream', business('anything'), 429, 'rate'],
    ['an upstream’s text', business('fail_to_fetch_task', 'Bad Gateway'), 502, 'service'],
    ['an upstream’s front', wrapped(signature('AccessDenied')), 403, 'notActivated'],
    ['an upstream’s gateway', wrapped(gateway('', 'quota')), 401, 'quota'],
    ['an upstream within an upstream', wrapped(wrapped(business(50412))), 400, 'promptRefused'],
    ['no success', { success: false, message: 'Invalid Bearer token' }, 401, 'authentication'],
    ['no success at 200', { success: false, message: 'm' }, 200, 'service'],
  ];
  describe('is understood where it says', () => {
    for (const [what, body, httpStatus, kind] of refusals) {
      it(`${what}: ${kind}`, async () => {
        assert.equal((await failureOf(json(body, httpStatus))).kind, kind);
      });
    }

    it('too many requests, in no shape at all', async () => {
      const page = text('<html>slow down</html>', 429);
      assert.deepEqual(await failureOf(page), { kind: 'rate', httpStatus: 429 });
    });
  });

  describe('that cannot be used is named', () => {
    const useless: [string, string, Extract<Failure, { kind: 'badAnswer' }>['problem']][] = [
      ['a page', '<!doctype html><h1>Bad Gateway</h1>', 'notJson'],
      ['nothing', '', 'notJson'],
      ['half an answer', '{"code":10000,"da', 'notJson'],
      ['a bare word', '"Success"', 'shape'],
      ['a bare null', 'null', 'shape'],
      ['a list', '[]', 'shape'],
      ['an empty object', '{}', 'shape'],
      ['a code of another type', '{"code":true}', 'shape'],
      ['success and no data', '{"code":10000}', 'shape'],
      ['success and data null', '{"code":10000,"data":null}', 'shape'],
      ['a state that is a number', '{"code":10000,"data":{"status":1}}', 'shape'],
      ['addresses as text', '{"code":10000,"data":{"status":"done","image_urls":"u"}}', 'shape'],
      ['addresses null', '{"code":10000,"data":{"status":"done","image_urls":[null]}}', 'shape'],
      ['no pictures', '{"code":10000,"data":{"status":"done"}}', 'noPicture'],
      [
        'no pictures in two lists',
        '{"code":"success","data":{"status":"SUCCESS","image_urls":[],"binary_data_base64":null}}',
        'noPicture',
      ],
    ];
    for (const [what, body, problem] of useless) {
      it(`${what}: ${problem}`, async () => {
        for (const httpStatus of [200, 400, 502]) {
          assert.deepEqual(await failureOf(text(body, httpStatus)), {
            kind: 'badAnswer',
            problem,
            httpStatus,
            got: body,
          });
        }
      });
    }

    it('by its first 300 characters', async () => {
      const failure = await failureOf(text('x'.repeat(1000)));
      assert.equal(failure.kind === 'badAnswer' && failure.got, 'x'.repeat(300));
    });

    it('when a submit says success and gives no task', async () => {
      for (const task_id of [undefined, '', null]) {
        const reply = json({ code: 10000, data: { task_id } });
        await assert.rejects(
          clientWith(reply).submit({ model: 'jimeng-4.0', prompt: 'a cat' }),
          ({ failure }: { failure: Failure }) =>
            failure.kind === 'badAnswer' && failure.problem === 'shape' && failure.maybeBilled,
        );
      }
    });
  });

  it('may leave out either list of pictures, or send it null or empty', async () => {
    const url = 'https://example.com/1.image';
    for (const empty of [{}, { binary_data_base64: null }, { binary_data_base64: [] }]) {
      const data = { status: 'success', image_urls: [url], ...empty };
      const { imageUrls, base64 } = await clientWith(json({ code: 10000, data })).query(task);
      assert.deepEqual([imageUrls, base64], [[url], []]);
    }
    for (const empty of [{}, { image_urls: null }, { image_urls: [] }]) {
      const data = { status: 'success', binary_data_base64: ['AAAA'], ...empty };
      const { imageUrls, base64 } = await clientWith(json({ code: '10000', data })).query(task);
      assert.deepEqual([imageUrls, base64], [[], ['AAAA']]);
    }
  });

  describe('shows no key', () => {
    const leaks = [`[sk-abc***xyz] no`, 'sk-Abc_123-xyz no', `${key} no`, `no: “${key}${key}”`];
    for (const leak of leaks) {
      it(`where it says ${leak}`, async () => {
        const replies = [
          json(gateway('', leak), 401),
          json(business('quota_not_enough', leak), 403),
          json({ success: false, message: leak }),
          json(wrapped(business(50400, leak)), 401),
          json({ ResponseMetadata: { Error: { Code: 'InvalidAccessKey', Message: leak } } }, 401),
          text(`<html>${leak}`, 500),
          text(`${' '.repeat(290)}${leak}`, 500),
          text(`{"half": "${leak}`),
        ];
        for (const reply of replies) {
          const told = JSON.stringify(await failureOf(reply));
          for (const part of ['abc', 'Abc', 'xyz', 'users', 'own', '.key']) {
            assert.ok(!told.includes(part), told);
          }
        }
      });
    }
  });
});

describe('The word for a state', () => {
  const words = {
    pending:
      'in_queue generating submitted processing queued running pending not_start in_progress unknown SUBMITTED IN_PROGRESS brand_new',
    success: 'done success succeeded completed SUCCESS Done',
    failed: 'failed fail failure error FAILURE',
    gone: 'not_found expired NOT_FOUND',
  };
  for (const [status, list] of Object.entries(words)) {
    for (const word of list.split(' ')) {
      it(`${word} means ${status}`, async () => {
        const reply = state(word, { image_urls: ['https://example.com/1.image'] });
        const found = await clientWith(reply).query(task);
        assert.deepEqual([found.status, found.word], [status, word]);
      });
    }
  }
});
