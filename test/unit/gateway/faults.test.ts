import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import * as v from 'valibot';
import { submitTask, submitFields, submitPath } from '../../gateway/client/apiClient.ts';
import type { Fault } from '../../gateway/control/controlApi.ts';
import { commandLinkMessage } from '../../gateway/faults/errorResponses.ts';
import { faultKinds, faultSchema } from '../../gateway/faults/faultKinds.ts';
import { sampleKeys } from '../../gateway/services/bearerKeys.ts';
import { rawRequest, type RawExchange } from '../../gateway/client/rawRequest.ts';
import { createFinishedTask, useGateway } from './useGateway.ts';

const headers = {
  'content-type': 'application/json',
  authorization: `Bearer ${sampleKeys.valid}`,
};
const queryPath = '/jm?Action=CVSync2AsyncGetResult&Version=2022-08-31';

describe('Simulated faults', () => {
  const test = useGateway();

  const sendSubmit = (shouldStop?: (bytes: number) => boolean): Promise<RawExchange> =>
    rawRequest(
      test.gateway.origins.octopusx + submitPath,
      { method: 'POST', headers, body: JSON.stringify(submitFields) },
      shouldStop,
    );

  const sendQuery = (taskId: string): Promise<RawExchange> => {
    const fields = {
      req_key: submitFields.req_key,
      task_id: taskId,
      req_json: '{"return_url":true}',
    };
    const options = { method: 'POST', headers, body: JSON.stringify(fields) };
    return rawRequest(test.gateway.origins.octopusx + queryPath, options);
  };

  const configureFaults = (...list: Fault[]) => {
    test.gateway.configure({ faults: list });
  };

  describe('in the connection', () => {
    it('resetUnseen: sends no response and accepts no task', async () => {
      configureFaults({ on: 'submit', kind: 'resetUnseen' });
      const { status, outcome } = await sendSubmit();
      assert.deepEqual([status, outcome, test.gateway.tasks().length], [null, 'ECONNRESET', 0]);
      assert.deepEqual(
        [test.gateway.requests()[0]?.status, test.gateway.requests()[0]?.faulted],
        [null, true],
      );
    });

    it('resetBefore: sends no response but accepts the task', async () => {
      configureFaults({ on: 'submit', kind: 'resetBefore' });
      const { status, outcome } = await sendSubmit();
      assert.deepEqual([status, outcome, test.gateway.tasks().length], [null, 'ECONNRESET', 1]);
    });

    it('resetDuring: resets the connection during the response', async () => {
      configureFaults({ on: 'submit', kind: 'resetDuring' });
      const { status, headers, outcome } = await sendSubmit();
      assert.deepEqual([status, outcome, test.gateway.tasks().length], [200, 'ECONNRESET', 1]);
      assert.ok(Number(headers['content-length']) > 0);
    });

    it('resetAfter: sends the whole response, then closes the connection', async () => {
      configureFaults({ on: 'submit', kind: 'resetAfter' });
      const { status, body, outcome } = await sendSubmit();
      assert.deepEqual([status, outcome], [200, 'complete']);
      assert.equal(codeOf(body), 10000);
    });

    it('stall: sends nothing although the task is accepted', async () => {
      configureFaults({ on: 'submit', kind: 'stall' });
      const waiting = sendSubmit();
      while (test.gateway.tasks().length === 0) await nextTurn();
      assert.equal(await Promise.race([waiting, nextTurn().then(() => 'nothing')]), 'nothing');
      assert.equal(test.gateway.requests()[0]?.status, null);
    });

    it('stallDuring: sends half of the response, then nothing', async () => {
      configureFaults({ on: 'submit', kind: 'stallDuring' });
      const { status, headers, body, outcome } = await sendSubmit(() => true);
      assert.deepEqual([status, outcome], [200, 'aborted']);
      assert.equal(body.length, Math.ceil(Number(headers['content-length']) / 2));
    });
  });

  describe('in place of the service', () => {
    it('returns 429 with a Retry-After of either kind or none', async () => {
      test.now += 1;
      configureFaults(
        { on: 'submit', kind: 'tooManyRequests' },
        { on: 'submit', kind: 'retryAfterSeconds' },
        { on: 'submit', kind: 'retryAfterDate' },
      );
      const responses = [await sendSubmit(), await sendSubmit(), await sendSubmit()];
      assert.deepEqual(
        responses.map(({ status }) => status),
        [429, 429, 429],
      );
      assert.deepEqual(
        responses.map(({ headers }) => headers['retry-after']),
        [undefined, '7', 'Thu, 01 Jan 2026 00:00:08 GMT'],
      );
      assert.equal(responses[2]?.headers['date'], 'Thu, 01 Jan 2026 00:00:00 GMT');
      assert.equal(test.gateway.tasks().length, 0);
    });

    it('returns 500, 502, and 503 as HTML', async () => {
      configureFaults(
        ...([500, 502, 503] as const).map((status) => ({
          on: 'submit' as const,
          kind: `html${status}` as const,
        })),
      );
      for (const status of [500, 502, 503]) {
        const response = await sendSubmit();
        assert.equal(response.status, status);
        assert.match(response.headers['content-type']?.toString() ?? '', /^text\/html/);
        assert.match(response.body.toString(), /^<!doctype html>/);
      }
      assert.equal(test.gateway.tasks().length, 0);
    });

    it('commandLink, packedLarge, retryAfterDays: return what an attacker would', async function () {
      // It unpacks 200 MB.
      this.timeout(20_000);
      configureFaults(
        { on: 'submit', kind: 'commandLink' },
        { on: 'submit', kind: 'packedLarge' },
        { on: 'submit', kind: 'retryAfterDays' },
      );
      const link = await sendSubmit();
      assert.equal(link.status, 400);
      assert.ok(link.body.toString().includes(commandLinkMessage));
      const packed = await sendSubmit();
      assert.equal(packed.headers['content-encoding'], 'gzip');
      assert.ok(packed.body.length < 254_000);
      assert.equal(await countUnpacked(packed.body), 200_000_002);
      const { status, headers } = await sendSubmit();
      assert.deepEqual([status, headers['retry-after']], [429, '2000000']);
      assert.equal(test.gateway.tasks().length, 0);
    });

    it('redirects to another origin', async () => {
      configureFaults({ on: 'submit', kind: 'redirect' });
      const response = await sendSubmit();
      const location = String(response.headers['location']);
      assert.deepEqual(
        [response.status, location],
        [307, test.gateway.origins.mirror + submitPath],
      );
      const redirected = await rawRequest(location, { method: 'POST', headers });
      assert.equal(redirected.status, 400);
      assert.equal(test.gateway.requests()[1]?.origin, 'mirror');
      assert.equal(test.gateway.tasks().length, 0);
    });
  });

  describe('in the JSON', () => {
    it('truncatedJson: sends half of the JSON as a complete response', async () => {
      configureFaults({ on: 'submit', kind: 'truncatedJson' });
      const { status, headers, body, outcome } = await sendSubmit();
      assert.deepEqual([status, outcome], [200, 'complete']);
      assert.equal(headers['content-length'], String(body.length));
      assert.throws(() => JSON.parse(body.toString()) as unknown, SyntaxError);
    });

    it('wrongTypes: changes the type of every field in data', async () => {
      configureFaults({ on: 'submit', kind: 'wrongTypes' }, { on: 'query', kind: 'wrongTypes' });
      const { task_id } = dataOf(await sendSubmit());
      assert.ok(Array.isArray(task_id));
      const { status, image_urls, binary_data_base64 } = dataOf(await sendQuery(String(task_id)));
      assert.ok(Array.isArray(status));
      assert.deepEqual([image_urls, binary_data_base64], ['null', '']);
    });

    it('stringCode, nullCode: change the type of code', async () => {
      configureFaults({ on: 'submit', kind: 'stringCode' }, { on: 'submit', kind: 'nullCode' });
      assert.equal(codeOf((await sendSubmit()).body), '10000');
      assert.equal(codeOf((await sendSubmit()).body), null);
      assert.equal(test.gateway.tasks().length, 2);
    });

    it('unknownStatus: returns an unlisted status', async () => {
      configureFaults({ on: 'query', kind: 'unknownStatus' });
      assert.equal(dataOf(await sendQuery(await createFinishedTask(test)))['status'], 'pondering');
    });

    it('successWithoutImages, bothLists, other schemes: apply once there are images', async () => {
      configureFaults(
        { on: 'query', kind: 'successWithoutImages' },
        { on: 'query', kind: 'bothLists' },
        { on: 'query', kind: 'ftpUrl' },
        { on: 'query', kind: 'fileUrl' },
      );
      const taskId = await submitTask(test.gateway);
      assert.equal(dataOf(await sendQuery(taskId))['status'], 'in_queue');
      assert.equal(test.gateway.requests().at(-1)?.faulted, false);
      test.now += 1000;
      const withoutImages = dataOf(await sendQuery(taskId));
      assert.deepEqual([withoutImages['status'], withoutImages['image_urls']], ['success', []]);
      const withBothLists = dataOf(await sendQuery(taskId));
      const [encoded] = withBothLists['binary_data_base64'] as string[];
      const [url = ''] = withBothLists['image_urls'] as string[];
      const exchange = await rawRequest(url);
      assert.ok(exchange.body.equals(Buffer.from(encoded ?? '', 'base64')));
      assert.match(imageUrlsOf(await sendQuery(taskId))[0] ?? '', /^ftp:\/\/127\.0\.0\.1:/);
      assert.match(imageUrlsOf(await sendQuery(taskId))[0] ?? '', /^file:\/\/\/tos-simulated/);
      assert.match(imageUrlsOf(await sendQuery(taskId))[0] ?? '', /^http:/);
    });
  });

  it('apply after the given number of good responses', async () => {
    configureFaults({ on: 'submit', kind: 'pass', times: 2 }, { on: 'submit', kind: 'html502' });
    const statuses = [];
    for (let count = 0; count < 4; count++) statuses.push((await sendSubmit()).status);
    assert.deepEqual(statuses, [200, 200, 502, 200]);
    assert.deepEqual(
      test.gateway.requests().map(({ faulted }) => faulted),
      [false, false, true, false],
    );
  });

  it('are listed in the README', () => {
    const readme = readFileSync(new URL('../../gateway/README.md', import.meta.url), 'utf8');
    const rows = readme.split('\n').filter((line) => line.startsWith('| `'));
    for (const kind of new Set(Object.values(faultKinds).flat())) {
      const row = rows.find((each) => each.split('|')[1]?.includes(`\`${kind}\``));
      assert.ok(row, kind);
    }
  });

  it('are rejected for operations they do not apply to', () => {
    const isKnown = (fault: unknown) => v.is(faultSchema, fault);
    for (const [on, kinds] of Object.entries(faultKinds)) {
      for (const kind of kinds) assert.ok(isKnown({ on, kind }), `${on} ${kind}`);
    }
    assert.ok(!isKnown({ on: 'submit', kind: 'bothLists' }));
    assert.ok(!isKnown({ on: 'image', kind: 'truncatedJson' }));
    assert.ok(!isKnown({ on: 'query', kind: 'endless' }));
    assert.ok(!isKnown({ on: 'query', kind: 'stall', times: 0 }));
    assert.ok(!isKnown({ on: 'query', kind: 'nothing' }));
  });
});

/** Lets pending I/O between the sockets of this process continue. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

async function countUnpacked(packed: Buffer): Promise<number> {
  let length = 0;
  for await (const chunk of Readable.from([packed]).pipe(createGunzip()))
    length += (chunk as Buffer).length;
  return length;
}

const responseBodySchema = v.object({
  code: v.unknown(),
  data: v.nullable(v.record(v.string(), v.unknown())),
});

function codeOf(bytes: Buffer): unknown {
  return v.parse(responseBodySchema, JSON.parse(bytes.toString())).code;
}

function dataOf(response: RawExchange): Record<string, unknown> {
  return v.parse(responseBodySchema, JSON.parse(response.body.toString())).data ?? {};
}

function imageUrlsOf(response: RawExchange): string[] {
  return v.parse(v.array(v.string()), dataOf(response)['image_urls']);
}
