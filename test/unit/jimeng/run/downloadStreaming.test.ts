import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { Response } from 'node-fetch';
import { downloadImage } from '../../../../src/jimeng/run/downloadImage.ts';
import { systemFetch } from '../../../../src/jimeng/http/fetch.ts';
import type { Fetch, ImageStream } from '../../../../src/jimeng/index.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { png } from '../../support/generation.ts';
import { all, ClockDriver } from '../../support/clockDriver.ts';
import { deferred } from '../../support/deferred.ts';
import { startServer, type TestServer } from '../../support/testServer.ts';

const megabyteBytes = 1024 * 1024;
const host = 'images.example.com';
const url = `https://${host}/1.image`;

/** An image followed by filler up to this size, of which only one block is in memory at a time. */
function* longBody(size: number, counter: { read: number } = { read: 0 }) {
  yield png;
  const block = Buffer.alloc(megabyteBytes);
  for (
    let remaining = size - png.length;
    remaining > 0;
    remaining -= block.length, counter.read++
  ) {
    yield block.subarray(0, remaining);
  }
}

/** Counts the bytes without keeping them. */
async function countBytes({ bytes }: ImageStream): Promise<number> {
  let count = 0;
  for await (const chunk of bytes) count += chunk.length;
  return count;
}

const fetchReturning =
  (body: Iterable<Uint8Array>, headers: Record<string, string> = {}): Fetch =>
  () =>
    Promise.resolve(new Response(Readable.from(body), { headers }));

function downloadCount(fetch: Fetch): Promise<number> {
  return downloadImage(url, { fetch, clock: new ManualClock() }, countBytes);
}

const downloadFailure = (problem: string) => ({ failure: { kind: 'download', problem, host } });

