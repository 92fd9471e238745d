import assert from 'node:assert/strict';
import { createClient, type OfferedImage } from '../../../../src/jimeng/api/client.ts';
import {
  isFinalFailure,
  providers,
  type Failure,
  type JimengError,
} from '../../../../src/jimeng/index.ts';
import { fakeFetch, jsonReply, task, textReply, type Reply } from '../../support/fakeFetch.ts';
import { toApiKey } from '../../support/apiKey.ts';

const key = 'sk-of-a-user';
const [a, b, c] = [
  'https://i.example/a.image?x-signature=q%2F+',
  'https://i.example/b',
  'https://i.example/c',
];
const png = `iVBORw0KGgo${'A'.repeat(40)}`;
const jpeg = `/9j/4AAQSkZJRg${'B'.repeat(40)}`;
const text = JSON.stringify;

const queryWith = (reply: Reply) =>
  createClient({
    provider: providers.octopusx,
    key: toApiKey(key),
    fetch: fakeFetch(reply).fetch,
  }).query(task);

const at = (...urls: string[]): OfferedImage => ({ urls });
const inline = (base64: string, ...urls: string[]): OfferedImage => ({ urls, base64 });
const withheld = at();

/** The documented envelope around this data. */
const done = (data: object) => ({
  code: 10000,
  data: { status: 'done', ...data },
  message: 'Success',
});
/** The envelope of new-api around the response of an upstream service (docs/service.md §9.5). */
const wrapped = (data: unknown, fields: object = {}) => ({
  code: 'success',
  message: '',
  data: {
    task_id: 'task_1',
    action: 'generate',
    status: 'SUCCESS',
    fail_reason: '',
    progress: '100%',
    data,
    ...fields,
  },
});

