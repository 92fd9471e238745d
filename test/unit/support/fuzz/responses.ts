import assert from 'node:assert/strict';
import { deflateSync, gzipSync } from 'node:zlib';
import * as v from 'valibot';
import { Response } from 'node-fetch';
import { failureSchema } from '../../../../src/jimeng/errors.ts';
import { JimengError, providers } from '../../../../src/jimeng/index.ts';
import { createClient } from '../../../../src/jimeng/service.ts';
import {
  maxImages,
  maxTaskIdCharacters,
  maxUrlCharacters,
  maxUrlsPerImage,
} from '../../../../src/untrusted/limits.ts';
import { toApiKey } from '../apiKey.ts';
import { formatFailure } from '../failureMessages.ts';
import { pickOne, randomInt } from '../seededRandom.ts';
import type { Campaign } from './campaign.ts';

type Random = () => number;

/** A length that is mostly small, so that 100,000 inputs take minutes. */
function randomLength(random: Random, max: number): number {
  return randomInt(random, random() < 0.01 ? max : max / 200);
}

const rest = 'Ab3xY9fQ7mZk2LpW8rTnC4vB';
const key = `sk-${rest}`;
const provider = providers.octopusx;
const origin = 'https://images.example.com';
const task = { taskId: '7392616336519610409', reqKey: 'jimeng_t2i_v40' };
const link = '[Open](command:workbench.action.terminal.new?%5B%5D)';

/** Parts that a response consists of, and others that it should not. */
const values: readonly ((random: Random) => unknown)[] = [
  () => null,
  (random) => pickOne(random, [10000, 50413, 429, -1, 1e308, 0.1, true, '', '0', 'success']),
  (random) => pickOne(random, ['done', 'failed', 'not_found', 'in_queue', 'x'.repeat(5000)]),
  () => `${link} $(trash) \u202e\u0000\u200b ${link}`,
  (random) =>
    pickOne(random, [
      key,
      encodeURIComponent(`Bearer ${key}`),
      btoa(key),
      Array.from(rest).join(' '),
    ]),
  (random) => `${origin}/${'a'.repeat(randomLength(random, 10_000))}`,
  () => ['https://u:p@a.example.com/', 'command:x', 'file:///etc/passwd', '//[', '\\\\a\\b'],
  (random) =>
    Array.from({ length: randomLength(random, 2000) }, (_, index) => `${origin}/${index}`),
  (random) => 'iVBORw0KGgo' + 'A'.repeat(randomLength(random, 50_000)),
  (random) =>
    pickOne(random, [' ', '{', '\\', 'sk-', '[{"a":', '"task_id":"', ',']).repeat(
      randomLength(random, 20_000),
    ),
  // JavaScript hashes texts of more than 16,383 characters by their length.
  (random) =>
    Array.from({ length: randomLength(random, 400) }, (_, index) =>
      `iVBORw0KGgo${index}`.padEnd(17_000, 'A'),
    ),
  (random) =>
    Object.fromEntries(
      Array.from({ length: randomLength(random, 200) }, (_, index) => [
        String(index).padStart(17_000, 'a'),
        `${origin}/${index}`,
      ]),
    ),
  (random) => nest(randomLength(random, 3000)),
  // Escapes inside escapes would double with each level.
  (random) => JSON.stringify(createObject(random, 1)).slice(0, 20_000),
  (random) =>
    Object.fromEntries(
      Array.from({ length: randomLength(random, 2000) }, (_, index) => [`k${index}`, 1]),
    ),
];

const names = [
  ...['code', 'message', 'data', 'status', 'task_id', 'id', 'image_urls', 'binary_data_base64'],
  ...['error', 'errors', 'result', 'output', 'request_id', 'fail_reason', 'ResponseMetadata'],
  ...['Error', 'images', 'url', 'task', '__proto__', 'constructor', 'toString', link],
];

function nest(depth: number): unknown {
  let value: unknown = 'x';
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { data: value };
  return value;
}

function createObject(random: Random, depth: number): unknown {
  const entries = Array.from({ length: 1 + randomInt(random, 5) }, () => [
    pickOne(random, names),
    depth > 0 && random() < 0.4 ? createObject(random, depth - 1) : pickOne(random, values)(random),
  ]);
  const object: unknown = Object.fromEntries(entries);
  return random() < 0.1 ? [object] : object;
}

