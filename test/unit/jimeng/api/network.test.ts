import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { FetchError, Response } from 'node-fetch';
import { createClient } from '../../../../src/jimeng/service.ts';
import {
  providers,
  withSimulatedOrigin,
  systemClock,
  type Failure,
  type GenerationRequest,
} from '../../../../src/jimeng/index.ts';
import {
  networkErrorReply,
  fakeFetch,
  neverReply,
  task,
  textReply,
  type Reply,
} from '../../support/fakeFetch.ts';
import { ClockDriver } from '../../support/clockDriver.ts';
import { startServer } from '../../support/testServer.ts';
import { toApiKey } from '../../support/apiKey.ts';

const key = 'sk-of-a-user';
const host = 'octopusx.ai';
const statusBody = '{"code":0,"data":{"status":"queued"}}';
const request: GenerationRequest = { model: 'jimeng-4.0', prompt: 'a cat' };

/** The failures of a submit and a query that each get this reply. */
async function failuresOf(reply: Reply): Promise<{ submit: Failure; query: Failure }> {
  const driver = new ClockDriver();
  const { fetch, calls } = fakeFetch(reply);
  const client = createClient({
    provider: providers.octopusx,
    key: toApiKey(key),
    fetch,
    clock: driver.clock,
  });
  const failureIn = async (call: Promise<unknown>) => {
    const error: unknown = await driver.waitFor(call).catch((error: unknown) => error);
    assert.ok(error instanceof Error && 'failure' in error);
    return error.failure as Failure;
  };
  const failures = {
    submit: await failureIn(client.submit(request)),
    query: await failureIn(client.query(task)),
  };
  assert.equal(calls.length, 2);
  assert.equal(driver.clock.sleeperCount, 0);
  return failures;
}

/** A broken connection, with node-fetch's error message. */
function fetchErrorReply(reason: string, systemFields: object, url = `https://${host}/jm`): Reply {
  return () => {
    const message = `request to ${url} failed, reason: ${reason}`;
    throw Object.assign(new FetchError(message, 'system'), systemFields);
  };
}

