import assert from 'node:assert/strict';
import { createClient } from '../../../src/jimeng/calls.ts';
import { providers, simulated, type GenerationRequest } from '../../../src/jimeng/index.ts';
import {
  accepted,
  fakeFetch,
  fieldsOf,
  state,
  task,
  type Call,
  type Reply,
} from '../support/fetch.ts';

const key = 'sk-of-a-user';
const request: GenerationRequest = { model: 'jimeng-4.0', prompt: '一只猫 “quoted”' };
const origins = { octopusx: 'https://octopusx.ai', deepwl: 'https://zx1.deepwl.net' };

function clientWith(reply: Reply, id: keyof typeof origins = 'octopusx') {
  const { fetch, calls } = fakeFetch(reply);
  return { client: createClient({ provider: providers[id], key, fetch }), calls };
}

function only(calls: readonly Call[]): Call {
  assert.equal(calls.length, 1);
  return calls[0] ?? assert.fail();
}

async function submitted(fields: Partial<GenerationRequest> = {}): Promise<unknown> {
  const { client, calls } = clientWith(accepted);
  await client.submit({ ...request, ...fields });
  return fieldsOf(only(calls));
}

describe('A call', () => {
  for (const id of ['octopusx', 'deepwl'] as const) {
    const calledWith = (calls: readonly Call[], action: string) => {
      const { url, init } = only(calls);
      assert.equal(url, `${origins[id]}/jm?Action=${action}&Version=2022-08-31`);
      assert.equal(init.method, 'POST');
      assert.deepEqual(init.headers, {
        Authorization: `Bearer ${key}`,
        'Content-Type': 'application/json',
        Accept: 'application/json',
      });
      assert.equal(init.redirect, 'manual');
    };

    it(`to submit at ${id} is as its page says`, async () => {
      const { client, calls } = clientWith(accepted, id);
      assert.deepEqual(await client.submit(request), task);
      calledWith(calls, 'CVSync2AsyncSubmitTask');
    });

    it(`to query at ${id} is as its page says`, async () => {
      const { client, calls } = clientWith(state('generating'), id);
      const found = await client.query(task);
      assert.deepEqual(found, {
        status: 'pending',
        word: 'generating',
        imageUrls: [],
        base64: [],
      });
      calledWith(calls, 'CVSync2AsyncGetResult');
      assert.deepEqual(fieldsOf(only(calls)), {
        req_key: 'jimeng_t2i_v40',
        task_id: task.taskId,
        req_json: '{"return_url":true}',
      });
    });
  }

  it('to query asks with the service identifier of the submit', async () => {
    const { client, calls } = clientWith(state('generating'));
    await client.query({ taskId: 'another', reqKey: 'jimeng_t2i_v99' });
    const body = fieldsOf(only(calls));
    assert.deepEqual([body['req_key'], body['task_id']], ['jimeng_t2i_v99', 'another']);
  });

  describe('to submit carries', () => {
    const plain = {
      req_key: 'jimeng_t2i_v40',
      model: 'jimeng-4.0',
      prompt: request.prompt,
      force_single: false,
      image_urls: [],
    };
    const imageUrls = ['https://example.com/1.png', 'http://example.com/2.png'];
    const sides = { width: 2560, height: 1440 };
    const bodies: [string, Partial<GenerationRequest>, object][] = [
      ['no size unless it is asked for', {}, plain],
      ['the resolution', { resolution: '4k' }, { ...plain, resolution: '4k' }],
      ['the size where it is asked for', { size: 4194304 }, { ...plain, size: 4194304 }],
      ['the sides', sides, { ...plain, ...sides }],
      [
        'the sides in place of resolution and size',
        { ...sides, resolution: '2k', size: 4194304 },
        { ...plain, ...sides },
      ],
      [
        'the size in place of the resolution',
        { resolution: '2k', size: 4194304 },
        { ...plain, size: 4194304 },
      ],
      ['the wish for a single picture', { forceSingle: true }, { ...plain, force_single: true }],
      ['the references', { imageUrls }, { ...plain, image_urls: imageUrls }],
    ];
    for (const [what, fields, expected] of bodies) {
      it(what, async () => {
        assert.deepEqual(await submitted(fields), expected);
      });
    }
  });

  it('is not made for a request with faults', async () => {
    const { client, calls } = clientWith(accepted);
    await assert.rejects(client.submit({ ...request, prompt: ' ', width: 1 }), {
      failure: {
        kind: 'request',
        faults: [{ fault: 'promptMissing' }, { fault: 'sideMissing', side: 'height' }],
      },
    });
    assert.equal(calls.length, 0);
  });
});

describe('A simulated provider', () => {
  it('differs in its origin alone', () => {
    const at = simulated(providers.deepwl, 'http://127.0.0.1:4100/x');
    assert.deepEqual(at, { ...providers.deepwl, origin: 'http://127.0.0.1:4100' });
  });

  const elsewhere = [
    'http://example.com',
    'https://127.0.0.1:4100',
    'http://127.0.0.1.example.com',
    'http://127.0.0.1@example.com',
    'file:///tmp',
  ];
  for (const origin of elsewhere) {
    it(`cannot be at ${origin}`, () => {
      assert.throws(() => simulated(providers.octopusx, origin), TypeError);
    });
  }
});
