import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import { createClient } from '../../../../src/jimeng/service.ts';
import { JimengError, providers } from '../../../../src/jimeng/index.ts';
import { systemFetch } from '../../../../src/jimeng/http/fetch.ts';
import { parseJson, parseStartOfJson } from '../../../../src/jimeng/api/foreignJson.ts';
import { maxSubmitBodyBytes, maxUnpackedBytes } from '../../../../src/untrusted/limits.ts';
import { toApiKey } from '../../support/apiKey.ts';
import {
  bytesReply,
  fakeFetch,
  task,
  taskId,
  textReply,
  type Reply,
} from '../../support/fakeFetch.ts';
import { png, request } from '../../support/generation.ts';
import { startServer } from '../../support/testServer.ts';

const packers = {
  gzip: (body: Buffer) => gzipSync(body),
  'x-gzip': (body: Buffer) => gzipSync(body),
  deflate: (body: Buffer) => deflateSync(body),
  br: (body: Buffer) =>
    brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
} as const;
type Encoding = keyof typeof packers;
const encodings = Object.keys(packers) as Encoding[];

/** A response that is sent packed. */
function packedReply(body: string, encoding: Encoding): Reply {
  return bytesReply(packers[encoding](Buffer.from(body)), 200, { 'content-encoding': encoding });
}

const clientWith = (reply: Reply) =>
  createClient({ provider: providers.octopusx, key: toApiKey('k'), fetch: fakeFetch(reply).fetch });
const query = (reply: Reply) => clientWith(reply).query(task);
const submit = (reply: Reply) => clientWith(reply).submit(request);

const problemOf = (problem: string) => (error: unknown) =>
  error instanceof JimengError && 'problem' in error.failure && error.failure.problem === problem;

/** Unpacks to 16 MB. */
const bomb = ' '.repeat(16 * 1024 * 1024);
const url = 'https://images.example.com/1.png';
const done = JSON.stringify({ code: 10000, data: { status: 'done', image_urls: [url] } });

