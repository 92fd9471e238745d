import assert from 'node:assert/strict';
import { createClient } from '../../../../src/jimeng/service.ts';
import type { JimengError } from '../../../../src/jimeng/index.ts';
import { providers, type Failure } from '../../../../src/jimeng/index.ts';
import {
  fakeFetch,
  jsonReply,
  networkErrorReply,
  textReply,
  type Reply,
} from '../../support/fakeFetch.ts';
import { request } from '../../support/generation.ts';
import { toApiKey } from '../../support/apiKey.ts';

function submitWith(reply: Reply) {
  const { fetch } = fakeFetch(reply);
  return createClient({ provider: providers.octopusx, key: toApiKey('sk-key'), fetch }).submit(
    request,
  );
}

describe('Client failed submit', () => {
  const gatewayError = (code: string, message = 'm') => ({ error: { code, message } });
  const refusals: [string, Reply, Failure['kind']][] = [
    ['a wrong key', jsonReply(gatewayError(''), 401), 'authentication'],
    ['no access', jsonReply(gatewayError('access_denied'), 403), 'notActivated'],
    ['a used-up quota at 200', jsonReply({ code: 'insufficient_user_quota' }), 'quota'],
    ['a used-up quota at 403', jsonReply(gatewayError('', '余额不足'), 403), 'quota'],
    ['a used-up quota by its code at 500', jsonReply(gatewayError('arrearage'), 500), 'quota'],
    ['a limit of a gateway at 500', jsonReply(gatewayError('RATE_LIMITED'), 500), 'rate'],
    ['too many requests as a code', jsonReply({ code: 429 }), 'rate'],
    ['words of a limit at 429', jsonReply(gatewayError('x', '并发数超限'), 429), 'concurrency'],
    ['too many requests', jsonReply(gatewayError(''), 429), 'rate'],
    ['too many requests as a page', textReply('<html>', 429), 'rate'],
    ['too many tasks', jsonReply({ code: 50430 }), 'concurrency'],
    ['a refused prompt', jsonReply({ code: 50412 }), 'promptRefused'],
    ['a refused reference', jsonReply({ code: 50411 }, 500), 'referenceRefused'],
    ['a refused image', jsonReply({ code: 50511 }), 'resultRefused'],
    ['a copyright', jsonReply({ code: 50519 }), 'copyright'],
    ['a failed task', jsonReply({ code: 10001 }), 'taskFailed'],
    ['an invalid request', jsonReply({ code: 50200 }), 'invalidRequest'],
    [
      'an invalid request of a gateway',
      jsonReply({ code: 'invalid_request' }, 409),
      'invalidRequest',
    ],
    ['no channel', jsonReply(gatewayError('model_not_found'), 503), 'modelUnavailable'],
    ['a content check that failed', jsonReply({ code: 50520 }, 400), 'service'],
    ['an unknown code with 400', jsonReply({ code: 59999 }, 400), 'invalidRequest'],
    [
      'a wrong signature',
      jsonReply({ ResponseMetadata: { Error: { Code: 'X' } } }, 400),
      'authentication',
    ],
    ...[400, 401, 403, 404, 405, 410, 413, 414, 415, 422, 431, 451].map(
      (status): [string, Reply, Failure['kind']] => [
        `a page with ${status}`,
        textReply('<html>', status),
        'badResponse',
      ],
    ),
    ['an empty object with 400', jsonReply({}, 400), 'badResponse'],
    ['a redirect', textReply('', 307), 'badResponse'],
    ['a proxy', textReply('', 407), 'proxy'],
    ['no connection', networkErrorReply('ECONNREFUSED'), 'network'],
    ['a certificate', networkErrorReply('CERT_HAS_EXPIRED'), 'certificate'],
  ];
  for (const [description, reply, kind] of refusals) {
    it(`because of ${description} is surely not billed`, async () => {
      await assert.rejects(submitWith(reply), ({ failure }: JimengError) => {
        assert.equal(failure.kind, kind);
        assert.ok(!('maybeBilled' in failure && failure.maybeBilled));
        return true;
      });
    });
  }

  const words: [string, Failure['kind']][] = [
    ['Concurrency limit reached', 'concurrency'],
    ['Too many requests', 'rate'],
    ['no response; token expired', 'authentication'],
    ['余额不足', 'quota'],
  ];
  const doubts: [string, Reply, Failure['kind']][] = [
    ...[408, 409, 425, 499, 500, 502, 503, 504, 520, 524].flatMap(
      (status): [string, Reply, Failure['kind']][] => [
        [`a page with ${status}`, textReply('<html>', status), 'badResponse'],
        [`an unknown error with ${status}`, jsonReply(gatewayError(''), status), 'service'],
      ],
    ),
    ['an unknown code with 200', jsonReply({ code: 59999 }), 'service'],
    ['success: false', jsonReply({ success: false }), 'service'],
    ['an internal error', jsonReply({ code: 50500 }, 400), 'service'],
    ['an internal error of the model', jsonReply({ code: 50501 }), 'service'],
    ['an unknown task', jsonReply({ code: 50204 }), 'unknownTask'],
    [
      'words of a limit at 504',
      jsonReply({ code: 504, message: 'concurrency limit' }),
      'concurrency',
    ],
    ...words.flatMap(([message, kind]) =>
      [200, 408, 409, 425, 499, 500, 502, 504].flatMap(
        (status): [string, Reply, Failure['kind']][] => [
          [`“${message}” with ${status}`, jsonReply(gatewayError('', message), status), kind],
          [`“${message}” as a page with ${status}`, textReply(message, status), kind],
          [
            `“${message}” with an unknown code and ${status}`,
            jsonReply({ code: 'fail', message }, status),
            kind,
          ],
        ],
      ),
    ),
    ['too many requests as a code at 502', jsonReply({ code: 429 }, 502), 'rate'],
    ['an empty body', textReply(''), 'badResponse'],
    ['an empty body with 204', textReply('', 204), 'badResponse'],
    ['a page with 200', textReply('<html>'), 'badResponse'],
    ['success without an id', jsonReply({ code: 10000, data: {} }), 'badResponse'],
    ['a lost connection', networkErrorReply('ECONNRESET'), 'network'],
  ];
  for (const [description, reply, kind] of doubts) {
    it(`because of ${description} may be billed`, async () => {
      await assert.rejects(submitWith(reply), ({ failure }: JimengError) => {
        assert.equal(failure.kind, kind);
        assert.ok('maybeBilled' in failure && failure.maybeBilled);
        return true;
      });
    });
  }
});