describe('Client query response with images', () => {
  const offers: [string, unknown, OfferedImage[]][] = [
    ['a list', done({ image_urls: [a, b] }), [at(a), at(b)]],
    ['a null in a list', done({ image_urls: [a, null, c] }), [at(a), withheld, at(c)]],
    [
      'empty entries',
      done({ image_urls: ['', a, ' ', {}, []] }),
      [withheld, at(a), withheld, withheld, withheld],
    ],
    ['words in a list', done({ image_urls: ['blocked', a] }), [withheld, at(a)]],
    ['a null in base64', done({ binary_data_base64: [png, null] }), [inline(png), withheld]],
    ['null entries at 502', done({ image_urls: [null, b] }), [withheld, at(b)]],
    ['text', done({ image_urls: a }), [at(a)]],
    ['text with commas', done({ image_urls: `${a},${b}` }), [at(a), at(b)]],
    ['text with line breaks', done({ image_urls: ` ${a}\n${b}\n` }), [at(a), at(b)]],
    ['a list as JSON text', done({ image_urls: text([a, null]) }), [at(a), withheld]],
    ['an object', done({ image_urls: { url: a } }), [at(a)]],
    ['an object with image_url', done({ image_urls: { image_url: a } }), [at(a)]],
    ['an object in place of a list', done({ image_urls: { 0: a, 1: b } }), [at(a), at(b)]],
    ['such an object with a null', done({ image_urls: { 0: null, 1: b } }), [withheld, at(b)]],
    ['an object with other names', done({ images: { first: a, type: 'image/png' } }), [at(a)]],
    [
      'a list of objects',
      done({ image_urls: [{ url: a }, { image_url: b, type: 'image/png' }] }),
      [at(a), at(b)],
    ],
    [
      'an object without a URL',
      done({ images: [{ url: null, type: 'image/png' }, { url: b }] }),
      [withheld, at(b)],
    ],
    ['a list of lists', done({ image_urls: [[a], [b]] }), [at(a), at(b)]],
    ['a data URL', done({ image_urls: [`data:image/png;base64,${png}`] }), [inline(png)]],
    [
      'a data URL as base64',
      done({ binary_data_base64: [`data:image/png;base64,${png}`] }),
      [inline(png)],
    ],
    ['base64 as URL', done({ image_urls: [png, jpeg] }), [inline(png), inline(jpeg)]],
    ['a URL as base64', done({ binary_data_base64: [a] }), [at(a)]],
    ['base64 as text', done({ binary_data_base64: jpeg }), [inline(jpeg)]],
    [
      'base64 with line breaks',
      done({ binary_data_base64: [`${png}\r\n${png}`] }),
      [inline(`${png}\r\n${png}`)],
    ],
    [
      'a relative URL',
      done({ image_urls: ['/files/1.png?x=1'] }),
      [at('https://octopusx.ai/files/1.png?x=1')],
    ],
    [
      'a relative URL without a slash',
      done({ image_urls: ['files/1.png'] }),
      [at('https://octopusx.ai/files/1.png')],
    ],
    ['a relative file', done({ image_urls: ['1.png'] }), [at('https://octopusx.ai/1.png')]],
    [
      'no scheme with slashes',
      done({ image_urls: ['//i.example/1'] }),
      [at('https://i.example/1')],
    ],
    ['no scheme', done({ image_urls: ['i.example/1?x=1'] }), [at('https://i.example/1?x=1')]],
    [
      'no scheme but a port',
      done({ image_urls: ['i.example:8443/1'] }),
      [at('https://i.example:8443/1')],
    ],
    [
      'a scheme in capitals',
      done({ image_urls: ['HTTPS://i.example/1'] }),
      [at('HTTPS://i.example/1')],
    ],
    ['http', done({ image_urls: ['http://i.example/1'] }), [at('http://i.example/1')]],
    ['spaces around', done({ image_urls: [` ${a}\n`] }), [at(a)]],
    [
      'other schemes in a set',
      done({ image_urls: ['ftp://x/1', 'file:///1', 'javascript:1', 'blob:https://x/1', a] }),
      [withheld, withheld, withheld, withheld, at(a)],
    ],
    [
      'a URL that is too long',
      done({ image_urls: [`https://x.example/${'y'.repeat(9000)}`, a] }),
      [withheld, at(a)],
    ],
    ['an invalid URL', done({ image_urls: ['https://', a] }), [withheld, at(a)]],
    [
      'both lists',
      done({ image_urls: [a, b], binary_data_base64: [png, jpeg] }),
      [inline(png, a), inline(jpeg, b)],
    ],
    [
      'both lists, each with a gap',
      done({ image_urls: [a, null], binary_data_base64: [null, jpeg] }),
      [at(a), inline(jpeg)],
    ],
    [
      'both lists of different length',
      done({ image_urls: [a], binary_data_base64: [png, jpeg] }),
      [at(a), inline(png), inline(jpeg)],
    ],
    [
      'an empty list beside',
      done({ image_urls: [null, null], binary_data_base64: [png] }),
      [inline(png)],
    ],
    [
      'b64_json',
      { created: 1, data: [{ b64_json: png }, { b64_json: jpeg }], status: 'completed' },
      [inline(png), inline(jpeg)],
    ],
    ['url and b64_json', { data: [{ url: a, b64_json: png }] }, [inline(png, a)]],
    [
      'data as a list',
      { created: 1, data: [{ url: a }, null, { url: b }] },
      [at(a), withheld, at(b)],
    ],
    ['data as a list of texts', { code: 0, data: [a, b] }, [at(a), at(b)]],
    ['urls', done({ urls: [a, b] }), [at(a), at(b)]],
    ['images', done({ images: [a] }), [at(a)]],
    ['imageUrls', done({ imageUrls: [a] }), [at(a)]],
    ['url', done({ url: a }), [at(a)]],
    ['image_url', done({ image_url: a }), [at(a)]],
    ['result_url', done({ result_url: a }), [at(a)]],
    ['output as text', { id: 'task_1', status: 'succeeded', output: a }, [at(a)]],
    ['data.data', done({ data: { image_urls: [a] } }), [at(a)]],
    ['data.result', done({ result: { images: [{ url: a }] } }), [at(a)]],
    ['data.output', done({ output: { image_urls: [a] } }), [at(a)]],
    ['resp_data as JSON text', done({ resp_data: text({ image_urls: [a] }) }), [at(a)]],
    [
      'data as JSON text',
      { code: 10000, data: text({ status: 'done', image_urls: [a] }) },
      [at(a)],
    ],
    ['the body as JSON text', text(done({ image_urls: [a] })), [at(a)]],
    ['no envelope', { status: 'done', image_urls: [a] }, [at(a)]],
    ['a list around the envelope', [done({ image_urls: [a] })], [at(a)]],
    ['new-api', wrapped(done({ image_urls: [a, b] })), [at(a), at(b)]],
    ['new-api with text inside', wrapped(text(done({ image_urls: [a] }))), [at(a)]],
    ['new-api with only result_url', wrapped(null, { result_url: a }), [at(a)]],
    [
      'new-api with the same in result_url',
      wrapped(done({ image_urls: [a] }), { result_url: a }),
      [at(a)],
    ],
    [
      'new-api with its own copy of one image',
      wrapped(done({ image_urls: [a] }), { result_url: b }),
      [at(b, a)],
    ],
    [
      'new-api with the first in result_url',
      wrapped(done({ image_urls: [a, b] }), { result_url: a }),
      [at(a), at(b)],
    ],
    ['new-api with the URL in fail_reason', wrapped(null, { fail_reason: a }), [at(a)]],
    [
      'new-api in a message',
      { code: 'fail_to_fetch_task', message: text(done({ image_urls: [a] })) },
      [at(a)],
    ],
    ['the same URL in two places', done({ image_urls: [a, b], url: b }), [at(a), at(b)]],
    ['two lists in another order', done({ image_urls: [a, b], urls: [b, a] }), [at(a), at(b)]],
    ['one URL twice in a list', done({ image_urls: [a, a, b] }), [at(a), at(b)]],
    [
      'the same base64 twice',
      done({ binary_data_base64: [png], images: [{ b64_json: png }, { url: b }] }),
      [inline(png), at(b)],
    ],
    ['no code', { data: { status: 'done', image_urls: [a] } }, [at(a)]],
    ['code 0', { code: 0, data: { status: 'done', image_urls: [a] } }, [at(a)]],
    ['no status', { code: 10000, data: { image_urls: [a] } }, [at(a)]],
    ['a numeric status', { code: 10000, data: { status: 2, image_urls: [a] } }, [at(a)]],
    ['a status in a list', { code: 10000, data: { status: ['done'], image_urls: [a] } }, [at(a)]],
    ['an unknown status', done({ status: 'pondering', image_urls: [a] }), [at(a)]],
    [
      'an inner status that is pending',
      wrapped({ data: { status: 'generating', image_urls: [a] } }),
      [at(a)],
    ],
    ['an unknown code', { ...done({ image_urls: [a] }), code: 59999 }, [at(a)]],
    ['too many requests', { ...done({ image_urls: [a] }), code: 50429 }, [at(a)]],
    [
      'an error object',
      { ...done({ image_urls: [a] }), error: { message: 'insufficient quota' } },
      [at(a)],
    ],
    [
      'a code about the image beside one',
      { ...done({ image_urls: [a, null] }), code: 50511 },
      [at(a), withheld],
    ],
    ['the code of a failed task', { ...done({ image_urls: [a] }), code: 10001 }, [at(a)]],
    [
      'a code about the image without a status',
      { code: 50519, data: { image_urls: [null, b] } },
      [withheld, at(b)],
    ],
    [
      'the images of the request',
      done({ image_urls: [a], request: { image_urls: [b] }, input: { url: c } }),
      [at(a)],
    ],
  ];
  for (const [description, body, images] of offers) {
    it(`offers each once: ${description}`, async () => {
      for (const httpStatus of [200, 502]) {
        const result = await queryWith(jsonReply(body, httpStatus));
        assert.deepEqual([result.status, result.images], ['success', images]);
      }
    });
  }

  it('offers no more than 20', async () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => `${b}/${index}`);
    for (const data of [
      { image_urls: many(1500) },
      { image_urls: many(1000).join(',') },
      { images: many(60).map((url) => ({ urls: [url, `${url}/2`] })) },
      { image_urls: many(50), data: { urls: many(200).reverse() } },
    ]) {
      const { images } = await queryWith(jsonReply(done(data)));
      assert.equal(images.length, 20);
    }
  });

  it('offers none that is nested too deep', async () => {
    const nest = (depth: number): unknown =>
      depth === 0 ? { image_urls: [a] } : { data: nest(depth - 1) };
    assert.equal((await queryWith(jsonReply(nest(5)))).images.length, 1);
    await assert.rejects(
      queryWith(jsonReply(nest(9))),
      ({ failure }: JimengError) => failure.kind === 'badResponse',
    );
  });

  it('is pending while it only has previews', async () => {
    const result = await queryWith(jsonReply(done({ status: 'generating', image_urls: [a] })));
    assert.equal(result.status, 'pending');
  });
});