describe('Body of a response', () => {
  for (const encoding of encodings) {
    it(`is unpacked if it is ${encoding}`, async () => {
      const { images } = await query(packedReply(done, encoding));
      assert.deepEqual(images, [{ urls: [url] }]);
    });

    it(`is not unpacked to the end if it is ${encoding} and too large`, async () => {
      const reply = packedReply(bomb, encoding);
      await assert.rejects(query(reply), problemOf('tooLarge'));
      await assert.rejects(submit(reply), problemOf('tooLarge'));
    });
  }

  it('is read from a real connection', async () => {
    const server = await startServer((request, response) => {
      assert.match(request.headers['accept-encoding'] ?? '', /\bgzip\b/);
      response.setHeader('content-encoding', 'gzip').end(gzipSync(done));
    });
    try {
      const provider = { ...providers.octopusx, origin: server.origin };
      const client = createClient({ provider, key: toApiKey('k'), fetch: systemFetch });
      assert.equal((await client.query(task)).status, 'success');
      assert.ok(client.isPrivate());
    } finally {
      await server.close();
    }
  });

  it('that unpacks to too much still has the task id', async () => {
    const body = JSON.stringify({ code: 10000, data: { task_id: taskId }, message: bomb });
    assert.equal((await submit(packedReply(body, 'gzip'))).taskId, taskId);
  });

  it('that unpacks to too much still has the whole images', async () => {
    const image = png.toString('base64');
    const data = { binary_data_base64: [image, image + 'A'.repeat(2 * maxUnpackedBytes)] };
    const { status, images } = await query(packedReply(JSON.stringify({ data }), 'gzip'));
    assert.equal(status, 'success');
    // The one that was cut counts as withheld.
    assert.deepEqual(images, [{ urls: [], base64: image }, { urls: [] }]);
  });

  it('may have images as base64 that are larger than the limit for URLs', async () => {
    // Like a file of the service: random bytes, which cannot be packed further.
    const base64 = Buffer.concat([png, randomBytes(6_000_000)]).toString('base64');
    const body = JSON.stringify({ code: 10000, data: { binary_data_base64: [base64] } });
    for (const reply of [textReply(body), packedReply(body, 'gzip')])
      assert.deepEqual((await query(reply)).images, [{ urls: [], base64 }]);
  });

  const manyValues: [string, string][] = [
    ['empty objects', '{},'.repeat(1_000_000)],
    ['numbers', '1,'.repeat(1_000_000)],
    ['lists inside each other', '['.repeat(1_000_000)],
    ['keys', `{${Array.from({ length: 300_000 }, (_, index) => `"${index}":1`).join()}},`],
  ];
  for (const [description, values] of manyValues) {
    it(`with a million ${description} is read as far as possible, and fast`, async () => {
      const body = `{"data":{"image_urls":["${url}"],"status":"done","x":[${values}1]}}`;
      const start = performance.now();
      assert.deepEqual((await query(textReply(body))).images, [{ urls: [url] }, { urls: [] }]);
      const accepted = `{"data":{"task_id":"${taskId}"},"x":[${values}1]}`;
      assert.equal((await submit(textReply(accepted))).taskId, taskId);
      await assert.rejects(query(textReply(`[${values}1]`)), problemOf('tooLarge'));
      assert.ok(performance.now() - start < 6000, `${performance.now() - start} ms`);
    });
  }

  /** Bodies whose parsing would take from seconds to minutes. */
  const slowBodies: [description: string, body: () => string][] = [
    ['long names', () => `{${repeatJoined(2_000, (index) => `"${toLongText(index)}":1`)}}`],
    [
      'long names with escapes',
      () => `{${repeatJoined(2_000, (index) => `"\\u0061${toLongText(index)}" :1`)}}`,
    ],
    ['closing brackets', () => '}'.repeat(40_000_000) + ','.repeat(20_001)],
    ['quotes', () => '"'.repeat(100_000_000)],
    ['quotes after a list', () => `[${'""'.repeat(50_000_000)}`],
    ['escaped quotes', () => `["${'\\"'.repeat(50_000_000)}"]`],
    ['backslashes', () => `["${'\\'.repeat(100_000_000)}"]`],
    ['white space', () => `[${' '.repeat(100_000_000)}]`],
    ['digits', () => `[${'1'.repeat(100_000_000)}]`],
    ['brackets in pairs', () => '[]'.repeat(50_000_000)],
  ];
  for (const [description, createBody] of slowBodies) {
    it(`with many ${description} is read fast`, () => {
      const body = createBody();
      const start = process.cpuUsage();
      parseJson(body);
      parseStartOfJson(body);
      const { user } = process.cpuUsage(start);
      assert.ok(user < 4_000_000, `${user / 1000} ms`);
    });
  }

  it('may have a task id as long as a record can keep', async () => {
    const longId = `task-1${'a'.repeat(2042)}`;
    for (const body of [
      JSON.stringify({ data: { task_id: longId } }),
      `<p>{"task_id":"${longId}"}`,
      `{"task_id":"${longId}","x":"`,
    ])
      assert.equal((await submit(textReply(body))).taskId, longId);
  });

  it('to a submit is read only as far as a task id is expected', async () => {
    const body = `{"data":{"task_id":"${taskId}"},"x":"${'a'.repeat(maxSubmitBodyBytes)}"}`;
    assert.equal((await submit(textReply(body))).taskId, taskId);
    const withoutId = textReply(`{"${'a'.repeat(maxSubmitBodyBytes)}`);
    await assert.rejects(submit(withoutId), problemOf('tooLarge'));
    await assert.rejects(query(withoutId), problemOf('notJson'));
  });

  it('with a name that is too long has what precedes it', async () => {
    const body = `{"data":{"image_urls":["${url}"],"status":"done","${toLongText(1)}":1}}`;
    assert.deepEqual((await query(textReply(body))).images, [{ urls: [url] }, { urls: [] }]);
    const accepted = `{"${toLongText(1)}":1,"data":{"task_id":"${taskId}"}}`;
    assert.equal((await submit(textReply(accepted))).taskId, taskId);
  });
});

/** A text whose hash has its length only. */
const toLongText = (index: number) => String(index).padStart(16_500, 'a');

function repeatJoined(count: number, create: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => create(index)).join();
}
