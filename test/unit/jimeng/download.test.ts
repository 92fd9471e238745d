import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { download, type DownloadOptions } from '../../../src/jimeng/download.ts';
import { systemFetch } from '../../../src/jimeng/fetch.ts';
import type { Failure } from '../../../src/jimeng/index.ts';
import { broken, bytes, fakeFetch, silence, text, type Reply } from '../support/fetch.ts';
import { png } from '../support/generation.ts';
import { all, Pace } from '../support/pace.ts';
import { serve, type TestServer } from '../support/server.ts';

const url = 'https://pictures.example.com/1.image?x-signature=s';
const host = 'pictures.example.com';

const redirect = (location: string) => text('', 302, { location });

/** A picture that has come whole. */
function downloaded(url: string, options: DownloadOptions) {
  return download(url, options, async ({ bytes, ...facts }) => ({
    ...facts,
    bytes: Buffer.concat(await all(bytes)),
  }));
}

async function failureOf(...replies: readonly Reply[]): Promise<[Failure, number]> {
  const pace = new Pace();
  const { fetch, calls } = fakeFetch(...replies);
  try {
    await pace.until(downloaded(url, { fetch, clock: pace.clock }));
  } catch (error) {
    assert.ok(error instanceof Error && 'failure' in error);
    return [error.failure as Failure, calls.length];
  }
  return assert.fail('The download should have failed');
}

describe('A download', () => {
  const { clock } = new Pace();

  it('asks for the picture and shows no key', async () => {
    const { fetch, calls } = fakeFetch(bytes(png));
    const picture = await downloaded(url, { fetch, clock });
    assert.deepEqual(picture, {
      bytes: png,
      mimeType: 'image/png',
      width: 3,
      height: 2,
    });
    const [call] = calls;
    assert.equal(call?.url, url);
    assert.equal(call.init.headers, undefined);
    assert.equal(call.init.method, undefined);
  });

  it('follows up to 5 redirects, from wherever it is', async () => {
    const hops = ['//other.example.com/a', 'b', '/c', 'http://third.example.com/d', '?e'];
    const { fetch, calls } = fakeFetch(...hops.map(redirect), bytes(png));
    assert.equal((await downloaded(url, { fetch, clock })).width, 3);
    assert.deepEqual(
      calls.map((call) => call.url),
      [
        url,
        'https://other.example.com/a',
        'https://other.example.com/b',
        'https://other.example.com/c',
        'http://third.example.com/d',
        'http://third.example.com/d?e',
      ],
    );
    assert.ok(calls.every(({ init }) => init.redirect === 'manual' && !init.headers));
  });

  it('gives up after the 5th redirect', async () => {
    assert.deepEqual(await failureOf(redirect(url)), [
      { kind: 'download', problem: 'address', host },
      6,
    ]);
  });

  const failing: [string, Reply, Failure][] = [
    ...[403, 404, 500, 503].map((httpStatus): [string, Reply, Failure] => [
      `ends with ${httpStatus}`,
      text('{"code":"x"}', httpStatus),
      { kind: 'download', problem: 'status', host, httpStatus },
    ]),
    [
      'is redirected nowhere',
      text('', 302),
      { kind: 'download', problem: 'status', host, httpStatus: 302 },
    ],
    [
      'is redirected to a file',
      redirect('file:///etc/passwd'),
      { kind: 'download', problem: 'address', host: 'file:' },
    ],
    [
      'is redirected to what is no address',
      redirect('http://['),
      { kind: 'download', problem: 'address', host: '?' },
    ],
    ['brings a page', text('<html>'), { kind: 'download', problem: 'notPicture', host }],
    ['brings nothing', text(''), { kind: 'download', problem: 'notPicture', host }],
    ['is reset', broken('ECONNRESET'), { kind: 'network', host, code: 'ECONNRESET' }],
    ['finds no host', broken('ENOTFOUND'), { kind: 'network', host, code: 'ENOTFOUND' }],
    ['is refused by a proxy', text('', 407), { kind: 'proxy', host, code: '407' }],
    [
      'meets a certificate that is not trusted',
      broken('SELF_SIGNED_CERT_IN_CHAIN'),
      { kind: 'certificate', host, code: 'SELF_SIGNED_CERT_IN_CHAIN' },
    ],
    ['is never answered', silence, { kind: 'noAnswer', host, seconds: 20 }],
  ];
  for (const [what, reply, failure] of failing) {
    it(`fails where it ${what}`, async () => {
      assert.deepEqual(await failureOf(reply), [failure, 1]);
    });
  }

  for (const address of ['ftp://example.com/1.png', 'data:image/png;base64,AAAA', 'x', '']) {
    it(`is not begun for “${address}”`, async () => {
      const { fetch, calls } = fakeFetch(bytes(png));
      await assert.rejects(
        downloaded(address, { fetch, clock }),
        ({ failure }: { failure: Failure }) =>
          failure.kind === 'download' && failure.problem === 'address',
      );
      assert.equal(calls.length, 0);
    });
  }

  describe('over a real connection', () => {
    let server: TestServer | undefined;
    afterEach(() => server?.close());

    const cuts: [string, Record<string, string>, object][] = [
      [
        'of known length',
        { 'content-length': '1000' },
        { kind: 'download', problem: 'incomplete' },
      ],
      ['of unknown length', {}, { kind: 'download', problem: 'incomplete' }],
    ];
    for (const [what, headers, failure] of cuts) {
      it(`is not taken for whole where a body ${what} is cut off`, async () => {
        server = await serve((_request, response) => {
          response.writeHead(200, headers);
          response.write(png, () => response.destroy());
        });
        const { host } = new URL(server.origin);
        await assert.rejects(
          downloaded(`${server.origin}/1.image`, { fetch: systemFetch, clock }),
          {
            failure: { ...failure, host },
          },
        );
      });
    }

    it('is the same bytes, and carries no key', async () => {
      server = await serve((_request, response) => response.end(png));
      const { bytes } = await downloaded(`${server.origin}/1.image`, { fetch: systemFetch, clock });
      const sha256 = (data: Uint8Array) => createHash('sha256').update(data).digest('hex');
      assert.equal(sha256(bytes), sha256(png));
      assert.equal(server.requests[0]?.headers.authorization, undefined);
    });

    it('ends at once when it is given up half way', async () => {
      const abort = new AbortController();
      let cut: Promise<unknown> | undefined;
      server = await serve((request, response) => {
        cut = new Promise((resolve) => request.socket.once('close', resolve));
        response.writeHead(200, { 'content-length': '1000' });
        response.write('x', () => {
          abort.abort();
        });
      });
      const { signal } = abort;
      const options = { fetch: systemFetch, clock, signal };
      await assert.rejects(downloaded(`${server.origin}/1.image`, options), { name: 'AbortError' });
      await cut;
    });
  });
});
