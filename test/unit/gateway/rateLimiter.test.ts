import assert from 'node:assert/strict';
import { submitTask, query, submit, type CallOptions } from '../../gateway/client/apiClient.ts';
import { useGateway } from './useGateway.ts';

describe('Simulated rate limits', () => {
  const test = useGateway();
  beforeEach(() => {
    test.gateway.configure({ keys: ['sk-second'] });
  });

  const submitOutcome = async (changes: object = {}, options: CallOptions = {}) => {
    const { status, code } = await submit(test.gateway, changes, options);
    return [status, code];
  };

  it('reject a task above the limit of a key and provider until another finishes', async () => {
    test.gateway.configure({ maxConcurrent: 2 });
    await submitTask(test.gateway);
    test.now += 500;
    await submitTask(test.gateway);
    assert.deepEqual(await submitOutcome(), [429, 50430]);
    assert.deepEqual(await submitOutcome({}, { key: 'sk-second' }), [200, 10000]);
    assert.deepEqual(await submitOutcome({}, { provider: 'deepwl' }), [200, 10000]);
    test.now += 499;
    assert.deepEqual(await submitOutcome(), [429, 50430]);
    test.now += 1;
    assert.deepEqual(await submitOutcome(), [200, 10000]);
    test.gateway.configure({ maxConcurrent: null });
    assert.deepEqual(await submitOutcome(), [200, 10000]);
  });

  it('reject a call above the limit per second for each action and key', async () => {
    test.gateway.configure({ qps: 2 });
    const taskId = await submitTask(test.gateway);
    test.now += 999;
    await submitTask(test.gateway);
    assert.deepEqual(await submitOutcome(), [429, 50429]);
    assert.equal((await query(test.gateway, taskId)).code, 10000);
    assert.deepEqual(await submitOutcome({}, { key: 'sk-second' }), [200, 10000]);
    test.now += 1;
    assert.deepEqual(await submitOutcome(), [200, 10000]);
    assert.deepEqual(await submitOutcome(), [429, 50429]);
    assert.equal(test.gateway.tasks().length, 4);
    test.gateway.reset();
    for (let count = 0; count < 3; count++) assert.deepEqual(await submitOutcome(), [200, 10000]);
  });
});