describe('downloadImage streaming', () => {
  it('accepts 100 MB', async () => {
    assert.equal(
      await downloadCount(fetchReturning(longBody(100 * megabyteBytes))),
      100 * megabyteBytes,
    );
  });

  it('fails at the first byte beyond that', async () => {
    const counter = { read: 0 };
    const fetch = fetchReturning(longBody(200 * megabyteBytes, counter));
    await assert.rejects(downloadCount(fetch), downloadFailure('tooLarge'));
    assert.ok(counter.read < 110, `${counter.read} MB`);
  });

  it('does not read a body whose content-length exceeds that', async () => {
    const counter = { read: 0 };
    const headers = { 'content-length': `${100 * megabyteBytes + 1}` };
    let wasCalled = false;
    const fetch = fetchReturning(longBody(2 * megabyteBytes, counter), headers);
    await assert.rejects(
      downloadImage(url, { fetch, clock: new ManualClock() }, () => {
        wasCalled = true;
        return Promise.resolve();
      }),
      downloadFailure('tooLarge'),
    );
    assert.deepEqual([wasCalled, counter.read <= 1], [false, true]);
  });

  it('reports fewer bytes than promised to its receiver as incomplete', async () => {
    const headers = { 'content-length': `${megabyteBytes}` };
    const fetch = fetchReturning(longBody(megabyteBytes - 1), headers);
    const receive = (image: ImageStream) =>
      assert.rejects(countBytes(image), downloadFailure('incomplete'));
    await downloadImage(url, { fetch, clock: new ManualClock() }, receive);
  });

  it('accepts any number of bytes for a compressed body', async () => {
    const headers = { 'content-length': `${2 * megabyteBytes}`, 'content-encoding': 'gzip' };
    assert.equal(
      await downloadCount(fetchReturning(longBody(megabyteBytes), headers)),
      megabyteBytes,
    );
  });

  it('stops reading an endless HTML page at once', async () => {
    const counter = { read: 0 };
    const endlessPage = (function* () {
      for (; counter.read < 100; counter.read++) yield Buffer.alloc(1000, 'x');
    })();
    await assert.rejects(downloadCount(fetchReturning(endlessPage)), downloadFailure('notImage'));
    assert.ok(counter.read < 20, `${counter.read} chunks`);
  });

  it('stops downloading if its receiver fails', async () => {
    const counter = { read: 0 };
    const diskFull = new Error('the disk is full');
    const clock = new ManualClock();
    const fetch = fetchReturning(longBody(50 * megabyteBytes, counter));
    const result = downloadImage(url, { fetch, clock }, () => Promise.reject(diskFull));
    await assert.rejects(result, diskFull);
    assert.ok(counter.read < 5, `${counter.read} MB`);
    assert.equal(clock.sleeperCount, 0);
  });

  describe('over a real connection', () => {
    let server: TestServer | undefined;
    afterEach(() => server?.close());
    const { clock } = new ClockDriver();

    /** A server whose response is written by the test. */
    async function startTestServer(): Promise<{ url: string; response: Promise<ServerResponse> }> {
      const { promise, fulfill } = deferred<ServerResponse>();
      server = await startServer((_request, response) => {
        fulfill(response);
      });
      return { url: `${server.origin}/1.image`, response: promise };
    }

    it('reaches its receiver before the last bytes are sent', async () => {
      const { url, response } = await startTestServer();
      const firstChunk = deferred<number>();
      const result = downloadImage(
        url,
        { fetch: systemFetch, allowsPrivateHosts: true, clock },
        async ({ bytes, width }) => {
          const received: Uint8Array[] = [];
          for await (const chunk of bytes) {
            received.push(chunk);
            firstChunk.fulfill(width);
          }
          return Buffer.concat(received);
        },
      );
      const serverResponse = await response;
      serverResponse.write(png);
      assert.equal(await firstChunk.promise, 3);
      serverResponse.end('the rest');
      assert.deepEqual(await result, Buffer.concat([png, Buffer.from('the rest')]));
    });

    it('fails after 20 s if it stalls midway', async () => {
      const clock = new ManualClock();
      const { url, response } = await startTestServer();
      const firstChunk = deferred();
      const result = downloadImage(
        url,
        { fetch: systemFetch, allowsPrivateHosts: true, clock },
        async ({ bytes }) => {
          for await (const chunk of bytes) if (chunk.length > 0) firstChunk.fulfill(undefined);
        },
      );
      const assertion = assert.rejects(result, {
        failure: { kind: 'noResponse', host: new URL(url).host, seconds: 20 },
      });
      const serverResponse = await response;
      serverResponse.write(png);
      await firstChunk.promise;
      const connectionClosed = once(serverResponse, 'close');
      // The first interval had a chunk, the second has none.
      for (let round = 0; round < 2; round++) {
        clock.advance(20_000);
        await new Promise((next) => setImmediate(next));
      }
      await assertion;
      await connectionClosed;
      assert.equal(clock.sleeperCount, 0);
    });

    it('waits for a slow download that keeps progressing', async () => {
      const clock = new ManualClock();
      const { url, response } = await startTestServer();
      let chunkReceived = deferred();
      const result = downloadImage(
        url,
        { fetch: systemFetch, allowsPrivateHosts: true, clock },
        async ({ bytes }) => {
          let length = 0;
          for await (const chunk of bytes) {
            length += chunk.length;
            chunkReceived.fulfill(undefined);
          }
          return length;
        },
      );
      const serverResponse = await response;
      for (let piece = 0; piece < 10; piece++) {
        chunkReceived = deferred();
        serverResponse.write(piece === 0 ? png : 'x');
        await chunkReceived.promise;
        clock.advance(19_000);
        await new Promise((next) => setImmediate(next));
      }
      serverResponse.end();
      assert.equal(await result, png.length + 9);
    });

    for (const [description, status, headers] of [
      ['404', 404, {}],
      ['a redirect without a location', 302, {}],
      ['an HTML page', 200, {}],
      ['a content-length that is too large', 200, { 'content-length': `${101 * megabyteBytes}` }],
    ] as const) {
      it(`leaves no connection open after ${description} that does not end`, async () => {
        const { url, response } = await startTestServer();
        const result = downloadImage(
          url,
          { fetch: systemFetch, allowsPrivateHosts: true, clock },
          ({ bytes }) => all(bytes),
        );
        const assertion = assert.rejects(result, { name: 'JimengError' });
        const serverResponse = await response;
        const connectionClosed = once(serverResponse, 'close');
        serverResponse.writeHead(status, headers);
        // Enough to detect that it is not an image, then nothing more.
        serverResponse.write(Buffer.alloc(2 * megabyteBytes, 'x'));
        await assertion;
        await connectionClosed;
      });
    }

    it('leaves no connection open at a host that redirects and keeps sending', async () => {
      let connectionClosed: Promise<unknown> | undefined;
      server = await startServer((request, response) => {
        if (request.url === '/2.image') {
          response.end(png);
          return;
        }
        connectionClosed = once(response, 'close');
        response.writeHead(302, { location: '/2.image' }).write('moved');
      });
      const url = `${server.origin}/1.image`;
      const bytes = await downloadImage(
        url,
        { fetch: systemFetch, allowsPrivateHosts: true, clock },
        (image) => countBytes(image),
      );
      assert.equal(bytes, png.length);
      await connectionClosed;
    });
  });
});
