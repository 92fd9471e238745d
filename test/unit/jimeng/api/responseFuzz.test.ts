import assert from 'node:assert/strict';
import { createClient } from '../../../../src/jimeng/service.ts';
import { JimengError, providers } from '../../../../src/jimeng/index.ts';
import { failureSchema } from '../../../../src/jimeng/errors.ts';
import * as v from 'valibot';
import { fakeFetch, task, textReply } from '../../support/fakeFetch.ts';
import { request } from '../../support/generation.ts';
import { pickOne, randomInt, seededRandom } from '../../support/seededRandom.ts';
import { toApiKey } from '../../support/apiKey.ts';

const seed = 20_261_121;
const rounds = 100_000;
const key = 'sk-fuzz-0123456789abcdef';

/**
 * The documented responses (docs/service.md §3.6, §6.3, §9.2), and those in other formats
 * (docs/service.md §9.1).
 */
const documentedResponses: unknown[] = [
  {
    code: 10000,
    data: { task_id: '67fb9e82-126e-4c71-bb16-a3bb3789e3b7', status: 'submitted' },
    message: 'Success',
    request_id: '67fb9e82-126e-4c71-bb16-a3bb3789e3b7',
    status: 10000,
    time_elapsed: '35.381µs',
  },
  {
    code: 10000,
    data: { binary_data_base64: [], image_urls: null, status: 'generating' },
    message: 'Success',
    status: 10000,
  },
  {
    code: 10000,
    data: {
      binary_data_base64: null,
      image_urls: ['https://example.com/1.png', 'https://example.com/2.png'],
      status: 'success',
    },
    message: 'Success',
  },
  { code: 10000, data: { binary_data_base64: ['iVBORw0KGgo='], image_urls: [], status: 'done' } },
  {
    code: 10001,
    data: { binary_data_base64: [], image_urls: null, status: 'failed' },
    message: 'Task failed',
    status: 10001,
  },
  { code: 50413, data: null, message: 'Post Text Risk Not Pass', status: 50413 },
  { code: 50429, data: null, message: 'Request Has Reached API Limit, Please Try Later' },
  {
    ResponseMetadata: {
      RequestId: '2025',
      Action: 'CVSync2AsyncSubmitTask',
      Error: { CodeN: 100010, Code: 'SignatureDoesNotMatch', Message: 'no' },
    },
  },
  { error: { message: `Invalid token [${key}]`, type: 'new_api_error', code: '' } },
  { error: { message: 'post risk', type: 'jimeng_error', code: '50411' } },
  { code: 'insufficient_user_quota', message: '用户额度不足', data: null },
  { code: 'fail_to_fetch_task', message: '{"code":50412,"message":"Text Risk Not Pass"}' },
  { success: false, message: 'No Authorization header' },
  {
    code: 'success',
    message: '',
    data: {
      task_id: 'task_1',
      status: 'FAILURE',
      fail_reason: '{"code":50411,"message":"Pre Img Risk Not Pass"}',
      progress: '100%',
      result_url: 'https://example.com/1.png',
      data: { code: 10000, data: { status: 'done', image_urls: ['//example.com/1.png', null] } },
    },
  },
  {
    created: 1,
    data: [{ url: 'example.com/1.png' }, { b64_json: 'iVBORw0KGgo=' }],
    status: 'done',
  },
  { id: 'task_1', object: 'video', status: 'queued', output: `{"urls":["/1.png"],"key":"${key}"}` },
];

const bodies = documentedResponses.map((response) => JSON.stringify(response));
const httpStatuses = [200, 200, 200, 204, 301, 400, 401, 403, 404, 407, 413, 429, 500, 502, 503];
const values: unknown[] = [
  null,
  true,
  0,
  -1,
  1e400,
  10000,
  '10000',
  '',
  'success',
  key,
  [],
  {},
  [[]],
  '\u0000',
  'https://example.com/2.png',
  '[null,"https://example.com/3.png"]',
  'data:image/png;base64,AAAA',
  '12345678901234567890',
  { task_id: ['7'] },
  { error: { message: key } },
];

type Random = () => number;

/** Copies a JSON value with some changes. */
function mutateValue(value: unknown, random: Random): unknown {
  if (random() < 0.15) return pickOne(random, values);
  if (Array.isArray(value)) {
    const items: unknown[] = value.map((each: unknown) =>
      random() < 0.5 ? mutateValue(each, random) : each,
    );
    return random() < 0.3 ? [...items, pickOne(random, values)] : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([name, each]): [string, unknown][] => {
    const chance = random();
    if (chance < 0.1) return [];
    if (chance < 0.15) return [[`${name}x`, each]];
    if (chance < 0.2)
      return [
        [name, each],
        ['__proto__', each],
        ['error', each],
      ];
    return [[name, chance < 0.6 ? mutateValue(each, random) : each]];
  });
  return Object.fromEntries(entries);
}

