import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { FetchError, Response } from 'node-fetch';
import { createClient } from '../../../src/jimeng/calls.ts';
import {
  providers,
  simulated,
  systemClock,
  type Failure,
  type GenerationRequest,
} from '../../../src/jimeng/index.ts';
import { broken, fakeFetch, silence, task, text, type Reply } from '../support/fetch.ts';
import { Pace } from '../support/pace.ts';
import { serve } from '../support/server.ts';

const key = 'sk-of-a-user';
const host = 'octopusx.ai';
const request: GenerationRequest = { model: 'jimeng-4.0', prompt: 'a cat' };

/** How a submit and a query end when each gets this reply. */
async function failuresOf(reply: Reply): Promise<{ submit: Failure; query: Failure }> {
  const pace = new Pace();
  const { fetch, calls } = fakeFetch(reply);
  const client = createClient({ provider: providers.octopusx, key, fetch, clock: pace.clock });
  const failureIn = async (call: Promise<unknown>) => {
    const error: unknown = await pace.until(call).catch((error: unknown) => error);
    assert.ok(error instanceof Error && 'failure' in error);
    return error.failure as Failure;
  };
  const failures = {
    submit: await failureIn(client.submit(request)),
    query: await failureIn(client.query(task)),
  };
  assert.equal(calls.length, 2);
  assert.equal(pace.clock.sleeping, 0);
  return failures;
}

/** A connection that breaks, in the words that node-fetch has for it. */
function brokenFor(reason: string, system: object, url = `https://${host}/jm`): Reply {
  return () => {
    const words = `request to ${url} failed, reason: ${reason}`;
    throw Object.assign(new FetchError(words, 'system'), system);
  };
}

