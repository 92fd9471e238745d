import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { Response } from 'node-fetch';
import { download } from '../../../src/jimeng/download.ts';
import { systemFetch } from '../../../src/jimeng/fetch.ts';
import type { Fetch, Picture } from '../../../src/jimeng/index.ts';
import { ManualClock } from '../support/clock.ts';
import { png } from '../support/generation.ts';
import { all, Pace } from '../support/pace.ts';
import { promised } from '../support/promised.ts';
import { serve, type TestServer } from '../support/server.ts';

const megabyte = 1024 * 1024;
const host = 'pictures.example.com';
const url = `https://${host}/1.image`;

/** A picture's first bytes, then as many more as asked for, of which only one block is ever in memory. */
function* long(size: number, blocks: { read: number } = { read: 0 }) {
  yield png;
  const block = Buffer.alloc(megabyte);
  for (let left = size - png.length; left > 0; left -= block.length, blocks.read++) {
    yield block.subarray(0, left);
  }
}

/** How many bytes come, none of them kept. */
async function countOf({ bytes }: Picture): Promise<number> {
  let count = 0;
  for await (const chunk of bytes) count += chunk.length;
  return count;
}

const answering =
  (body: Iterable<Uint8Array>, headers: Record<string, string> = {}): Fetch =>
  () =>
    Promise.resolve(new Response(Readable.from(body), { headers }));

function count(fetch: Fetch): Promise<number> {
  return download(url, { fetch, clock: new ManualClock() }, countOf);
}

const failing = (problem: string) => ({ failure: { kind: 'download', problem, host } });