describe('Client network failure', () => {
  const codes: [string, boolean][] = [
    ['ECONNREFUSED', false],
    ['ENOTFOUND', false],
    ['EAI_AGAIN', false],
    ['EHOSTUNREACH', false],
    ['ENETUNREACH', false],
    ['ECONNRESET', true],
    ['ETIMEDOUT', true],
    ['EPIPE', true],
    ['ERR_STREAM_PREMATURE_CLOSE', true],
  ];
  for (const [code, maybeBilled] of codes) {
    it(`with ${code} ${maybeBilled ? 'may be' : 'is not'} billed`, async () => {
      const failure = { kind: 'network', host, code };
      assert.deepEqual(await failuresOf(networkErrorReply(code)), {
        submit: { ...failure, maybeBilled },
        query: failure,
      });
    });
  }

  const certificates = [
    'CERT_HAS_EXPIRED',
    'CERT_NOT_YET_VALID',
    'CERT_REVOKED',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
    'ERROR_IN_CERT_NOT_AFTER_FIELD',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'HOSTNAME_MISMATCH',
    'INVALID_CA',
    'PATH_LENGTH_EXCEEDED',
  ];
  for (const code of certificates) {
    it(`with ${code} is a certificate failure and is not billed`, async () => {
      const failure = { kind: 'certificate', host, code };
      assert.deepEqual(await failuresOf(networkErrorReply(code)), {
        submit: failure,
        query: failure,
      });
    });
  }

  it('with 407 is a proxy failure and is not billed', async () => {
    const failure = { kind: 'proxy', host, code: '407' };
    const page = textReply('<html>Proxy Authentication Required', 407);
    assert.deepEqual(await failuresOf(page), { submit: failure, query: failure });
  });

  const proxyErrors: [string, string, string | undefined][] = [
    ['ERR_PROXY_CONNECTION_FAILED', 'net::ERR_PROXY_CONNECTION_FAILED', undefined],
    ['ECONNREFUSED', 'Failed to establish a socket connection to PROXY 10.0.0.1:8080', undefined],
    ['ECONNRESET', 'Proxy connection ended before receiving CONNECT response', undefined],
    ['system', 'A "socket" was not returned from the proxy', 'no system error code'],
  ];
  for (const [code, reason, missingField] of proxyErrors) {
    it(`for “${reason}” is a proxy failure and is not billed`, async () => {
      const failure = { kind: 'proxy', host, code };
      const systemFields = missingField === undefined ? { code, errno: code } : {};
      const reply = fetchErrorReply(reason, systemFields);
      assert.deepEqual(await failuresOf(reply), { submit: failure, query: failure });
    });
  }

  it('for a host with “proxy” in its name is a network failure', async () => {
    const failure = { kind: 'network', host, code: 'ECONNRESET' };
    const reply = fetchErrorReply(
      'socket hang up',
      { code: 'ECONNRESET' },
      'https://my.proxy.example/jm',
    );
    assert.deepEqual(await failuresOf(reply), {
      submit: { ...failure, maybeBilled: true },
      query: failure,
    });
  });

  it('without a system code uses the type of the FetchError', async () => {
    const reply: Reply = () => {
      throw new FetchError('content size over limit', 'max-size');
    };
    const failure = { kind: 'network', host, code: 'max-size' };
    assert.deepEqual(await failuresOf(reply), {
      submit: { ...failure, maybeBilled: true },
      query: failure,
    });
  });

  it('from a bug is not reported as a network failure', async () => {
    const bug = new TypeError('undefined is not a function');
    const { fetch } = fakeFetch(() => {
      throw bug;
    });
    const client = createClient({ provider: providers.octopusx, key: toApiKey(key), fetch });
    await assert.rejects(client.submit(request), bug);
    await assert.rejects(client.query(task), bug);
  });

  it('without a response ends a submit after 300 seconds and a query after 30', async () => {
    const startTime = new ClockDriver().clock.now();
    const driver = new ClockDriver();
    const { fetch } = fakeFetch(neverReply);
    const client = createClient({
      provider: providers.octopusx,
      key: toApiKey(key),
      fetch,
      clock: driver.clock,
    });
    await assert.rejects(driver.waitFor(client.submit(request)), {
      failure: { kind: 'noResponse', host, seconds: 300, maybeBilled: true },
    });
    assert.equal(driver.clock.now(), startTime + 300_000);
    await assert.rejects(driver.waitFor(client.query(task)), {
      failure: { kind: 'noResponse', host, seconds: 30 },
    });
    assert.equal(driver.clock.now(), startTime + 330_000);
  });

  /** Sends a byte of `body` in each interval, then the end. */
  const slowReply =
    (body: string, intervalMs: number, driver: ClockDriver): Reply =>
    (_url, { signal }) => {
      const stream = new PassThrough();
      const send = async () => {
        for (const byte of body) {
          await driver.clock.sleep(intervalMs, signal as AbortSignal);
          stream.write(byte);
          await driver.waitUntilIdle();
        }
        stream.end();
      };
      send().catch((error: unknown) => stream.destroy(error as Error));
      return new Response(stream);
    };

  const slowBodies: [string, string, number, number, 'complete' | 'noResponse'][] = [
    ['is read as long as it sends', statusBody, 25_000, 30, 'complete'],
    ['ends after 30 seconds of silence', statusBody, 61_000, 30, 'noResponse'],
    ['ends after an hour', ' '.repeat(200) + statusBody, 25_000, 3600, 'noResponse'],
  ];
  for (const [description, body, intervalMs, seconds, outcome] of slowBodies) {
    it(`in a slow response to a query ${description}`, async () => {
      const driver = new ClockDriver();
      const { fetch } = fakeFetch(slowReply(body, intervalMs, driver));
      const client = createClient({
        provider: providers.octopusx,
        key: toApiKey(key),
        fetch,
        clock: driver.clock,
      });
      const query = driver.waitFor(client.query(task));
      if (outcome === 'complete') assert.equal((await query).status, 'pending');
      else await assert.rejects(query, { failure: { kind: 'noResponse', host, seconds } });
      assert.equal(driver.clock.sleeperCount, 0);
    });
  }

  it('in a slow response ends at once when it is canceled', async () => {
    const driver = new ClockDriver();
    const abort = new AbortController();
    const reason = new Error('the caller’s own');
    const { fetch } = fakeFetch(slowReply(statusBody, 25_000, driver));
    const client = createClient({
      provider: providers.octopusx,
      key: toApiKey(key),
      fetch,
      clock: driver.clock,
    });
    const startTime = driver.clock.now();
    const query = client.query(task, {}, abort.signal);
    await driver.waitUntilIdle();
    driver.clock.advanceToNextSleeper();
    await driver.waitUntilIdle();
    abort.abort(reason);
    await assert.rejects(query, reason);
    assert.equal(driver.clock.now(), startTime + 25_000);
  });

  it('without a complete body ends too', async () => {
    const stalledReply: Reply = (_url, { signal }) => {
      const body = new PassThrough();
      signal?.addEventListener('abort', () => {
        body.destroy(new DOMException('The operation was aborted.', 'AbortError'));
      });
      return new Response(body);
    };
    const { submit, query } = await failuresOf(stalledReply);
    assert.deepEqual([submit.kind, query.kind], ['noResponse', 'noResponse']);
  });

  it('with an HTML page as the response may be billed', async () => {
    const { submit, query } = await failuresOf(textReply('<html>', 502));
    const failure = { kind: 'badResponse', problem: 'notJson', httpStatus: 502, excerpt: '<html>' };
    assert.deepEqual([submit, query], [{ ...failure, maybeBilled: true }, failure]);
  });
});

