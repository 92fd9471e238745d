import assert from 'node:assert/strict';
import { createClient } from '../../../../src/jimeng/service.ts';
import { providers, type Failure } from '../../../../src/jimeng/index.ts';
import {
  fakeFetch,
  jsonReply,
  statusReply,
  task,
  textReply,
  type Reply,
} from '../../support/fakeFetch.ts';
import { toApiKey } from '../../support/apiKey.ts';

const key = 'sk-a/users+own.key=';

function clientWith(reply: Reply) {
  return createClient({
    provider: providers.octopusx,
    key: toApiKey(key),
    fetch: fakeFetch(reply).fetch,
  });
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

const businessError = (code: number | string, message = 'm') => ({
  code,
  data: null,
  message,
  request_id: 'r',
  status: code,
  time_elapsed: '1ms',
});
const signatureError = (Code: string) => ({
  ResponseMetadata: { RequestId: 'r', Error: { CodeN: 1, Code, Message: 'm' } },
});
const gatewayError = (code: unknown, message = 'm') => ({
  error: { message, type: 'new_api_error', code },
});
const wrappedError = (inner: unknown) => businessError('fail_to_fetch_task', JSON.stringify(inner));

describe('Client response', () => {
  describe('with a business code has the failure kind regardless of its HTTP status', () => {
    const codes: [number, Kind][] = [
      [10001, 'taskFailed'],
      [50200, 'invalidRequest'],
      [50204, 'unknownTask'],
      [50207, 'referenceRefused'],
      [50215, 'taskFailed'],
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
            assert.deepEqual(await failureOf(jsonReply(businessError(given), httpStatus)), facts);
          }
          const { requestId, ...unnumbered } = facts;
          for (const given of [code, String(code)]) {
            assert.deepEqual(
              await failureOf(jsonReply(gatewayError(given), httpStatus)),
              unnumbered,
            );
          }
          assert.deepEqual(
            await failureOf(jsonReply(wrappedError(businessError(code)), httpStatus)),
            facts,
          );
        }
      });
    }
  });

  const errorResponses: [string, unknown, number, Kind][] = [
    ['an unlisted code', businessError(59999), 400, 'invalidRequest'],
    ['an unlisted code at 200', businessError(59999), 200, 'service'],
    ['data with an error code', { ...businessError(50501), data: { resp: {} } }, 200, 'service'],
    ['a wrong signature', signatureError('SignatureDoesNotMatch'), 401, 'authentication'],
    ['a wrong signature at 200', signatureError('SignatureDoesNotMatch'), 200, 'authentication'],
    ['an unknown key (signature error)', signatureError('InvalidAccessKey'), 401, 'authentication'],
    ['denied access (signature error)', signatureError('AccessDenied'), 403, 'notActivated'],
    ['a wrong action', signatureError('InvalidActionOrVersion'), 404, 'invalidRequest'],
    ['an internal error (signature error)', signatureError('InternalError'), 500, 'service'],
    ['an unlisted signature error', signatureError('constructor'), 400, 'authentication'],
    ['a wrong key', gatewayError(''), 401, 'authentication'],
    ['a wrong key, code null', gatewayError(null), 401, 'authentication'],
    ['a wrong key, code missing', gatewayError(undefined), 401, 'authentication'],
    ['a wrong key, code of another type', gatewayError({}), 401, 'authentication'],
    ['an exhausted key', gatewayError('', '该令牌额度已用尽'), 401, 'quota'],
    ['an exhausted key in English', gatewayError('', 'Token Quota exhausted'), 403, 'quota'],
    ['payment required', gatewayError(''), 402, 'quota'],
    ['a banned user', gatewayError('access_denied'), 403, 'notActivated'],
    ['a banned user without a code', gatewayError(''), 403, 'notActivated'],
    ['no channel', gatewayError('model_not_found'), 503, 'modelUnavailable'],
    ['too many requests', gatewayError(''), 429, 'rate'],
    ['a wrong path', gatewayError(''), 404, 'invalidRequest'],
    ['a database error', gatewayError(''), 500, 'service'],
    ['a relay’s revoked key', gatewayError('KEY_REVOKED'), 401, 'authentication'],
    ['a relay’s limit', gatewayError('RATE_LIMITED'), 429, 'rate'],
    ['an error without a message', { error: {} }, 500, 'service'],
    ['no prompt', businessError('invalid_request'), 400, 'invalidRequest'],
    ['an unknown task', businessError('task_not_exist'), 400, 'unknownTask'],
    ['insufficient quota', businessError('insufficient_user_quota'), 403, 'quota'],
    ['insufficient quota at 200', businessError('insufficient_user_quota'), 200, 'quota'],
    ['insufficient quota (old code)', businessError('quota_not_enough'), 403, 'quota'],
    ['a quota message without a code', businessError('', '用户额度不足'), 403, 'quota'],
    ['no channel for the task', businessError('get_channel_failed'), 500, 'modelUnavailable'],
    ['a broken upstream', businessError('do_request_failed'), 500, 'service'],
    ['a rate-limited upstream', businessError('anything'), 429, 'rate'],
    [
      'a text error from upstream',
      businessError('fail_to_fetch_task', 'Bad Gateway'),
      502,
      'service',
    ],
    [
      'a signature error from upstream',
      wrappedError(signatureError('AccessDenied')),
      403,
      'notActivated',
    ],
    ['a gateway error from upstream', wrappedError(gatewayError('', 'quota')), 401, 'quota'],
    [
      'a nested upstream error',
      wrappedError(wrappedError(businessError(50412))),
      400,
      'promptRefused',
    ],
    ['success: false', { success: false, message: 'Invalid Bearer token' }, 401, 'authentication'],
    ['success: false at 200', { success: false, message: 'm' }, 200, 'service'],
  ];
  describe('is classified if it reports', () => {
    for (const [description, body, httpStatus, kind] of errorResponses) {
      it(`${description}: ${kind}`, async () => {
        assert.equal((await failureOf(jsonReply(body, httpStatus))).kind, kind);
      });
    }

    it('too many requests in an unknown format', async () => {
      const page = textReply('<html>slow down</html>', 429);
      assert.deepEqual(await failureOf(page), { kind: 'rate', httpStatus: 429 });
    });
  });

  describe('that is malformed is classified', () => {
    const malformedResponses: [
      string,
      string,
      Extract<Failure, { kind: 'badResponse' }>['problem'],
    ][] = [
      ['an HTML page', '<!doctype html><h1>Bad Gateway</h1>', 'notJson'],
      ['an empty body', '', 'notJson'],
      ['truncated JSON', '{"code":10000,"da', 'notJson'],
      ['a bare string', '"Success"', 'shape'],
      ['a bare null', 'null', 'shape'],
      ['a list', '[]', 'shape'],
      ['an empty object', '{}', 'shape'],
      ['a code of another type', '{"code":true}', 'shape'],
      ['success without data', '{"code":10000}', 'shape'],
      ['success with null data', '{"code":10000,"data":null}', 'shape'],
      ['a numeric status', '{"code":10000,"data":{"status":1}}', 'shape'],
      ['a word as URL', '{"code":10000,"data":{"status":"done","image_urls":"u"}}', 'noImage'],
      ['null URLs', '{"code":10000,"data":{"status":"done","image_urls":[null]}}', 'noImage'],
      ['no images', '{"code":10000,"data":{"status":"done"}}', 'noImage'],
      [
        'no images in two lists',
        '{"code":"success","data":{"status":"SUCCESS","image_urls":[],"binary_data_base64":null}}',
        'noImage',
      ],
    ];
    for (const [description, body, problem] of malformedResponses) {
      it(`${description}: ${problem}`, async () => {
        for (const httpStatus of [200, 400, 502]) {
          assert.deepEqual(await failureOf(textReply(body, httpStatus)), {
            kind: 'badResponse',
            problem,
            httpStatus,
            excerpt: body,
          });
        }
      });
    }

    it('with its first 300 characters', async () => {
      const failure = await failureOf(textReply('x'.repeat(1000)));
      assert.equal(failure.kind === 'badResponse' && failure.excerpt, 'x'.repeat(300));
    });

    it('if a submit reports success without a task id', async () => {
      for (const task_id of [undefined, '', null]) {
        const reply = jsonReply({ code: 10000, data: { task_id } });
        await assert.rejects(
          clientWith(reply).submit({ model: 'jimeng-4.0', prompt: 'a cat' }),
          ({ failure }: { failure: Failure }) =>
            failure.kind === 'badResponse' && failure.problem === 'shape' && failure.maybeBilled,
        );
      }
    });
  });

  it('may omit either list of images or send it as null or empty', async () => {
    const url = 'https://example.com/1.image';
    for (const empty of [{}, { binary_data_base64: null }, { binary_data_base64: [] }]) {
      const data = { status: 'success', image_urls: [url], ...empty };
      const { images } = await clientWith(jsonReply({ code: 10000, data })).query(task);
      assert.deepEqual(images, [{ urls: [url] }]);
    }
    for (const empty of [{}, { image_urls: null }, { image_urls: [] }]) {
      const data = { status: 'success', binary_data_base64: ['AAAA'], ...empty };
      const { images } = await clientWith(jsonReply({ code: '10000', data })).query(task);
      assert.deepEqual(images, [{ urls: [], base64: 'AAAA' }]);
    }
  });

  describe('never exposes the key', () => {
    it('but keeps its own words, whatever the key is', async () => {
      const { fetch } = fakeFetch(jsonReply(businessError(50204, 'task k'), 400));
      const client = createClient({ provider: providers.octopusx, key: toApiKey('k'), fetch });
      await assert.rejects(client.query(task), {
        failure: {
          kind: 'unknownTask',
          httpStatus: 400,
          code: '50204',
          message: 'tas*** ***',
          requestId: 'r',
        },
      });
    });

    const messagesWithKeys = [
      `[sk-abc***xyz] no`,
      'sk-Abc_123-xyz no',
      `${key} no`,
      `no: “${key}${key}”`,
    ];
    for (const leak of messagesWithKeys) {
      it(`in the message “${leak}”`, async () => {
        const replies = [
          jsonReply(gatewayError('', leak), 401),
          jsonReply(businessError('quota_not_enough', leak), 403),
          jsonReply({ success: false, message: leak }),
          jsonReply(wrappedError(businessError(50400, leak)), 401),
          jsonReply(
            { ResponseMetadata: { Error: { Code: 'InvalidAccessKey', Message: leak } } },
            401,
          ),
          textReply(`<html>${leak}`, 500),
          textReply(`${' '.repeat(290)}${leak}`, 500),
          textReply(`{"half": "${leak}`),
        ];
        for (const reply of replies) {
          const failureText = JSON.stringify(await failureOf(reply));
          for (const part of ['abc', 'Abc', 'xyz', 'users', 'own', '.key']) {
            assert.ok(!failureText.includes(part), failureText);
          }
        }
      });
    }
  });
});