describe('A call that breaks', () => {
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
      assert.deepEqual(await failuresOf(broken(code)), {
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
    it(`with ${code} is the certificate’s fault, and is not billed`, async () => {
      const failure = { kind: 'certificate', host, code };
      assert.deepEqual(await failuresOf(broken(code)), { submit: failure, query: failure });
    });
  }

  it('with 407 is a proxy’s fault, and is not billed', async () => {
    const failure = { kind: 'proxy', host, code: '407' };
    const page = text('<html>Proxy Authentication Required', 407);
    assert.deepEqual(await failuresOf(page), { submit: failure, query: failure });
  });

  const refusals: [string, string, string | undefined][] = [
    ['ERR_PROXY_CONNECTION_FAILED', 'net::ERR_PROXY_CONNECTION_FAILED', undefined],
    ['ECONNREFUSED', 'Failed to establish a socket connection to PROXY 10.0.0.1:8080', undefined],
    ['ECONNRESET', 'Proxy connection ended before receiving CONNECT response', undefined],
    ['system', 'A "socket" was not returned from the proxy', 'no code of the system'],
  ];
  for (const [code, reason, without] of refusals) {
    it(`for “${reason}” is a proxy’s fault, and is not billed`, async () => {
      const failure = { kind: 'proxy', host, code };
      const system = without === undefined ? { code, errno: code } : {};
      const reply = brokenFor(reason, system);
      assert.deepEqual(await failuresOf(reply), { submit: failure, query: failure });
    });
  }

  it('on the way to a host with “proxy” in its name is the network’s fault all the same', async () => {
    const failure = { kind: 'network', host, code: 'ECONNRESET' };
    const reply = brokenFor(
      'socket hang up',
      { code: 'ECONNRESET' },
      'https://my.proxy.example/jm',
    );
    assert.deepEqual(await failuresOf(reply), {
      submit: { ...failure, maybeBilled: true },
      query: failure,
    });
  });

  it('for a reason that has no code is named by node-fetch’s word', async () => {
    const reply: Reply = () => {
      throw new FetchError('content size over limit', 'max-size');
    };
    const failure = { kind: 'network', host, code: 'max-size' };
    assert.deepEqual(await failuresOf(reply), {
      submit: { ...failure, maybeBilled: true },
      query: failure,
    });
  });

  it('through a fault of ours is not taken for the network’s', async () => {
    const fault = new TypeError('undefined is not a function');
    const { fetch } = fakeFetch(() => {
      throw fault;
    });
    const client = createClient({ provider: providers.octopusx, key, fetch });
    await assert.rejects(client.submit(request), fault);
    await assert.rejects(client.query(task), fault);
  });

  it('for want of an answer ends after a minute, a query after half of one', async () => {
    const begun = new Pace().clock.now();
    const pace = new Pace();
    const { fetch } = fakeFetch(silence);
    const client = createClient({ provider: providers.octopusx, key, fetch, clock: pace.clock });
    await assert.rejects(pace.until(client.submit(request)), {
      failure: { kind: 'noAnswer', host, seconds: 60, maybeBilled: true },
    });
    assert.equal(pace.clock.now(), begun + 60_000);
    await assert.rejects(pace.until(client.query(task)), {
      failure: { kind: 'noAnswer', host, seconds: 30 },
    });
    assert.equal(pace.clock.now(), begun + 90_000);
  });

  it('for want of the answer’s body ends too', async () => {
    const stalled: Reply = (_url, { signal }) => {
      const body = new PassThrough();
      signal?.addEventListener('abort', () => {
        body.destroy(new DOMException('The operation was aborted.', 'AbortError'));
      });
      return new Response(body);
    };
    const { submit, query } = await failuresOf(stalled);
    assert.deepEqual([submit.kind, query.kind], ['noAnswer', 'noAnswer']);
  });

  it('with a page in place of an answer may be billed', async () => {
    const { submit, query } = await failuresOf(text('<html>', 502));
    const failure = { kind: 'badAnswer', problem: 'notJson', httpStatus: 502, got: '<html>' };
    assert.deepEqual([submit, query], [{ ...failure, maybeBilled: true }, failure]);
  });
});

describe('A redirect of a call', () => {
  for (const status of [301, 302, 303, 307, 308]) {
    it(`with ${status} is refused`, async () => {
      const reply = text('moved', status, { location: 'https://elsewhere.example.com/jm' });
      const failure = { kind: 'badAnswer', problem: 'redirect', httpStatus: status, got: 'moved' };
      assert.deepEqual(await failuresOf(reply), {
        submit: { ...failure, maybeBilled: false },
        query: failure,
      });
    });
  }

  it('takes the key nowhere', async () => {
    const elsewhere = await serve((_request, response) => response.end('{}'));
    const here = await serve((_request, response) => {
      response.writeHead(307, { location: `${elsewhere.origin}/jm` });
      response.end();
    });
    try {
      const client = createClient({ provider: simulated(providers.deepwl, here.origin), key });
      await assert.rejects(client.submit(request));
      await assert.rejects(client.query(task));
      assert.deepEqual(
        here.requests.map(({ headers }) => headers.authorization),
        [`Bearer ${key}`, `Bearer ${key}`],
      );
      assert.equal(elsewhere.requests.length, 0);
    } finally {
      await Promise.all([here.close(), elsewhere.close()]);
    }
  });
});

describe('A call that is given up', () => {
  it('before it begins is not made', async () => {
    const { fetch, calls } = fakeFetch(silence);
    const client = createClient({ provider: providers.octopusx, key, fetch });
    const signal = AbortSignal.abort();
    await assert.rejects(client.submit(request, signal), { name: 'AbortError' });
    await assert.rejects(client.query(task, {}, signal), { name: 'AbortError' });
    assert.equal(calls.length, 0);
  });

  it('on its way ends with the reason, and leaves nothing behind', async () => {
    const pace = new Pace();
    const reason = new Error('the caller’s own');
    const abort = new AbortController();
    const { fetch, calls } = fakeFetch(silence);
    const client = createClient({ provider: providers.octopusx, key, fetch, clock: pace.clock });
    const call = client.query(task, {}, abort.signal);
    abort.abort(reason);
    await assert.rejects(call, reason);
    assert.deepEqual([calls.length, pace.clock.sleeping], [1, 0]);
    assert.ok(calls[0]?.init.signal?.aborted);
  });
});

describe('The system’s clock', () => {
  it('ends a sleep with the reason of whoever aborts it', async () => {
    const reason = new Error('enough');
    const abort = new AbortController();
    const sleep = systemClock.sleep(1e6, abort.signal);
    abort.abort(reason);
    await assert.rejects(sleep, reason);
    await assert.rejects(systemClock.sleep(1e6, AbortSignal.abort(reason)), reason);
  });
});