describe('Client query response without images', () => {
  const states: [string, unknown, string, string][] = [
    [
      'an inner status',
      wrapped({ code: 10000, data: { status: 'in_queue' } }, { status: 'IN_PROGRESS' }),
      'pending',
      'IN_PROGRESS',
    ],
    [
      'an inner pending in an outer success',
      wrapped({ code: 10000, data: { status: 'generating' } }),
      'pending',
      'generating',
    ],
    ['a root status', { id: 'task_1', object: 'video', status: 'queued' }, 'pending', 'queued'],
    ['task_status', { code: 0, data: { task_status: 'processing' } }, 'pending', 'processing'],
    ['an expired task', done({ status: 'expired' }), 'notFound', 'expired'],
    ['an unknown status', done({ status: 'pondering' }), 'pending', 'pondering'],
  ];
  for (const [description, body, status, rawStatus] of states) {
    it(`has the status of ${description}`, async () => {
      const result = await queryWith(jsonReply(body));
      assert.deepEqual(result, { status, rawStatus, images: [] });
    });
  }

  const unusable: [string, string, string][] = [
    ['no images', text(done({})), 'noImage'],
    ['only withheld images', text(done({ image_urls: [null, ''] })), 'noImage'],
    ['only other schemes', text(done({ image_urls: ['ftp://x/1'] })), 'noImage'],
    ['an empty new-api response', text(wrapped(null)), 'noImage'],
    ['no data', '{"code":10000}', 'shape'],
    ['a page', '<html>', 'notJson'],
    ['half of a response', text(done({ image_urls: [a] })).slice(0, 60), 'notJson'],
  ];
  for (const [description, body, problem] of unusable) {
    it(`keeps the response with ${description}`, async () => {
      await assert.rejects(queryWith(textReply(body)), ({ failure, response }: JimengError) => {
        assert.equal(failure.kind === 'badResponse' && failure.problem, problem);
        assert.equal(response, body);
        return true;
      });
    });
  }

  it('keeps no response that is not a success', async () => {
    await assert.rejects(queryWith(textReply('<html>', 502)), { response: undefined });
  });

  it('keeps at most 1 MB, without a part of the key', async () => {
    for (const offset of [-key.length - 5, -key.length + 1, -5, -4, 0]) {
      const body = text({ code: 10000, note: 'x' });
      const padding = 'x'.repeat(1_000_000 - body.length + offset);
      const reply = textReply(`${body.slice(0, -2)}${padding}${key}${key}"}`);
      await assert.rejects(queryWith(reply), ({ response = '' }: JimengError) => {
        assert.ok(response.length <= 1_000_000 && response.length > 999_900);
        assert.ok(!/of-a|k-of/.test(response), response.slice(-40));
        return true;
      });
    }
  });
});

