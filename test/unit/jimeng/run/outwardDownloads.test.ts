import assert from 'node:assert/strict';
import { Agent } from 'node:http';
import type { LookupFunction } from 'node:net';
import { createClient } from '../../../../src/jimeng/service.ts';
import { JimengError, providers, type Fetch } from '../../../../src/jimeng/index.ts';
import { systemFetch } from '../../../../src/jimeng/http/fetch.ts';
import { downloadImage } from '../../../../src/jimeng/run/downloadImage.ts';
import { toApiKey } from '../../support/apiKey.ts';
import { all } from '../../support/clockDriver.ts';
import { acceptedReply, fakeFetch, statusReply, task, textReply } from '../../support/fakeFetch.ts';
import { eventTypes, failureIn, png, runGeneration } from '../../support/generation.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { startServer, type TestServer } from '../../support/testServer.ts';

/** A fetch that resolves names to these addresses. It connects to the first one that is allowed. */
function fetchWithNames(names: Readonly<Record<string, readonly string[]>>): Fetch {
  const lookup: LookupFunction = (hostname, options, callback) => {
    const addresses = (names[hostname] ?? []).map((address) => ({
      address,
      family: address.includes(':') ? 6 : 4,
    }));
    setImmediate(() => {
      if (options.all) callback(null, addresses);
      else callback(null, addresses[0]?.address ?? '', addresses[0]?.family);
    });
  };
  return (url, init) => systemFetch(url, { ...init, agent: new Agent({ lookup }) });
}

const clock = new ManualClock();
const download = (url: string, fetch: Fetch, allowsPrivateHosts = false) =>
  downloadImage(url, { fetch, clock, allowsPrivateHosts }, ({ bytes }) => all(bytes));

async function problemOf(work: Promise<unknown>): Promise<unknown> {
  const error: unknown = await work.then(
    () => assert.fail('It should have failed'),
    (error: unknown) => error,
  );
  assert.ok(error instanceof JimengError, String(error));
  const { failure } = error;
  return 'problem' in failure ? failure.problem : failure.kind;
}

describe('A download', () => {
  let server: TestServer;
  let port: string;
  beforeEach(async () => {
    server = await startServer(({ url }, response) => {
      const location = new URL(url ?? '', 'http://a').searchParams.get('to');
      if (location !== null) response.writeHead(302, { location });
      response.end(png);
    });
    ({ port } = new URL(server.origin));
  });
  afterEach(() => server.close());

  for (const host of [
    '127.0.0.1',
    'localhost',
    '2130706433',
    '0x7f.1',
    '[::ffff:7f00:1]',
    'a.localhost',
  ]) {
    it(`is not started from ${host}`, async () => {
      const { fetch, calls } = fakeFetch(textReply(''));
      assert.equal(await problemOf(download(`http://${host}:${port}/1`, fetch)), 'privateAddress');
      assert.equal(calls.length, 0);
    });

    it(`is not redirected to ${host}`, async () => {
      const location = `https://${host}:${port}/1`;
      const { fetch, calls } = fakeFetch(textReply('', 302, { location }));
      const work = download('https://images.example.com/1', fetch);
      assert.equal(await problemOf(work), 'privateAddress');
      assert.equal(calls.length, 1);
    });
  }

  const names: [string, string[]][] = [
    ['this machine', ['127.0.0.1']],
    ['this machine as IPv6', ['::1']],
    ['this machine in an IPv6 address', ['::ffff:127.0.0.1']],
    ['the internet and this machine', ['8.8.8.8', '127.0.0.1']],
    ['the metadata of a cloud', ['169.254.169.254']],
    ['a local network', ['192.168.1.1', 'fe80::1']],
  ];
  for (const [description, addresses] of names) {
    it(`connects to no name that resolves to ${description}`, async () => {
      const fetch = fetchWithNames({ 'images.example.com': addresses });
      const work = download(`http://images.example.com:${port}/1`, fetch);
      assert.equal(await problemOf(work), 'privateAddress');
      assert.equal(server.requests.length, 0);
    });
  }

  it('follows no redirect to a name that resolves to this machine', async () => {
    const names = { 'other.example.com': ['127.0.0.1'] };
    const location = `http://other.example.com:${port}/1`;
    const resolved = fetchWithNames(names);
    const { fetch: first } = fakeFetch(textReply('', 302, { location }));
    const fetch: Fetch = (url, init) =>
      url.includes('other') ? resolved(url, init) : first(url, init);
    const work = download('http://images.example.com/1', fetch);
    assert.equal(await problemOf(work), 'privateAddress');
    assert.equal(server.requests.length, 0);
  });

  it('may come from a private host if the provider is there', async () => {
    const fetch = fetchWithNames({ 'images.example.com': ['127.0.0.1'] });
    for (const host of ['127.0.0.1', 'images.example.com'])
      await download(`http://${host}:${port}/1`, fetch, true);
    assert.equal(server.requests.length, 2);
  });

  it('is not redirected from https to http', async () => {
    for (const location of ['http://images.example.com/1', 'HTTP://other.example.com/']) {
      const { fetch, calls } = fakeFetch(textReply('', 302, { location }));
      const work = download('https://images.example.com/1', fetch);
      assert.equal(await problemOf(work), 'insecureRedirect');
      assert.equal(calls.length, 1);
    }
  });

  it('sends no user name and password', async () => {
    for (const url of ['https://u:p@images.example.com/1', 'https://u@images.example.com/1']) {
      const { fetch, calls } = fakeFetch(textReply('', 302, { location: url }));
      assert.equal(await problemOf(download(url, fetch)), 'invalidUrl');
      assert.equal(await problemOf(download('https://a.example.com/1', fetch)), 'invalidUrl');
      assert.equal(calls.length, 1);
    }
  });

  it('that is refused is not repeated, and asks once for new URLs', async () => {
    const { events, actions } = await runGeneration([
      acceptedReply,
      statusReply('success', { image_urls: [`${server.origin}/1`] }),
    ]);
    assert.deepEqual(failureIn(events), {
      kind: 'download',
      problem: 'privateAddress',
      host: `127.0.0.1:${port}`,
    });
    assert.deepEqual(actions, ['submit', 'query', 'query']);
    assert.equal(eventTypes(events).at(-1), 'failed');
  });
});

describe('A provider', () => {
  const isPrivateAfterQuery = async (origin: string, fetch: Fetch) => {
    const client = createClient({
      provider: { ...providers.octopusx, origin },
      key: toApiKey('k'),
      fetch,
    });
    await client.query(task).catch(() => undefined);
    return client.isPrivate();
  };

  it('is private if it responds from a private address', async () => {
    const server = await startServer((_, response) => response.end('{}'));
    try {
      const { port } = new URL(server.origin);
      const names = {
        'gateway.example.com': ['127.0.0.1'],
        'two.example.com': ['127.0.0.1', '8.8.8.8'],
      };
      const isPrivate = (host: string) =>
        isPrivateAfterQuery(`http://${host}:${port}`, fetchWithNames(names));
      assert.equal(await isPrivate('127.0.0.1'), true);
      assert.equal(await isPrivate('gateway.example.com'), true);
      assert.equal(await isPrivate('two.example.com'), false);
    } finally {
      await server.close();
    }
  });

  it('is not private if nothing responds at its private address', async () => {
    const fetch = fetchWithNames({ 'gateway.example.com': ['127.0.0.1'] });
    assert.equal(await isPrivateAfterQuery('http://gateway.example.com:1', fetch), false);
    assert.equal(
      await isPrivateAfterQuery('https://octopusx.ai', fakeFetch(textReply('{}')).fetch),
      false,
    );
  });
});
