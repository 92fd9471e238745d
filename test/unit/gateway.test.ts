import assert from 'node:assert/strict';
import sharp from 'sharp';
import { accepted, order, query, submit, submitPath } from '../gateway/caller.ts';
import type { Configuration } from '../gateway/controlApi.ts';
import { startGateway, type Gateway } from '../gateway/index.ts';
import { sampleKeys } from '../gateway/keys.ts';

const day = 24 * 60 * 60 * 1000;

describe('The simulated gateway', () => {
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

  describe('takes an order', () => {
    it('and answers with the envelope of the page', async () => {
      const { data, ...envelope } = await submit(gateway);
      assert.match(String(data?.task_id), /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      assert.deepEqual(data, { task_id: data?.task_id, status: 'submitted' });
      assert.equal(envelope.code, 10000);
      assert.equal(envelope.message, 'Success');
      assert.equal(envelope.request_id, data.task_id);
      assert.match(envelope.time_elapsed ?? '', /^[\d.]+(µs|ms|s)$/);
    });

    it('through its stages to a signed address on another host', async () => {
      const taskId = await accepted(gateway);
      const stages = [];
      for (const step of [0, 199, 1, 799, 1]) {
        clock += step;
        stages.push((await query(gateway, taskId)).data?.status);
      }
      assert.deepEqual(stages, ['in_queue', 'in_queue', 'generating', 'generating', 'success']);
      const { data } = await query(gateway, taskId);
      assert.deepEqual(data?.binary_data_base64, []);
      const url = new URL(data.image_urls?.[0] ?? '');
      assert.equal(url.origin, gateway.origins.pictures);
      assert.match(url.pathname, /\.image$/);
      assert.ok(url.searchParams.has('x-expires') && url.searchParams.has('x-signature'));
      const [task] = gateway.tasks();
      assert.equal(task?.deliveredAt, task?.readyAt);
    });

    it('to base64 when no address is asked for', async () => {
      const taskId = await accepted(gateway);
      clock += 1000;
      const { data } = await query(gateway, taskId, { req_json: '{"return_url":false}' });
      assert.equal(data?.image_urls, null);
      const file = Buffer.from(data.binary_data_base64?.[0] ?? '', 'base64');
      assert.equal((await sharp(file).metadata()).width, 1024);
    });

    it('to a failed task, or one that the content check stops', async () => {
      const failing = await accepted(gateway, { prompt: 'this task-fails' });
      const risky = await accepted(gateway, { prompt: 'a post-risk' });
      clock += 1000;
      const failed = await query(gateway, failing);
      assert.deepEqual([failed.status, failed.code, failed.message], [200, 10001, 'Task failed']);
      assert.deepEqual(failed.data, {
        binary_data_base64: [],
        image_urls: null,
        status: 'failed',
      });
      const stopped = await query(gateway, risky);
      assert.deepEqual([stopped.status, stopped.code, stopped.data], [400, 50511, null]);
    });
  });

  describe('can be looked into', () => {
    const control = async (method: string, path: string, body?: unknown) => {
      const options = body === undefined ? {} : { body: JSON.stringify(body) };
      return fetch(gateway.origins.control + path, { method, ...options });
    };

    it('and shows what was sent, but no key', async () => {
      await submit(gateway);
      await submit(gateway, { prompt: sampleKeys.valid }, { key: 'sk-somebodys-own' });
      const [first, second] = gateway.requests();
      assert.deepEqual(first?.body, order);
      assert.deepEqual(first.query, {
        Action: 'CVSync2AsyncSubmitTask',
        Version: '2022-08-31',
      });
      assert.deepEqual([first.origin, first.method, first.path], ['octopusx', 'POST', '/jm']);
      assert.deepEqual([first.status, first.code, first.time], [200, 10000, clock]);
      assert.equal(first.headers['authorization'], 'Bearer <key 0>');
      assert.equal(second?.headers['authorization'], '<unknown>');
      const shown = await (await control('GET', '/requests')).text();
      assert.doesNotMatch(shown, /sk-sample|sk-somebodys/);
      await control('DELETE', '/requests');
      assert.deepEqual(gateway.requests(), []);
    });

    it('and lists its tasks', async () => {
      const taskId = await accepted(gateway);
      assert.deepEqual(await (await control('GET', '/tasks')).json(), [
        {
          taskId,
          provider: 'octopusx',
          prompt: order.prompt,
          submittedAt: clock,
          readyAt: clock + 1000,
        },
      ]);
    });

    it('and refuses a configuration that it does not understand', async () => {
      for (const wrong of [{ latency: 1 }, { latencyMs: -1 }, { faults: [{ on: 'submit' }] }]) {
        assert.equal((await control('POST', '/configure', wrong)).status, 400);
      }
      assert.equal((await control('POST', '/configure', { latencyMs: 5 })).status, 200);
      await accepted(gateway);
      assert.equal(gateway.tasks()[0]?.readyAt, clock + 5);
    });
  });

  describe('goes wrong on demand', () => {
    const faults = (...list: NonNullable<Configuration['faults']>) => {
      gateway.configure({ faults: list });
    };

    it('with an answer in place of its own, as often as told', async () => {
      const body = '{"code":50430,"message":"busy"}';
      faults({ on: 'submit', status: 429, body, times: 2 });
      assert.deepEqual(
        [(await submit(gateway)).status, (await submit(gateway)).code],
        [429, 50430],
      );
      assert.equal(gateway.tasks().length, 0);
      assert.equal((await submit(gateway)).status, 200);
      assert.deepEqual(
        gateway.requests().map(({ faulted }) => faulted),
        [true, true, false],
      );
    });

    it('with a task accepted and its answer lost', async () => {
      faults({ on: 'submit', drop: true });
      await assert.rejects(submit(gateway));
      assert.equal(gateway.tasks().length, 1);
      assert.equal(gateway.requests()[0]?.status, null);
    });

    it('for the kind of request that was meant', async () => {
      faults({ on: 'picture', status: 500 }, { on: 'query', status: 502, body: '{}' });
      const taskId = await accepted(gateway);
      clock += 1000;
      assert.equal((await query(gateway, taskId)).status, 502);
      const url = (await query(gateway, taskId)).data?.image_urls?.[0] ?? '';
      assert.equal((await fetch(url)).status, 500);
      assert.equal((await fetch(url)).status, 200);
    });

    it('late, without outliving the gateway', async () => {
      const second = await startGateway();
      second.configure({ faults: [{ on: 'submit', delayMs: day }] });
      const never = fetch(`${second.origins.deepwl}${submitPath}`, { method: 'POST' });
      const lost = assert.rejects(never);
      while (second.requests().length === 0) await new Promise((resolve) => setImmediate(resolve));
      assert.equal(second.requests()[0]?.status, null);
      await second.close();
      await lost;
    });
  });
});