describe('Task status', () => {
  const statuses = {
    pending:
      'in_queue generating submitted processing queued queueing running pending not_start in_progress SUBMITTED IN_PROGRESS',
    // Images that are there count, whatever a status that is not known means.
    success: 'done success succeeded completed SUCCESS Done unknown brand_new not_found expired',
  };
  const statusesWithoutImages = {
    pending: 'in_queue unknown brand_new NOT_START',
    notFound: 'not_found expired NOT_FOUND',
  };
  for (const [status, list] of Object.entries(statuses)) {
    for (const rawStatus of list.split(' ')) {
      it(`maps ${rawStatus} to ${status}`, async () => {
        const reply = statusReply(rawStatus, { image_urls: ['https://example.com/1.image'] });
        const result = await clientWith(reply).query(task);
        assert.deepEqual([result.status, result.rawStatus], [status, rawStatus]);
      });
    }
  }
  for (const [status, list] of Object.entries(statusesWithoutImages)) {
    for (const rawStatus of list.split(' ')) {
      it(`maps ${rawStatus} without images to ${status}`, async () => {
        const result = await clientWith(statusReply(rawStatus)).query(task);
        assert.deepEqual(result, { status, rawStatus, images: [] });
      });
    }
  }
  for (const rawStatus of ['failed', 'fail', 'failure', 'error', 'FAILURE']) {
    it(`maps ${rawStatus} to a failure of the task`, async () => {
      assert.equal((await failureOf(statusReply(rawStatus))).kind, 'taskFailed');
    });
  }
});