describe('Client query failure', () => {
  type Kind = Failure['kind'];
  const failed = (fields: object, inner: unknown = null) =>
    wrapped(inner, { status: 'FAILURE', ...fields });
  const failures: [string, unknown, Kind, string?][] = [
    ['a failed status', done({ status: 'failed' }), 'taskFailed'],
    [
      'its message',
      { code: 10000, message: '生成失败', data: { status: 'failed' } },
      'taskFailed',
      '生成失败',
    ],
    ['fail_reason', failed({ fail_reason: 'GPU lost' }), 'taskFailed', 'GPU lost'],
    [
      'a content check in fail_reason',
      failed({ fail_reason: 'Post Img Risk Not Pass' }),
      'resultRefused',
      'Post Img Risk Not Pass',
    ],
    [
      'JSON in fail_reason',
      failed({ fail_reason: text({ code: 50412, message: 'Text Risk Not Pass' }) }),
      'promptRefused',
      'Text Risk Not Pass',
    ],
    [
      'an inner code',
      failed({ fail_reason: 'task failed' }, { code: 50519, message: 'c' }),
      'copyright',
      'c',
    ],
    [
      'an inner code without a failed status',
      wrapped({ code: 50411, message: 'r' }),
      'referenceRefused',
      'r',
    ],
    ['quota in fail_reason', failed({ fail_reason: '余额不足' }), 'taskFailed', '余额不足'],
    ['a failed status with images', done({ status: 'failed', image_urls: [a] }), 'taskFailed'],
    [
      'a code about the image with withheld images',
      { ...done({ image_urls: [null] }), code: 50511 },
      'resultRefused',
      'Success',
    ],
    [
      'a code about the image with previews',
      { ...done({ status: 'generating', image_urls: [a] }), code: 50511 },
      'resultRefused',
      'Success',
    ],
    [
      'a code about the image around words',
      { code: 50412, message: 'r', data: { error: 'Copyright' } },
      'promptRefused',
      'r',
    ],
    [
      'a known word as code',
      { error: { code: 'content_policy_violation', message: 'm' } },
      'promptRefused',
      'm',
    ],
    [
      'status done with an error code',
      { code: 50511, message: 'p', data: { status: 'done' } },
      'resultRefused',
      'p',
    ],
    [
      'status done with a quota code',
      { code: 'insufficient_user_quota', data: { status: 'done' } },
      'quota',
    ],
    [
      'an error with the status of the response',
      { status: 'error', message: 'restarting' },
      'badResponse',
    ],
    [
      'an error that says fail',
      { status: 'fail', code: 'X', message: 'restarting' },
      'service',
      'restarting',
    ],
    [
      'the status of an error',
      { error: { code: 503, message: 'm', status: 'FAILED' } },
      'service',
      'm',
    ],
    [
      'an unknown task',
      { code: 'x', message: 'task does not exist' },
      'unknownTask',
      'task does not exist',
    ],
    ['success: false', { success: false, msg: '任务不存在' }, 'unknownTask', '任务不存在'],
    ['an error as text', { error: 'Insufficient balance' }, 'quota', 'Insufficient balance'],
  ];
  for (const [description, body, kind, message] of failures) {
    it(`is recognized by ${description}: ${kind}`, async () => {
      await assert.rejects(queryWith(jsonReply(body)), ({ failure }: JimengError) => {
        assert.equal(failure.kind, kind);
        assert.equal('message' in failure ? failure.message : undefined, message);
        return true;
      });
    });
  }

  const words = [
    'Bad Gateway. Copyright 2024 nginx',
    'Request blocked by content policy of WAF',
    '请求包含敏感信息，已被防火墙拦截',
    'Post Img Risk Not Pass',
    'Pre Img Risk Not Pass',
  ];
  for (const message of words) {
    it(`is not final because of “${message}” alone`, async () => {
      for (const httpStatus of [200, 400, 403, 429, 500, 502]) {
        for (const reply of [
          textReply(message, httpStatus),
          jsonReply({ error: { message, code: '' } }, httpStatus),
          jsonReply({ code: 'blocked', message }, httpStatus),
          jsonReply({ success: false, message }, httpStatus),
          jsonReply({ ResponseMetadata: { Error: { Code: 'X', Message: message } } }, httpStatus),
          jsonReply({ status: 'error', code: 'x', message }, httpStatus),
        ]) {
          await assert.rejects(queryWith(reply), ({ failure }: JimengError) => {
            assert.ok(!isFinalFailure(failure), text(failure));
            return true;
          });
        }
      }
    });
  }
});