describe('Client redirect', () => {
  for (const status of [301, 302, 303, 307, 308]) {
    it(`with ${status} is rejected`, async () => {
      const reply = textReply('moved', status, { location: 'https://elsewhere.example.com/jm' });
      const failure = {
        kind: 'badResponse',
        problem: 'redirect',
        httpStatus: status,
        excerpt: 'moved',
      };
      assert.deepEqual(await failuresOf(reply), {
        submit: { ...failure, maybeBilled: false },
        query: failure,
      });
    });
  }

  it('never forwards the key', async () => {
    const targetServer = await startServer((_request, response) => response.end('{}'));
    const redirectServer = await startServer((_request, response) => {
      response.writeHead(307, { location: `${targetServer.origin}/jm` });
      response.end();
    });
    try {
      const client = createClient({
        provider: withSimulatedOrigin(providers.deepwl, redirectServer.origin),
        key: toApiKey(key),
      });
      await assert.rejects(client.submit(request));
      await assert.rejects(client.query(task));
      assert.deepEqual(
        redirectServer.requests.map(({ headers }) => headers.authorization),
        [`Bearer ${key}`, `Bearer ${key}`],
      );
      assert.equal(targetServer.requests.length, 0);
    } finally {
      await Promise.all([redirectServer.close(), targetServer.close()]);
    }
  });
});

describe('Client abort', () => {
  it('before a call sends nothing', async () => {
    const { fetch, calls } = fakeFetch(neverReply);
    const client = createClient({ provider: providers.octopusx, key: toApiKey(key), fetch });
    const signal = AbortSignal.abort();
    await assert.rejects(client.submit(request, signal), { name: 'AbortError' });
    await assert.rejects(client.query(task, {}, signal), { name: 'AbortError' });
    assert.equal(calls.length, 0);
  });

  it('during a call rejects with the reason and leaves nothing behind', async () => {
    const driver = new ClockDriver();
    const reason = new Error('the caller’s own');
    const abort = new AbortController();
    const { fetch, calls } = fakeFetch(neverReply);
    const client = createClient({
      provider: providers.octopusx,
      key: toApiKey(key),
      fetch,
      clock: driver.clock,
    });
    const call = client.query(task, {}, abort.signal);
    abort.abort(reason);
    await assert.rejects(call, reason);
    assert.deepEqual([calls.length, driver.clock.sleeperCount], [1, 0]);
    assert.ok(calls[0]?.init.signal?.aborted);
  });
});

describe('systemClock', () => {
  it('rejects a sleep with the reason of the abort', async () => {
    const reason = new Error('enough');
    const abort = new AbortController();
    const sleep = systemClock.sleep(1e6, abort.signal);
    abort.abort(reason);
    await assert.rejects(sleep, reason);
    await assert.rejects(systemClock.sleep(1e6, AbortSignal.abort(reason)), reason);
  });
});