describe('A picture', () => {
  it('may have 100 MB', async () => {
    assert.equal(await count(answering(long(100 * megabyte))), 100 * megabyte);
  });

  it('of more is given up as soon as there is one byte too many', async () => {
    const blocks = { read: 0 };
    const fetch = answering(long(200 * megabyte, blocks));
    await assert.rejects(count(fetch), failing('tooLarge'));
    assert.ok(blocks.read < 110, `${blocks.read} MB`);
  });

  it('that promises more is not read at all', async () => {
    const blocks = { read: 0 };
    const headers = { 'content-length': `${100 * megabyte + 1}` };
    let received = false;
    const fetch = answering(long(2 * megabyte, blocks), headers);
    await assert.rejects(
      download(url, { fetch, clock: new ManualClock() }, () => {
        received = true;
        return Promise.resolve();
      }),
      failing('tooLarge'),
    );
    assert.deepEqual([received, blocks.read <= 1], [false, true]);
  });

  it('of fewer bytes than promised is not whole, as its receiver is told', async () => {
    const headers = { 'content-length': `${megabyte}` };
    const fetch = answering(long(megabyte - 1), headers);
    const receive = (picture: Picture) => assert.rejects(countOf(picture), failing('incomplete'));
    await download(url, { fetch, clock: new ManualClock() }, receive);
  });

  it('that was packed for the way may have any number of bytes', async () => {
    const headers = { 'content-length': `${2 * megabyte}`, 'content-encoding': 'gzip' };
    assert.equal(await count(answering(long(megabyte), headers)), megabyte);
  });

  it('whose page never ends is given up after 1 MB', async () => {
    const blocks = { read: 0 };
    const page = (function* () {
      for (; blocks.read < 100; blocks.read++) yield Buffer.alloc(megabyte / 8, 'x');
    })();
    await assert.rejects(count(answering(page)), failing('notPicture'));
    assert.ok(blocks.read < 30, `${blocks.read} pieces`);
  });

  it('whose receiver fails is not fetched to its end', async () => {
    const blocks = { read: 0 };
    const full = new Error('the disk is full');
    const clock = new ManualClock();
    const fetch = answering(long(50 * megabyte, blocks));
    const fetched = download(url, { fetch, clock }, () => Promise.reject(full));
    await assert.rejects(fetched, full);
    assert.ok(blocks.read < 5, `${blocks.read} MB`);
    assert.equal(clock.sleeping, 0);
  });

  describe('over a real connection', () => {
    let server: TestServer | undefined;
    afterEach(() => server?.close());
    const { clock } = new Pace();

    /** A server whose answers a test writes. */
    async function serving(): Promise<{ at: string; answer: Promise<ServerResponse> }> {
      const { promise, keep } = promised<ServerResponse>();
      server = await serve((_request, response) => {
        keep(response);
      });
      return { at: `${server.origin}/1.image`, answer: promise };
    }

    it('reaches its receiver before its last bytes were sent', async () => {
      const { at, answer } = await serving();
      const first = promised<number>();
      const fetched = download(at, { fetch: systemFetch, clock }, async ({ bytes, width }) => {
        const received: Uint8Array[] = [];
        for await (const chunk of bytes) {
          received.push(chunk);
          first.keep(width);
        }
        return Buffer.concat(received);
      });
      const response = await answer;
      response.write(png);
      assert.equal(await first.promise, 3);
      response.end('the rest');
      assert.deepEqual(await fetched, Buffer.concat([png, Buffer.from('the rest')]));
    });

    it('that comes to a halt half way is given up after 20 s', async () => {
      const clock = new ManualClock();
      const { at, answer } = await serving();
      const first = promised();
      const fetched = download(at, { fetch: systemFetch, clock }, async ({ bytes }) => {
        for await (const chunk of bytes) if (chunk.length > 0) first.keep(undefined);
      });
      const given = assert.rejects(fetched, {
        failure: { kind: 'noAnswer', host: new URL(at).host, seconds: 20 },
      });
      const response = await answer;
      response.write(png);
      await first.promise;
      const closed = once(response, 'close');
      // Once for the time in which something came, once for the one in which nothing did.
      for (let round = 0; round < 2; round++) {
        clock.advance(20_000);
        await new Promise((next) => setImmediate(next));
      }
      await given;
      await closed;
      assert.equal(clock.sleeping, 0);
    });

    it('that comes slowly, but comes, is waited for', async () => {
      const clock = new ManualClock();
      const { at, answer } = await serving();
      let heard = promised();
      const fetched = download(at, { fetch: systemFetch, clock }, async ({ bytes }) => {
        let length = 0;
        for await (const chunk of bytes) {
          length += chunk.length;
          heard.keep(undefined);
        }
        return length;
      });
      const response = await answer;
      for (let piece = 0; piece < 10; piece++) {
        heard = promised();
        response.write(piece === 0 ? png : 'x');
        await heard.promise;
        clock.advance(19_000);
        await new Promise((next) => setImmediate(next));
      }
      response.end();
      assert.equal(await fetched, png.length + 9);
    });

    for (const [what, status, headers] of [
      ['404', 404, {}],
      ['a redirect to nowhere', 302, {}],
      ['a page', 200, {}],
      ['a promise of too much', 200, { 'content-length': `${101 * megabyte}` }],
    ] as const) {
      it(`leaves no connection open after ${what} that does not end`, async () => {
        const { at, answer } = await serving();
        const fetched = download(at, { fetch: systemFetch, clock }, ({ bytes }) => all(bytes));
        const refused = assert.rejects(fetched, { name: 'JimengError' });
        const response = await answer;
        const closed = once(response, 'close');
        response.writeHead(status, headers);
        // Enough to know that it is no picture, and then nothing more.
        response.write(Buffer.alloc(2 * megabyte, 'x'));
        await refused;
        await closed;
      });
    }

    it('leaves none open at a host that redirects and goes on talking', async () => {
      let talking: Promise<unknown> | undefined;
      server = await serve((request, response) => {
        if (request.url === '/2.image') {
          response.end(png);
          return;
        }
        talking = once(response, 'close');
        response.writeHead(302, { location: '/2.image' }).write('moved');
      });
      const at = `${server.origin}/1.image`;
      const bytes = await download(at, { fetch: systemFetch, clock }, (picture) =>
        countOf(picture),
      );
      assert.equal(bytes, png.length);
      await talking;
    });
  });
});