/** Damages the text of a response. */
function damageText(body: string, random: Random): string {
  const offset = randomInt(random, body.length + 1);
  switch (randomInt(random, 4)) {
    case 0:
      return body.slice(0, offset);
    case 1:
      return (
        body.slice(0, offset) +
        String.fromCharCode(randomInt(random, 0x10000)) +
        body.slice(offset + 1)
      );
    case 2:
      return body.slice(0, offset) + pickOne(random, bodies) + body.slice(offset);
    default:
      return `<html><body>${body}</body></html>`;
  }
}

/** What a client must keep to, whatever the response is. */
async function checkOutcome(body: string, httpStatus: number, isSubmit: boolean): Promise<string> {
  const { fetch } = fakeFetch(textReply(body, httpStatus));
  const client = createClient({ provider: providers.octopusx, key: toApiKey(key), fetch });
  try {
    if (isSubmit) {
      const { taskId } = await client.submit(request);
      assert.ok(taskId.length > 0 && taskId.length <= 256 && !/\s/.test(taskId), body);
      return 'submitted';
    }
    const { status, images } = await client.query(task);
    assert.ok(images.length <= 64);
    if (status === 'success') {
      assert.ok(images.some(({ urls, base64 }) => urls.length > 0 || base64 !== undefined));
    }
    for (const url of images.flatMap(({ urls }) => urls)) assert.match(url, /^https?:\/\//i);
    return status;
  } catch (error) {
    if (!(error instanceof JimengError)) assert.fail(`${String(error)} for ${body}`);
    v.parse(failureSchema, error.failure);
    for (const text of [JSON.stringify(error.failure), error.response ?? '']) {
      assert.ok(!text.includes(key.slice(0, 12)), text);
    }
    return error.failure.kind;
  }
}

describe(`Client with ${rounds} mutated responses (seed ${seed})`, () => {
  it('returns a value or a typed error that never names the key', async function () {
    this.timeout(300_000);
    const random = seededRandom(seed);
    const outcomeCounts = new Map<string, number>();
    for (let round = 0; round < rounds; round++) {
      const response = pickOne(random, documentedResponses);
      let body = JSON.stringify(random() < 0.8 ? mutateValue(response, random) : response);
      if (random() < 0.3) body = damageText(body, random);
      const outcome = await checkOutcome(body, pickOne(random, httpStatuses), random() < 0.2);
      outcomeCounts.set(outcome, (outcomeCounts.get(outcome) ?? 0) + 1);
    }
    // Make sure that the mutations cover different outcomes.
    for (const outcome of [
      'submitted',
      'success',
      'pending',
      'badResponse',
      'authentication',
      'quota',
      'referenceRefused',
    ]) {
      assert.ok(
        (outcomeCounts.get(outcome) ?? 0) > 100,
        `${outcome}: ${outcomeCounts.get(outcome) ?? 0}`,
      );
    }
  });

  it('needs time that grows only with the length', async function () {
    this.timeout(300_000);
    const size = 200_000;
    const parts = [
      '{"data":',
      '{"message":"',
      '[[',
      '{"image_urls":[',
      '"https://a.b/,',
      '//,',
      ' ',
      '\\',
      '\\"',
      'sk-',
      'sk-fuzz-',
      '"task_id":"',
      '{"a":1},',
      'null,',
      'a.',
      '%',
    ];
    const repeat = (part: string, length: number) => part.repeat(length / part.length);
    const shapes = [
      (text: string) => text,
      (text: string) => JSON.stringify({ code: 10000, data: { status: 'done', image_urls: text } }),
      (text: string) => JSON.stringify({ code: 5, message: text, data: { fail_reason: text } }),
      (text: string) => JSON.stringify({ images: text.split(',') }),
    ];
    for (const part of parts) {
      for (const shape of shapes) {
        const measure = async (length: number) => {
          const body = shape(repeat(part, length));
          const durations: number[] = [];
          // The shortest of three: other processes disturb the measurement.
          for (let round = 0; round < 3; round++) {
            const start = performance.now();
            for (const isSubmit of [true, false]) await checkOutcome(body, 200, isSubmit);
            durations.push(performance.now() - start);
          }
          return Math.min(...durations);
        };
        const [small, large] = [await measure(size), await measure(4 * size)];
        // Four times the length takes sixteen times as long if the time is quadratic.
        assert.ok(large < 10 * small + 300, `${part}: ${small} and ${large} ms`);
      }
    }
  });
});
