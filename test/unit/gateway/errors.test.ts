import assert from 'node:assert/strict';
import {
  submitTask,
  query,
  submit,
  submitPath,
  type CallOptions,
} from '../../gateway/client/apiClient.ts';
import { sampleKeys } from '../../gateway/services/bearerKeys.ts';
import { useGateway } from './useGateway.ts';

const dayMs = 24 * 60 * 60 * 1000;

describe('Simulated gateway errors', () => {
  const test = useGateway();

  describe('are returned for', () => {
    const middlewareErrors: [string, CallOptions, number, string][] = [
      ['another path', { path: '/jn' }, 404, 'Invalid URL (POST /jn)'],
      ['another method', { method: 'GET', path: submitPath }, 404, 'Invalid URL'],
      ['no Action', { path: '/jm?Version=2022-08-31' }, 400, 'Action query parameter is required'],
      [
        'another Action',
        { path: '/jm?Action=CVProcess&Version=2022-08-31' },
        400,
        'Unknown Action',
      ],
      ['no Version', { path: '/jm?Action=CVSync2AsyncSubmitTask' }, 400, 'Version'],
      ['an additional parameter', { path: `${submitPath}&a=1` }, 400, 'Unknown query parameter'],
      ['another content type', { contentType: 'text/plain' }, 400, 'Content-Type'],
      ['a body that is not JSON', { body: '{"req_key":' }, 400, 'Invalid request body'],
      ['no key', { key: null }, 401, 'Invalid token'],
      ['a wrong key', { key: 'sk-wrong' }, 401, 'Invalid token'],
    ];
    for (const [description, options, status, message] of middlewareErrors) {
      it(description, async () => {
        const response = await submit(test.gateway, {}, options);
        assert.equal(response.status, status);
        assert.ok(response.error?.message.startsWith(message), response.error?.message);
        assert.equal(test.gateway.tasks().length, 0);
      });
    }

    it('a malformed call before the key is checked', async () => {
      assert.equal((await submit(test.gateway, {}, { key: null, path: '/jm' })).status, 400);
    });

    const invalidSubmits: [string, object, number, string | number, RegExp][] = [
      ['no prompt', { prompt: undefined }, 400, 'invalid_request', /^prompt is required/],
      ['a blank prompt', { prompt: ' \n' }, 400, 'invalid_request', /prompt/],
      ['a side as text', { width: '1024' }, 400, 'invalid_request', /width/],
      ['another resolution', { resolution: '8k' }, 400, 'invalid_request', /resolution/],
      ['an unlisted field', { seed: -1 }, 400, 'invalid_request', /^seed is not/],
      ['a file as reference', { image_urls: ['file:///a'] }, 400, 'invalid_request', /image_urls/],
      ['11 references', { image_urls: Array(11).fill('https://a.b/') }, 400, 50200, /10/],
      ['another req_key', { req_key: 'jimeng_t2i_v30' }, 400, 50200, /req_key/],
      ['a width without a height', { height: undefined }, 400, 50200, /together/],
      ['an area that is too small', { width: 1023 }, 400, 50200, /width\*height must in/],
      [
        'an area that is too large',
        { width: 4097, height: 4096 },
        400,
        50200,
        /width\*height must in/,
      ],
      ['an image that is too wide', { width: 8192, height: 511 }, 400, 50200, /1\/16/],
      ['an image that is too tall', { width: 511, height: 8192 }, 400, 50200, /1\/16/],
      ['a forbidden word', { prompt: '一个违禁词' }, 400, 50412, /^Text Risk Not Pass$/],
    ];
    for (const [description, changes, status, code, message] of invalidSubmits) {
      it(description, async () => {
        const response = await submit(test.gateway, changes);
        assert.deepEqual([response.status, response.code, response.data], [status, code, null]);
        assert.match(response.message ?? '', message);
        assert.equal(test.gateway.tasks().length, 0);
      });
    }

    it('an unknown model and a missing one', async () => {
      const other = await submit(test.gateway, { model: 'jimeng-9' });
      assert.deepEqual([other.status, other.error?.code], [503, 'model_not_found']);
      const withoutModel = await submit(test.gateway, { model: undefined });
      assert.deepEqual([withoutModel.status, withoutModel.error?.code], [400, '']);
    });

    it('a key without quota', async () => {
      const { status, code } = await submit(test.gateway, {}, { key: sampleKeys.emptyQuota });
      assert.deepEqual([status, code], [403, 'insufficient_user_quota']);
    });

    it('queries with invalid fields', async () => {
      const taskId = await submitTask(test.gateway);
      const codeFor = async (changes: object) => (await query(test.gateway, taskId, changes)).code;
      assert.equal(await codeFor({ model: 'jimeng-4.0' }), 'invalid_request');
      assert.equal(await codeFor({ req_json: undefined }), 'invalid_request');
      assert.equal(await codeFor({ req_json: { return_url: true } }), 'invalid_request');
      assert.equal(await codeFor({ req_json: '{}' }), 'invalid_request');
      assert.equal(await codeFor({ req_key: 'jimeng_t2i_v30' }), 50200);
      assert.equal(await codeFor({ task_id: 'unknown' }), 'task_not_exist');
      assert.match(
        (await query(test.gateway, taskId, { task_id: undefined })).error?.message ?? '',
        /task_id/,
      );
    });

    it('tasks of another gateway, of another key, and older than 12 hours', async () => {
      test.gateway.configure({ keys: ['sk-second'] });
      const taskId = await submitTask(test.gateway);
      const codeFor = async (options: CallOptions) =>
        (await query(test.gateway, taskId, {}, options)).code;
      assert.equal(await codeFor({ provider: 'deepwl' }), 'task_not_exist');
      assert.equal(await codeFor({ key: 'sk-second' }), 'task_not_exist');
      test.now += dayMs / 2;
      assert.equal(await codeFor({}), 10000);
      test.now += 1;
      assert.equal(await codeFor({}), 'task_not_exist');
    });
  });
});
