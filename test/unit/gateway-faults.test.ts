import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { accepted, order, submitPath } from '../gateway/caller.ts';
import type { Fault } from '../gateway/controlApi.ts';
import { faultKinds, faultSchema } from '../gateway/faultKinds.ts';
import { startGateway, type Gateway } from '../gateway/index.ts';
import { sampleKeys } from '../gateway/keys.ts';
import { observe, type Observed } from '../gateway/wire.ts';

const headers = {
  'content-type': 'application/json',
  authorization: `Bearer ${sampleKeys.valid}`,
};
const queryPath = '/jm?Action=CVSync2AsyncGetResult&Version=2022-08-31';

describe('A fault of the simulated service', () => {
  let clock = 0;
  let gateway: Gateway;

  before(async () => {
    gateway = await startGateway({ latencyMs: 1000, now: () => clock });
  });
  after(() => gateway.close());
  beforeEach(() => {
    clock = Date.UTC(2026, 0, 1);
    gateway.reset();
  });

  const submit = (enough?: (bytes: number) => boolean): Promise<Observed> =>
    observe(
      gateway.origins.octopusx + submitPath,
      { method: 'POST', headers, body: JSON.stringify(order) },
      enough,
    );

  const query = (taskId: string): Promise<Observed> => {
    const fields = { req_key: order.req_key, task_id: taskId, req_json: '{"return_url":true}' };
    const sent = { method: 'POST', headers, body: JSON.stringify(fields) };
    return observe(gateway.origins.octopusx + queryPath, sent);
  };

  async function finished(): Promise<string> {
    const taskId = await accepted(gateway);
    clock += 1000;
    return taskId;
  }

  const faults = (...list: Fault[]) => {
    gateway.configure({ faults: list });
  };

  describe('in the connection', () => {
    it('resetUnseen: nothing is answered, nothing accepted', async () => {
      faults({ on: 'submit', kind: 'resetUnseen' });
      const { status, ending } = await submit();
      assert.deepEqual([status, ending, gateway.tasks().length], [null, 'ECONNRESET', 0]);
      assert.deepEqual(
        [gateway.requests()[0]?.status, gateway.requests()[0]?.faulted],
        [null, true],
      );
    });

    it('resetBefore: nothing is answered, but the task is accepted', async () => {
      faults({ on: 'submit', kind: 'resetBefore' });
      const { status, ending } = await submit();
      assert.deepEqual([status, ending, gateway.tasks().length], [null, 'ECONNRESET', 1]);
    });

    it('resetDuring: the answer breaks off', async () => {
      faults({ on: 'submit', kind: 'resetDuring' });
      const { status, headers, ending } = await submit();
      assert.deepEqual([status, ending, gateway.tasks().length], [200, 'ECONNRESET', 1]);
      assert.ok(Number(headers['content-length']) > 0);
    });

    it('resetAfter: the answer is whole, the connection gone', async () => {
      faults({ on: 'submit', kind: 'resetAfter' });
      const { status, body, ending } = await submit();
      assert.deepEqual([status, ending], [200, 'complete']);
      assert.equal(codeIn(body), 10000);
    });

    it('stall: nothing comes, though the task is accepted', async () => {
      faults({ on: 'submit', kind: 'stall' });
      const waiting = submit();
      while (gateway.tasks().length === 0) await turn();
      assert.equal(await Promise.race([waiting, turn().then(() => 'nothing')]), 'nothing');
      assert.equal(gateway.requests()[0]?.status, null);
    });

    it('stallDuring: half comes, and then nothing', async () => {
      faults({ on: 'submit', kind: 'stallDuring' });
      const { status, headers, body, ending } = await submit(() => true);
      assert.deepEqual([status, ending], [200, 'given up']);
      assert.equal(body.length, Math.ceil(Number(headers['content-length']) / 2));
    });
  });

  describe('in place of the service', () => {
    it('429, with a Retry-After of either kind or none', async () => {
      clock += 1;
      faults(
        { on: 'submit', kind: 'tooManyRequests' },
        { on: 'submit', kind: 'retryAfterSeconds' },
        { on: 'submit', kind: 'retryAfterDate' },
      );
      const answers = [await submit(), await submit(), await submit()];
      assert.deepEqual(
        answers.map(({ status }) => status),
        [429, 429, 429],
      );
      assert.deepEqual(
        answers.map(({ headers }) => headers['retry-after']),
        [undefined, '7', 'Thu, 01 Jan 2026 00:00:08 GMT'],
      );
      assert.equal(answers[2]?.headers['date'], 'Thu, 01 Jan 2026 00:00:00 GMT');
      assert.equal(gateway.tasks().length, 0);
    });

    it('500, 502 and 503 as HTML', async () => {
      faults(
        ...([500, 502, 503] as const).map((status) => ({
          on: 'submit' as const,
          kind: `html${status}` as const,
        })),
      );
      for (const status of [500, 502, 503]) {
        const answer = await submit();
        assert.equal(answer.status, status);
        assert.match(answer.headers['content-type']?.toString() ?? '', /^text\/html/);
        assert.match(answer.body.toString(), /^<!doctype html>/);
      }
      assert.equal(gateway.tasks().length, 0);
    });

    it('a redirect, with which a key would go elsewhere', async () => {
      faults({ on: 'submit', kind: 'redirect' });
      const answer = await submit();
      const location = String(answer.headers['location']);
      assert.deepEqual([answer.status, location], [307, gateway.origins.mirror + submitPath]);
      const followed = await observe(location, { method: 'POST', headers });
      assert.equal(followed.status, 400);
      assert.equal(gateway.requests()[1]?.origin, 'mirror');
      assert.equal(gateway.tasks().length, 0);
    });
  });

  describe('in the JSON', () => {
    it('truncatedJson: half of it, as if that were all', async () => {
      faults({ on: 'submit', kind: 'truncatedJson' });
      const { status, headers, body, ending } = await submit();
      assert.deepEqual([status, ending], [200, 'complete']);
      assert.equal(headers['content-length'], String(body.length));
      assert.throws(() => JSON.parse(body.toString()) as unknown, SyntaxError);
    });

    it('wrongTypes: no field of data has its type', async () => {
      faults({ on: 'submit', kind: 'wrongTypes' }, { on: 'query', kind: 'wrongTypes' });
      const { task_id } = dataIn(await submit());
      assert.ok(Array.isArray(task_id));
      const { status, image_urls, binary_data_base64 } = dataIn(await query(String(task_id)));
      assert.ok(Array.isArray(status));
      assert.deepEqual([image_urls, binary_data_base64], ['null', '']);
    });

    it('stringCode, nullCode: the code has another type', async () => {
      faults({ on: 'submit', kind: 'stringCode' }, { on: 'submit', kind: 'nullCode' });
      assert.equal(codeIn((await submit()).body), '10000');
      assert.equal(codeIn((await submit()).body), null);
      assert.equal(gateway.tasks().length, 2);
    });

    it('unknownStatus: a word that is in no list', async () => {
      faults({ on: 'query', kind: 'unknownStatus' });
      assert.equal(dataIn(await query(await finished()))['status'], 'pondering');
    });

    it('successWithoutPictures, bothLists, other schemes: once there are pictures', async () => {
      faults(
        { on: 'query', kind: 'successWithoutPictures' },
        { on: 'query', kind: 'bothLists' },
        { on: 'query', kind: 'ftpAddress' },
        { on: 'query', kind: 'fileAddress' },
      );
      const taskId = await accepted(gateway);
      assert.equal(dataIn(await query(taskId))['status'], 'in_queue');
      assert.equal(gateway.requests().at(-1)?.faulted, false);
      clock += 1000;
      const none = dataIn(await query(taskId));
      assert.deepEqual([none['status'], none['image_urls']], ['success', []]);
      const both = dataIn(await query(taskId));
      const [encoded] = both['binary_data_base64'] as string[];
      const [url = ''] = both['image_urls'] as string[];
      const sent = await observe(url);
      assert.ok(sent.body.equals(Buffer.from(encoded ?? '', 'base64')));
      assert.match(addressesIn(await query(taskId))[0] ?? '', /^ftp:\/\/127\.0\.0\.1:/);
      assert.match(addressesIn(await query(taskId))[0] ?? '', /^file:\/\/\/tos-simulated/);
      assert.match(addressesIn(await query(taskId))[0] ?? '', /^http:/);
    });
  });

  it('comes after as many good answers as told', async () => {
    faults({ on: 'submit', kind: 'pass', times: 2 }, { on: 'submit', kind: 'html502' });
    const statuses = [];
    for (let count = 0; count < 4; count++) statuses.push((await submit()).status);
    assert.deepEqual(statuses, [200, 200, 502, 200]);
    assert.deepEqual(
      gateway.requests().map(({ faulted }) => faulted),
      [false, false, true, false],
    );
  });

  it('is in the table of the README', () => {
    const readme = readFileSync(new URL('../gateway/README.md', import.meta.url), 'utf8');
    const rows = readme.split('\n').filter((line) => line.startsWith('| `'));
    for (const kind of new Set(Object.values(faultKinds).flat())) {
      const row = rows.find((each) => each.split('|')[1]?.includes(`\`${kind}\``));
      assert.ok(row, kind);
    }
  });

  it('is refused where it makes no sense', () => {
    const isKnown = (fault: unknown) => v.is(faultSchema, fault);
    for (const [on, kinds] of Object.entries(faultKinds)) {
      for (const kind of kinds) assert.ok(isKnown({ on, kind }), `${on} ${kind}`);
    }
    assert.ok(!isKnown({ on: 'submit', kind: 'bothLists' }));
    assert.ok(!isKnown({ on: 'picture', kind: 'truncatedJson' }));
    assert.ok(!isKnown({ on: 'query', kind: 'endless' }));
    assert.ok(!isKnown({ on: 'query', kind: 'stall', times: 0 }));
    assert.ok(!isKnown({ on: 'query', kind: 'nothing' }));
  });
});

/** Lets what is under way between the sockets of this process go on. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

const body = v.object({ code: v.unknown(), data: v.nullable(v.record(v.string(), v.unknown())) });

function codeIn(bytes: Buffer): unknown {
  return v.parse(body, JSON.parse(bytes.toString())).code;
}

function dataIn(answer: Observed): Record<string, unknown> {
  return v.parse(body, JSON.parse(answer.body.toString())).data ?? {};
}

function addressesIn(answer: Observed): string[] {
  return v.parse(v.array(v.string()), dataIn(answer)['image_urls']);
}
