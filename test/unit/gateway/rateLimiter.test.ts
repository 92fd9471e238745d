import assert from 'node:assert/strict';
import { submitTask, query, submit, type CallOptions } from '../../gateway/client/apiClient.ts';
import { startGateway, type Gateway } from '../../gateway/index.ts';

describe('Simulated rate limits', () => {
  let now = 0;
  let gateway: Gateway;

  before(async () => {
    gateway = await startGateway({ latencyMs: 1000, now: () => now });
  });
  after(() => gateway.close());
  beforeEach(() => {
    now = Date.UTC(2026, 0, 1);
    gateway.reset();
    gateway.configure({ keys: ['sk-second'] });
  });

  const submitOutcome = async (changes: object = {}, options: CallOptions = {}) => {
    const { status, code } = await submit(gateway, changes, options);
    return [status, code];
  };

  it('reject a task above the limit of a key and provider until another finishes', async () => {
    gateway.configure({ maxConcurrent: 2 });
    await submitTask(gateway);
    now += 500;
    await submitTask(gateway);
    assert.deepEqual(await submitOutcome(), [429, 50430]);
    assert.deepEqual(await submitOutcome({}, { key: 'sk-second' }), [200, 10000]);
    assert.deepEqual(await submitOutcome({}, { provider: 'deepwl' }), [200, 10000]);
    now += 499;
    assert.deepEqual(await submitOutcome(), [429, 50430]);
    now += 1;
    assert.deepEqual(await submitOutcome(), [200, 10000]);
    gateway.configure({ maxConcurrent: null });
    assert.deepEqual(await submitOutcome(), [200, 10000]);
  });

  it('reject a call above the limit per second for each action and key', async () => {
    gateway.configure({ qps: 2 });
    const taskId = await submitTask(gateway);
    now += 999;
    await submitTask(gateway);
    assert.deepEqual(await submitOutcome(), [429, 50429]);
    assert.equal((await query(gateway, taskId)).code, 10000);
    assert.deepEqual(await submitOutcome({}, { key: 'sk-second' }), [200, 10000]);
    now += 1;
    assert.deepEqual(await submitOutcome(), [200, 10000]);
    assert.deepEqual(await submitOutcome(), [429, 50429]);
    assert.equal(gateway.tasks().length, 4);
    gateway.reset();
    for (let count = 0; count < 3; count++) assert.deepEqual(await submitOutcome(), [200, 10000]);
  });
});