/** The text of a response, which may be damaged. */
function createBody(random: Random): string {
  const body = JSON.stringify(createObject(random, 3));
  const offset = randomInt(random, body.length);
  switch (randomInt(random, 8)) {
    case 0:
      return body.slice(0, offset);
    case 1:
      return `${body.slice(0, offset)}${String.fromCharCode(randomInt(random, 0x10000))}${body.slice(offset)}`;
    case 2:
      return `<html>${body}</html>`;
    case 3:
      return `{"data":${body},"x":[${'{},'.repeat(randomLength(random, 30_000))}1]}`;
    case 4: {
      const part = pickOne(random, ['}', ']', '"', '\\"', '""', ' ', '\\']);
      return body.slice(0, offset) + part.repeat(randomLength(random, 1_000_000));
    }
    default:
      return body;
  }
}

/** Packs a body, which may unpack to far more, be damaged, or be no packed body at all. */
function pack(body: string, random: Random): { bytes: Buffer; encoding: string | undefined } {
  const isLarge = random() < 0.003;
  const text = isLarge ? body + ' '.repeat(4_300_000) : body;
  const bytes = Buffer.from(text);
  switch (randomInt(random, 10)) {
    case 0:
      return { bytes: gzipSync(bytes, { level: 1 }), encoding: 'gzip' };
    case 1:
      return { bytes: deflateSync(bytes, { level: 1 }), encoding: 'deflate' };
    case 2: {
      const packed = gzipSync(bytes, { level: 1 });
      packed[randomInt(random, packed.length)] = randomInt(random, 256);
      return { bytes: packed, encoding: pickOne(random, ['gzip', 'deflate', 'br']) };
    }
    case 3:
      return { bytes, encoding: pickOne(random, ['gzip', 'br', 'x', 'gzip, gzip', 'identity']) };
    default:
      return { bytes, encoding: undefined };
  }
}

function createResponse(random: Random): Response {
  const { bytes, encoding } = pack(createBody(random), random);
  return new Response(bytes, {
    status: pickOne(random, [200, 200, 200, 201, 301, 400, 401, 403, 407, 429, 500, 503]),
    headers: {
      'retry-after': pickOne(random, ['0', '99999999999', 'soon', '-1', '1e400']),
      ...(encoding !== undefined && { 'content-encoding': encoding }),
      ...(random() < 0.1 && { location: 'http://127.0.0.1/' }),
    },
  });
}

/** What a failure must keep to, whatever the response is. */
function checkFailure(error: unknown): void {
  if (!(error instanceof JimengError)) throw error;
  v.parse(failureSchema, error.failure);
  const stored = JSON.stringify(error.failure);
  assert.ok(stored.length < 10_000, `A failure of ${stored.length} characters`);
  const sentence = formatFailure(error.failure, provider.name);
  assert.ok(!/\]\(command:|\$\(\w/.test(sentence), sentence);
  for (const text of [stored, error.response ?? '', sentence])
    assert.ok(!text.includes(rest.slice(0, 8)), 'The key is shown');
}

/** Submits and queries with responses that are damaged, huge, packed, or of another shape. */
export const responses: Campaign = {
  name: 'responses',
  async run(random) {
    const response = createResponse(random);
    const client = createClient({
      provider,
      key: toApiKey(key),
      fetch: (url) => {
        assert.equal(new URL(url).origin, provider.origin);
        return Promise.resolve(response);
      },
    });
    try {
      if (random() < 0.3) {
        const { taskId } = await client.submit({ model: 'jimeng-4.0', prompt: 'a cat' });
        assert.ok(taskId.length <= maxTaskIdCharacters);
        return;
      }
      const { images, rawStatus } = await client.query(task);
      assert.ok(images.length <= maxImages + 1 && rawStatus.length <= 300);
      assert.ok(images.every(({ urls }) => urls.length <= maxUrlsPerImage));
      for (const url of images.flatMap(({ urls }) => urls)) {
        assert.match(url, /^https?:\/\//i);
        assert.ok(url.length <= maxUrlCharacters);
      }
    } catch (error) {
      checkFailure(error);
    }
  },
};
