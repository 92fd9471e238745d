import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { downloadImage, type DownloadOptions } from '../../../../src/jimeng/run/downloadImage.ts';
import { systemFetch } from '../../../../src/jimeng/http/fetch.ts';
import type { Failure } from '../../../../src/jimeng/index.ts';
import {
  networkErrorReply,
  bytesReply,
  fakeFetch,
  neverReply,
  textReply,
  type Reply,
} from '../../support/fakeFetch.ts';
import { png } from '../../support/generation.ts';
import { all, ClockDriver } from '../../support/clockDriver.ts';
import { startServer, type TestServer } from '../../support/testServer.ts';

const url = 'https://images.example.com/1.image?x-signature=s';
const host = 'images.example.com';

const redirectReply = (location: string) => textReply('', 302, { location });

/** Downloads an image completely. */
function downloadAll(url: string, options: DownloadOptions) {
  return downloadImage(url, options, async ({ bytes, ...facts }) => ({
    ...facts,
    bytes: Buffer.concat(await all(bytes)),
  }));
}

async function failureOf(...replies: readonly Reply[]): Promise<[Failure, number]> {
  const driver = new ClockDriver();
  const { fetch, calls } = fakeFetch(...replies);
  try {
    await driver.waitFor(downloadAll(url, { fetch, clock: driver.clock }));
  } catch (error) {
    assert.ok(error instanceof Error && 'failure' in error);
    return [error.failure as Failure, calls.length];
  }
  return assert.fail('The download should have failed');
}

describe('downloadImage', () => {
  const { clock } = new ClockDriver();

  it('requests the image without a key', async () => {
    const { fetch, calls } = fakeFetch(bytesReply(png));
    const image = await downloadAll(url, { fetch, clock });
    assert.deepEqual(image, {
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

  it('follows up to 5 relative or absolute redirects', async () => {
    const locations = ['//other.example.com/a', 'b', '/c', 'https://third.example.com/d', '?e'];
    const { fetch, calls } = fakeFetch(...locations.map(redirectReply), bytesReply(png));
    assert.equal((await downloadAll(url, { fetch, clock })).width, 3);
    assert.deepEqual(
      calls.map((call) => call.url),
      [
        url,
        'https://other.example.com/a',
        'https://other.example.com/b',
        'https://other.example.com/c',
        'https://third.example.com/d',
        'https://third.example.com/d?e',
      ],
    );
    assert.ok(calls.every(({ init }) => init.redirect === 'manual' && !init.headers));
  });

  it('fails after the 5th redirect', async () => {
    assert.deepEqual(await failureOf(redirectReply(url)), [
      { kind: 'download', problem: 'invalidUrl', host },
      6,
    ]);
  });

  const failing: [string, Reply, Failure][] = [
    ...[403, 404, 500, 503].map((httpStatus): [string, Reply, Failure] => [
      `the response is ${httpStatus}`,
      textReply('{"code":"x"}', httpStatus),
      { kind: 'download', problem: 'status', host, httpStatus },
    ]),
    [
      'a redirect has no location',
      textReply('', 302),
      { kind: 'download', problem: 'status', host, httpStatus: 302 },
    ],
    [
      'it is redirected to a file',
      redirectReply('file:///etc/passwd'),
      { kind: 'download', problem: 'invalidUrl', host: 'file:' },
    ],
    [
      'it is redirected to an invalid URL',
      redirectReply('http://['),
      { kind: 'download', problem: 'invalidUrl', host: '?' },
    ],
    [
      'it receives an HTML page',
      textReply('<html>'),
      { kind: 'download', problem: 'notImage', host },
    ],
    ['it receives an empty body', textReply(''), { kind: 'download', problem: 'notImage', host }],
    [
      'the connection is reset',
      networkErrorReply('ECONNRESET'),
      { kind: 'network', host, code: 'ECONNRESET' },
    ],
    [
      'the host is not found',
      networkErrorReply('ENOTFOUND'),
      { kind: 'network', host, code: 'ENOTFOUND' },
    ],
    ['a proxy rejects it', textReply('', 407), { kind: 'proxy', host, code: '407' }],
    [
      'the certificate is not trusted',
      networkErrorReply('SELF_SIGNED_CERT_IN_CHAIN'),
      { kind: 'certificate', host, code: 'SELF_SIGNED_CERT_IN_CHAIN' },
    ],
    ['there is no response', neverReply, { kind: 'noResponse', host, seconds: 20 }],
  ];
  for (const [description, reply, failure] of failing) {
    it(`fails if ${description}`, async () => {
      assert.deepEqual(await failureOf(reply), [failure, 1]);
    });
  }

  for (const url of ['ftp://example.com/1.png', 'data:image/png;base64,AAAA', 'x', '']) {
    it(`rejects “${url}” without a request`, async () => {
      const { fetch, calls } = fakeFetch(bytesReply(png));
      await assert.rejects(
        downloadAll(url, { fetch, clock }),
        ({ failure }: { failure: Failure }) =>
          failure.kind === 'download' && failure.problem === 'invalidUrl',
      );
      assert.equal(calls.length, 0);
    });
  }

  describe('over a real connection', () => {
    let server: TestServer | undefined;
    afterEach(() => server?.close());

    const truncatedBodies: [string, Record<string, string>, object][] = [
      [
        'of known length',
        { 'content-length': '1000' },
        { kind: 'download', problem: 'incomplete' },
      ],
      ['of unknown length', {}, { kind: 'download', problem: 'incomplete' }],
    ];
    for (const [description, headers, failure] of truncatedBodies) {
      it(`reports a truncated body ${description} as incomplete`, async () => {
        server = await startServer((_request, response) => {
          response.writeHead(200, headers);
          response.write(png, () => response.destroy());
        });
        const { host } = new URL(server.origin);
        await assert.rejects(
          downloadAll(`${server.origin}/1.image`, {
            fetch: systemFetch,
            allowsPrivateHosts: true,
            clock,
          }),
          {
            failure: { ...failure, host },
          },
        );
      });
    }

    it('returns the same bytes and sends no key', async () => {
      server = await startServer((_request, response) => response.end(png));
      const { bytes } = await downloadAll(`${server.origin}/1.image`, {
        fetch: systemFetch,
        allowsPrivateHosts: true,
        clock,
      });
      const sha256 = (data: Uint8Array) => createHash('sha256').update(data).digest('hex');
      assert.equal(sha256(bytes), sha256(png));
      assert.equal(server.requests[0]?.headers.authorization, undefined);
    });

    it('closes the connection when it is aborted midway', async () => {
      const abort = new AbortController();
      let connectionClosed: Promise<unknown> | undefined;
      server = await startServer((request, response) => {
        connectionClosed = new Promise((resolve) => request.socket.once('close', resolve));
        response.writeHead(200, { 'content-length': '1000' });
        response.write('x', () => {
          abort.abort();
        });
      });
      const { signal } = abort;
      const options = { fetch: systemFetch, allowsPrivateHosts: true, clock, signal };
      await assert.rejects(downloadAll(`${server.origin}/1.image`, options), {
        name: 'AbortError',
      });
      await connectionClosed;
    });
  });
});
