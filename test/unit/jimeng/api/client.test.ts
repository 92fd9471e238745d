import assert from 'node:assert/strict';
import { createClient } from '../../../../src/jimeng/service.ts';
import {
  providers,
  withSimulatedOrigin,
  type GenerationRequest,
} from '../../../../src/jimeng/index.ts';
import {
  acceptedReply,
  fakeFetch,
  parseCallBody,
  statusReply,
  task,
  type FetchCall,
  type Reply,
} from '../../support/fakeFetch.ts';
import { toApiKey } from '../../support/apiKey.ts';

const key = 'sk-of-a-user';
const request: GenerationRequest = { model: 'jimeng-4.0', prompt: '一只猫 “quoted”' };
const origins = { octopusx: 'https://octopusx.ai', deepwl: 'https://zx1.deepwl.net' };

function clientWith(reply: Reply, id: keyof typeof origins = 'octopusx') {
  const { fetch, calls } = fakeFetch(reply);
  const options = { provider: providers[id], key: toApiKey(key), fetch, version: '1.2.3' };
  return { client: createClient(options), calls };
}

function onlyCall(calls: readonly FetchCall[]): FetchCall {
  assert.equal(calls.length, 1);
  return calls[0] ?? assert.fail();
}

async function submitAndParse(fields: Partial<GenerationRequest> = {}): Promise<unknown> {
  const { client, calls } = clientWith(acceptedReply);
  await client.submit({ ...request, ...fields });
  return parseCallBody(onlyCall(calls));
}

describe('Client request', () => {
  for (const id of ['octopusx', 'deepwl'] as const) {
    const assertCalledWith = (calls: readonly FetchCall[], action: string) => {
      const { url, init } = onlyCall(calls);
      assert.equal(url, `${origins[id]}/jm?Action=${action}&Version=2022-08-31`);
      assert.equal(init.method, 'POST');
      assert.deepEqual(init.headers, {
        Authorization: `Bearer ${key}`,
        'Content-Type': 'application/json',
        Accept: 'application/json',
        'Accept-Encoding': 'gzip, br',
        'User-Agent': 'jimeng-images/1.2.3',
      });
      assert.equal(init.redirect, 'manual');
    };

    it(`to submit at ${id} matches its documentation`, async () => {
      const { client, calls } = clientWith(acceptedReply, id);
      assert.deepEqual(await client.submit(request), task);
      assertCalledWith(calls, 'CVSync2AsyncSubmitTask');
    });

    it(`to query at ${id} matches its documentation`, async () => {
      const { client, calls } = clientWith(statusReply('generating'), id);
      const result = await client.query(task);
      assert.deepEqual(result, {
        status: 'pending',
        rawStatus: 'generating',
        images: [],
      });
      assertCalledWith(calls, 'CVSync2AsyncGetResult');
      assert.deepEqual(parseCallBody(onlyCall(calls)), {
        req_key: 'jimeng_t2i_v40',
        task_id: task.taskId,
        req_json: '{"return_url":true}',
      });
    });
  }

  it('to query uses the req_key of the submit', async () => {
    const { client, calls } = clientWith(statusReply('generating'));
    await client.query({ taskId: 'another', reqKey: 'jimeng_t2i_v99' });
    const body = parseCallBody(onlyCall(calls));
    assert.deepEqual([body['req_key'], body['task_id']], ['jimeng_t2i_v99', 'another']);
  });

  describe('to submit contains', () => {
    const defaultBody = {
      req_key: 'jimeng_t2i_v40',
      model: 'jimeng-4.0',
      prompt: request.prompt,
      force_single: false,
      image_urls: [],
    };
    const imageUrls = ['https://example.com/1.png', 'http://example.com/2.png'];
    const size = { width: 2560, height: 1440 };
    const bodies: [string, Partial<GenerationRequest>, object][] = [
      ['no size by default', {}, defaultBody],
      ['the resolution', { resolution: '4k' }, { ...defaultBody, resolution: '4k' }],
      ['the requested size', { size: 4194304 }, { ...defaultBody, size: 4194304 }],
      ['the width and height', size, { ...defaultBody, ...size }],
      [
        'the width and height instead of resolution and size',
        { ...size, resolution: '2k', size: 4194304 },
        { ...defaultBody, ...size },
      ],
      [
        'the size instead of the resolution',
        { resolution: '2k', size: 4194304 },
        { ...defaultBody, size: 4194304 },
      ],
      ['force_single', { forceSingle: true }, { ...defaultBody, force_single: true }],
      ['the references', { imageUrls }, { ...defaultBody, image_urls: imageUrls }],
    ];
    for (const [description, fields, expected] of bodies) {
      it(description, async () => {
        assert.deepEqual(await submitAndParse(fields), expected);
      });
    }
  });

  it('is not sent if the request is invalid', async () => {
    const { client, calls } = clientWith(acceptedReply);
    await assert.rejects(client.submit({ ...request, prompt: ' ', width: 1 }), {
      failure: {
        kind: 'request',
        faults: [{ fault: 'promptMissing' }, { fault: 'sideMissing', side: 'height' }],
      },
    });
    assert.equal(calls.length, 0);
  });
});

describe('withSimulatedOrigin', () => {
  it('changes only the origin of a provider', () => {
    const simulatedProvider = withSimulatedOrigin(providers.deepwl, 'http://127.0.0.1:4100/x');
    assert.deepEqual(simulatedProvider, { ...providers.deepwl, origin: 'http://127.0.0.1:4100' });
  });

  const invalidOrigins = [
    'http://example.com',
    'https://127.0.0.1:4100',
    'http://127.0.0.1.example.com',
    'http://127.0.0.1@example.com',
    'file:///tmp',
  ];
  for (const origin of invalidOrigins) {
    it(`rejects ${origin}`, () => {
      assert.throws(() => withSimulatedOrigin(providers.octopusx, origin), TypeError);
    });
  }
});
