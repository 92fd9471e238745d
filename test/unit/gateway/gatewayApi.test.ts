import assert from 'node:assert/strict';
import sharp from 'sharp';
import {
  submitTask,
  submitFields,
  query,
  submit,
  submitPath,
} from '../../gateway/client/apiClient.ts';
import type { Configuration } from '../../gateway/control/controlApi.ts';
import { sampleKeys } from '../../gateway/services/bearerKeys.ts';
import { startGateway } from '../../gateway/index.ts';
import { createFinishedTask, useGateway } from './useGateway.ts';

const dayMs = 24 * 60 * 60 * 1000;

describe('Simulated gateway', () => {
  const test = useGateway();

  describe('for a submitted task', () => {
    it('returns the documented envelope', async () => {
      const { data, ...envelope } = await submit(test.gateway);
      assert.match(String(data?.task_id), /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      assert.deepEqual(data, { task_id: data?.task_id, status: 'submitted' });
      assert.equal(envelope.code, 10000);
      assert.equal(envelope.message, 'Success');
      assert.equal(envelope.request_id, data.task_id);
      assert.match(envelope.time_elapsed ?? '', /^[\d.]+(µs|ms|s)$/);
    });

    it('reports its stages and finally a signed URL on another host', async () => {
      const taskId = await submitTask(test.gateway);
      const stages = [];
      for (const step of [0, 199, 1, 799, 1]) {
        test.now += step;
        stages.push((await query(test.gateway, taskId)).data?.status);
      }
      assert.deepEqual(stages, ['in_queue', 'in_queue', 'generating', 'generating', 'success']);
      const { data } = await query(test.gateway, taskId);
      assert.deepEqual(data?.binary_data_base64, []);
      const url = new URL(data.image_urls?.[0] ?? '');
      assert.equal(url.origin, test.gateway.origins.images);
      assert.match(url.pathname, /\.image$/);
      assert.ok(url.searchParams.has('x-expires') && url.searchParams.has('x-signature'));
      const [task] = test.gateway.tasks();
      assert.equal(task?.deliveredAt, task?.readyAt);
    });

    it('returns base64 if URLs are not requested', async () => {
      const taskId = await createFinishedTask(test);
      const { data } = await query(test.gateway, taskId, { req_json: '{"return_url":false}' });
      assert.equal(data?.image_urls, null);
      const file = Buffer.from(data.binary_data_base64?.[0] ?? '', 'base64');
      assert.equal((await sharp(file).metadata()).width, 1024);
    });

    it('reports a failed task and a blocked result', async () => {
      const failedTaskId = await submitTask(test.gateway, { prompt: 'this task-fails' });
      const blockedTaskId = await submitTask(test.gateway, { prompt: 'a post-risk' });
      test.now += 1000;
      const failed = await query(test.gateway, failedTaskId);
      assert.deepEqual([failed.status, failed.code, failed.message], [200, 10001, 'Task failed']);
      assert.deepEqual(failed.data, {
        binary_data_base64: [],
        image_urls: null,
        status: 'failed',
      });
      const blocked = await query(test.gateway, blockedTaskId);
      assert.deepEqual([blocked.status, blocked.code, blocked.data], [400, 50511, null]);
    });
  });

  describe('control API', () => {
    const callControl = async (method: string, path: string, body?: unknown) => {
      const options = body === undefined ? {} : { body: JSON.stringify(body) };
      return fetch(test.gateway.origins.control + path, { method, ...options });
    };

    it('lists requests without keys', async () => {
      await submit(test.gateway);
      await submit(test.gateway, { prompt: sampleKeys.valid }, { key: 'sk-somebodys-own' });
      const [first, second] = test.gateway.requests();
      assert.deepEqual(first?.body, submitFields);
      assert.deepEqual(first.query, {
        Action: 'CVSync2AsyncSubmitTask',
        Version: '2022-08-31',
      });
      assert.deepEqual([first.origin, first.method, first.path], ['octopusx', 'POST', '/jm']);
      assert.deepEqual([first.status, first.code, first.time], [200, 10000, test.now]);
      assert.equal(first.headers['authorization'], 'Bearer <key 0>');
      assert.equal(second?.headers['authorization'], '<unknown>');
      const logText = await (await callControl('GET', '/requests')).text();
      assert.doesNotMatch(logText, /sk-sample|sk-somebodys/);
      await callControl('DELETE', '/requests');
      assert.deepEqual(test.gateway.requests(), []);
    });

    it('lists tasks', async () => {
      const taskId = await submitTask(test.gateway);
      assert.deepEqual(await (await callControl('GET', '/tasks')).json(), [
        {
          taskId,
          provider: 'octopusx',
          prompt: submitFields.prompt,
          submittedAt: test.now,
          readyAt: test.now + 1000,
        },
      ]);
    });

    it('rejects an invalid configuration', async () => {
      for (const invalid of [{ latency: 1 }, { latencyMs: -1 }, { faults: [{ on: 'submit' }] }]) {
        assert.equal((await callControl('POST', '/configure', invalid)).status, 400);
      }
      assert.equal((await callControl('POST', '/configure', { latencyMs: 5 })).status, 200);
      await submitTask(test.gateway);
      assert.equal(test.gateway.tasks()[0]?.readyAt, test.now + 5);
    });
  });

  describe('unnamed faults', () => {
    const configureFaults = (...list: NonNullable<Configuration['faults']>) => {
      test.gateway.configure({ faults: list });
    };

    it('replace the response as often as configured', async () => {
      const body = '{"code":50430,"message":"busy"}';
      configureFaults({ on: 'submit', status: 429, body, times: 2 });
      assert.deepEqual(
        [(await submit(test.gateway)).status, (await submit(test.gateway)).code],
        [429, 50430],
      );
      assert.equal(test.gateway.tasks().length, 0);
      assert.equal((await submit(test.gateway)).status, 200);
      assert.deepEqual(
        test.gateway.requests().map(({ faulted }) => faulted),
        [true, true, false],
      );
    });

    it('drop the response of an accepted task', async () => {
      configureFaults({ on: 'submit', drop: true });
      await assert.rejects(submit(test.gateway));
      assert.equal(test.gateway.tasks().length, 1);
      assert.equal(test.gateway.requests()[0]?.status, null);
    });

    it('apply only to the configured operation', async () => {
      configureFaults({ on: 'image', status: 500 }, { on: 'query', status: 502, body: '{}' });
      const taskId = await createFinishedTask(test);
      assert.equal((await query(test.gateway, taskId)).status, 502);
      const url = (await query(test.gateway, taskId)).data?.image_urls?.[0] ?? '';
      assert.equal((await fetch(url)).status, 500);
      assert.equal((await fetch(url)).status, 200);
    });

    it('delay the response without outliving the gateway', async () => {
      const second = await startGateway();
      second.configure({ faults: [{ on: 'submit', delayMs: dayMs }] });
      const delayedCall = fetch(`${second.origins.deepwl}${submitPath}`, { method: 'POST' });
      const assertion = assert.rejects(delayedCall);
      while (second.requests().length === 0) await new Promise((resolve) => setImmediate(resolve));
      assert.equal(second.requests()[0]?.status, null);
      await second.close();
      await assertion;
    });
  });
});
