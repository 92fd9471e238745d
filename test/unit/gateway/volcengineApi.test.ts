import assert from 'node:assert/strict';
import sharp from 'sharp';
import * as v from 'valibot';
import { signRequest } from '../../../src/jimeng/api/signature.ts';
import { sampleAccessKeys, type AccessKeyPair } from '../../gateway/services/accessKeys.ts';
import type { Provider } from '../../gateway/control/controlApi.ts';
import { sampleKeys } from '../../gateway/services/bearerKeys.ts';
import { rawRequest } from '../../gateway/client/rawRequest.ts';
import { useGateway } from './useGateway.ts';

const responseSchema = v.object({
  code: v.optional(v.number()),
  message: v.optional(v.string()),
  request_id: v.optional(v.string()),
  data: v.nullish(v.record(v.string(), v.unknown())),
  ResponseMetadata: v.optional(v.record(v.string(), v.unknown())),
});

const submitFields = { req_key: 'jimeng_t2i_v40', prompt: 'A lighthouse', force_single: true };
const twelveHoursMs = 12 * 60 * 60 * 1000;
const referenceUrl = 'https://example.com/a.png';

describe('Simulated Volcengine API', () => {
  const test = useGateway();

  interface Options {
    accessKey?: AccessKeyPair;
    provider?: Provider;
    path?: string;
    Action?: string;
  }

  async function call(
    fields: object,
    { accessKey = sampleAccessKeys.permanent, ...options }: Options = {},
  ) {
    const { provider = 'volcengine', path = '/', Action = 'CVSync2AsyncSubmitTask' } = options;
    const url = new URL(path, test.gateway.origins[provider]);
    const query = { Action, Version: '2022-08-31' };
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const body = JSON.stringify(fields);
    const headers = signRequest({ host: url.host, path: '/', query, body }, accessKey, test.now);
    const response = await rawRequest(url.href, { method: 'POST', headers, body });
    return {
      ...v.parse(responseSchema, JSON.parse(response.body.toString())),
      status: response.status,
    };
  }

  const submit = (changes: object = {}, options?: Options) =>
    call({ ...submitFields, ...changes }, options);

  async function submitTask(changes: object = {}, options?: Options): Promise<string> {
    const { data, ...rest } = await submit(changes, options);
    assert.equal(typeof data?.['task_id'], 'string', JSON.stringify(rest));
    return data?.['task_id'] as string;
  }

  const query = (task_id: string, changes: object = {}, options: Options = {}) => {
    const fields = {
      req_key: submitFields.req_key,
      task_id,
      req_json: '{"return_url":true}',
      ...changes,
    };
    return call(fields, { Action: 'CVSync2AsyncGetResult', ...options });
  };

  it('takes a signed task through its stages to its images', async () => {
    const first = await submit();
    const taskId = String(first.data?.['task_id']);
    assert.deepEqual([first.status, first.code], [200, 10000]);
    assert.deepEqual(first.data, { task_id: taskId });
    assert.match(taskId, /^\d{19}$/);
    assert.notEqual(String(Number(taskId)), taskId);
    assert.notEqual(first.request_id, taskId);
    const states = [];
    for (const step of [0, 200, 800]) {
      test.now += step;
      states.push((await query(taskId)).data);
    }
    const pending = { binary_data_base64: null, image_urls: null };
    assert.deepEqual(states.slice(0, 2), [
      { ...pending, status: 'in_queue' },
      { ...pending, status: 'generating' },
    ]);
    const { image_urls, ...rest } = states[2] ?? {};
    assert.deepEqual(rest, { binary_data_base64: null, status: 'done' });
    const [url = ''] = image_urls as string[];
    assert.equal(new URL(url).origin, test.gateway.origins.images);
    const { width, format } = await sharp((await rawRequest(url)).body).metadata();
    assert.deepEqual([width, format], [2048, 'png']);
  });

  it('sends base64 if URLs are not requested or nothing is specified', async () => {
    const taskId = await submitTask();
    test.now += 1000;
    for (const req_json of [undefined, '{}', '{"return_url":false}']) {
      const { data } = await query(taskId, { req_json });
      assert.equal(data?.['image_urls'], null);
      assert.equal((data['binary_data_base64'] as string[]).length, 1);
    }
  });

  it('finds a task for 12 hours and only with its own access key and req_key', async () => {
    const taskId = await submitTask();
    const stateOf = async (...given: Parameters<typeof query>) => {
      const { status, code, data } = await query(...given);
      return [status, code, data?.['status']];
    };
    assert.deepEqual(await stateOf('7392616336519610409'), [200, 10000, 'not_found']);
    const otherKey = { accessKey: sampleAccessKeys.temporary };
    assert.deepEqual(await stateOf(taskId, {}, otherKey), [200, 10000, 'not_found']);
    const other = await query(taskId, { req_key: 'jimeng_t2i_v31' });
    assert.deepEqual([other.status, other.code, other.data], [400, 50200, null]);
    test.now += twelveHoursMs;
    assert.deepEqual(await stateOf(taskId), [200, 10000, 'done']);
    test.now += 1;
    assert.deepEqual(await stateOf(taskId), [200, 10000, 'not_found']);
  });

  it('ends a failed task with a code and no data', async () => {
    const blockedTaskId = await submitTask({ prompt: 'a post-risk' });
    const failedTaskId = await submitTask({ prompt: 'this task-fails' });
    test.now += 1000;
    for (const [taskId, expected] of [
      [blockedTaskId, 50511],
      [failedTaskId, 50215],
    ] as const) {
      const { status, code, data } = await query(taskId);
      assert.deepEqual([status, code, data], [400, expected, null]);
    }
  });

  it('returns signature errors in their own format and logs no secrets', async () => {
    const accessKey = { ...sampleAccessKeys.permanent, accessKeyId: 'AKLTSOMEBODYSOWN' };
    const { status, ResponseMetadata } = await submit({}, { accessKey });
    assert.equal(status, 401);
    assert.ok(ResponseMetadata);
    const { RequestId, Error: error, ...rest } = ResponseMetadata;
    assert.equal(typeof RequestId, 'string');
    assert.deepEqual(rest, {
      Action: 'CVSync2AsyncSubmitTask',
      Version: '2022-08-31',
      Service: 'cv',
      Region: 'cn-north-1',
    });
    const { CodeN, Code } = error as Record<string, unknown>;
    assert.deepEqual([CodeN, Code], [100009, 'InvalidAccessKey']);
    await submitTask({}, { accessKey: sampleAccessKeys.temporary });
    const log = JSON.stringify(test.gateway.requests());
    assert.doesNotMatch(log, /AKLT|AKTP|STSsample/);
    assert.match(log, /<unknown>.*<key token 1>.*<key id 1>/);
  });

  it('rejects other routes, actions, access keys, and clocks', async () => {
    const codeOf = async (options: Options) => {
      const { ResponseMetadata, code } = await submit({}, options);
      return (ResponseMetadata?.['Error'] as { Code?: string } | undefined)?.Code ?? code;
    };
    assert.equal(await codeOf({ path: '/jm' }), 'ServiceNotFound');
    assert.equal(await codeOf({ Action: 'CVProcess' }), 'InvalidActionOrVersion');
    assert.equal(await codeOf({ accessKey: sampleAccessKeys.notActivated }), 50400);
    test.gateway.configure({ clockOffsetMs: 15 * 60_000 + 1 });
    assert.equal(await codeOf({}), 'InvalidTimestamp');
    test.gateway.configure({ clockOffsetMs: -15 * 60_000 });
    assert.equal(await codeOf({}), 10000);
    const unsignedResponse = await rawRequest(
      `${test.gateway.origins.volcengine}/?Action=CVSync2AsyncGetResult`,
    );
    assert.match(unsignedResponse.body.toString(), /ServiceNotFound/);
  });

  describe('submit', () => {
    const png = (width: number, height: number) =>
      sharp({ create: { width, height, channels: 3, background: 'red' } })
        .png()
        .toBuffer()
        .then((bytes) => bytes.toString('base64'));

    const t31 = { req_key: 'jimeng_t2i_v31', force_single: undefined };
    const imageToImage = {
      req_key: 'jimeng_i2i_v30',
      force_single: undefined,
      image_urls: [referenceUrl],
    };
    const v46 = { req_key: 'jimeng_seedream46_cvtob' };
    const validSubmits: [string, object][] = [
      ['an area for 4.0', { size: 1024 * 1024 }],
      ['a weight for 4.0', { scale: 0.25, image_urls: Array(10).fill(referenceUrl) }],
      ['a wide image within its ratios for 4.0', { width: 4096, height: 1024, max_ratio: 4 }],
      ['a weight as a percentage for 4.6', { ...v46, scale: 70 }],
      ['14 references for 4.6', { ...v46, image_urls: Array(14).fill(referenceUrl) }],
      ['the widest ratio for 4.6', { ...v46, max_ratio: 16 }],
      ['a seed and a longer prompt for 3.1', { ...t31, seed: 7, use_pre_llm: false }],
      ['a listed size for 3.1', { ...t31, width: 3024, height: 1296 }],
      [
        'a width and a height for 3.0',
        { ...t31, req_key: 'jimeng_t2i_v30', width: 512, height: 1536 },
      ],
      ['one URL for i2i', { ...imageToImage, seed: -1, scale: 0.5 }],
    ];
    for (const [description, changes] of validSubmits) {
      it(`accepts ${description}`, async () => {
        await submitTask(changes);
      });
    }

    const invalidSubmits: [string, object, RegExp][] = [
      ['a model', { model: 'jimeng-4.0' }, /model is not a known field/],
      ['a resolution', { resolution: '2k' }, /resolution is not/],
      ['a seed for 4.0', { seed: 1 }, /seed is not/],
      ['an unknown req_key', { req_key: 'jimeng_t2i_v50' }, /req_key/],
      ['801 characters', { prompt: '猫'.repeat(801) }, /800 chars/],
      ['11 references for 4.0', { image_urls: Array(11).fill(referenceUrl) }, /image_urls/],
      ['a scale above 1', { scale: 1.01 }, /scale/],
      ['a scale of three decimals', { scale: 0.125 }, /2 decimals/],
      ['a ratio of 16 for 4.0', { max_ratio: 16 }, /max_ratio/],
      ['reversed ratios', { min_ratio: 2, max_ratio: 1 }, /greater/],
      ['a ratio above 3 without max_ratio', { width: 4096, height: 1024 }, /min_ratio/],
      ['an area that is too small', { width: 1024, height: 1023 }, /1024 \* 1024/],
      ['a width without a height', { width: 1024 }, /together/],
      ['15 references for 4.6', { ...v46, image_urls: Array(15).fill(referenceUrl) }, /image_urls/],
      ['a fractional scale for 4.6', { ...v46, scale: 0.5 }, /scale/],
      ['a scale of 0 for 4.6', { ...v46, scale: 0 }, /scale/],
      ['base64 for 4.6', { ...v46, binary_data_base64: ['aaaa'] }, /binary_data_base64 is not/],
      ['a reference for 3.1', { ...t31, image_urls: [referenceUrl] }, /image_urls is not/],
      ['force_single for 3.1', { ...t31, force_single: true }, /force_single is not/],
      ['a side of 511 for 3.1', { ...t31, width: 511, height: 1024 }, /512/],
      ['a side of 2050 for 3.1', { ...t31, width: 2050, height: 1024 }, /2048/],
      ['a ratio above 3 for 3.1', { ...t31, width: 2048, height: 512 }, /1\/3/],
      ['no reference for i2i', { ...imageToImage, image_urls: [] }, /exactly one/],
      [
        'two references for i2i',
        { ...imageToImage, image_urls: [referenceUrl, referenceUrl] },
        /exactly one/,
      ],
      ['a side of 2017 for i2i', { ...imageToImage, width: 2017, height: 1024 }, /2016/],
    ];
    for (const [description, changes, message] of invalidSubmits) {
      it(`rejects ${description}`, async () => {
        const response = await submit(changes);
        assert.deepEqual([response.status, response.code, response.data], [400, 50200, null]);
        assert.match(response.message ?? '', message);
        assert.equal(test.gateway.tasks().length, 0);
      });
    }

    it('accepts one valid inline image for i2i', async () => {
      const codeOf = async (base64: string) => {
        const fields = { ...imageToImage, image_urls: undefined, binary_data_base64: [base64] };
        return (await submit(fields)).code;
      };
      assert.equal(await codeOf(await png(64, 32)), 10000);
      assert.equal(await codeOf(await png(97, 32)), 50200);
      assert.equal(await codeOf(Buffer.from('not an image').toString('base64')), 50207);
    });

    it('snaps sides to 16 for i2i, defaults to 1328 for 3.0, and sends both as JPEG', async () => {
      const imageFacts = async (changes: { req_key: string }) => {
        const taskId = await submitTask(changes);
        test.now += 1000;
        const { data } = await query(taskId, { req_key: changes.req_key });
        const [url = ''] = data?.['image_urls'] as string[];
        const { width, height, format } = await sharp((await rawRequest(url)).body).metadata();
        return [width, height, format];
      };
      assert.deepEqual(
        await imageFacts({ ...imageToImage, width: 1000, height: 600 } as typeof imageToImage),
        [1008, 608, 'jpeg'],
      );
      const t30 = { ...t31, req_key: 'jimeng_t2i_v30' };
      assert.deepEqual(await imageFacts(t30), [1328, 1328, 'jpeg']);
    });
  });

  describe('mirror', () => {
    const submitWithBearerKey = async (path: string, fields: object) => {
      const url = `${test.gateway.origins.custom}${path}?Action=CVSync2AsyncSubmitTask&Version=2022-08-31`;
      const headers = {
        'content-type': 'application/json',
        authorization: `Bearer ${sampleKeys.valid}`,
      };
      const { status } = await rawRequest(url, {
        method: 'POST',
        headers,
        body: JSON.stringify(fields),
      });
      return status;
    };

    it('accepts a bearer key and an optional model at /jimeng/', async () => {
      assert.equal(await submitWithBearerKey('/jimeng/', submitFields), 200);
      assert.equal(
        await submitWithBearerKey('/jimeng/', { ...submitFields, model: 'jimeng-4.0' }),
        200,
      );
      assert.equal(
        await submitWithBearerKey('/jimeng/', { ...submitFields, model: 'jimeng-9' }),
        503,
      );
      assert.equal(await submitWithBearerKey('/jm', submitFields), 404);
      assert.deepEqual(
        test.gateway.tasks().map(({ provider }) => provider),
        ['custom', 'custom'],
      );
    });

    it('accepts the configured path and authentication', async () => {
      test.gateway.configure({ custom: { path: '/v1/jm', auth: 'bearer' } });
      assert.equal(await submitWithBearerKey('/v1/jm', submitFields), 200);
      test.gateway.configure({ custom: { path: '/', auth: 'volcengine' } });
      assert.equal(await submitWithBearerKey('/', submitFields), 400);
      const signed = await submit({}, { provider: 'custom' });
      assert.deepEqual([signed.status, signed.data?.['status']], [200, 'submitted']);
    });
  });
});
