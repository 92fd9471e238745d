import assert from 'node:assert/strict';
import { accepted, query, submit, type Circumstances } from '../gateway/caller.ts';
import { startGateway, type Gateway } from '../gateway/index.ts';

describe('The simulated gateway, asked too much,', () => {
  let clock = 0;
  let gateway: Gateway;

  before(async () => {
    gateway = await startGateway({ latencyMs: 1000, now: () => clock });
  });
  after(() => gateway.close());
  beforeEach(() => {
    clock = Date.UTC(2026, 0, 1);
    gateway.reset();
    gateway.configure({ keys: ['sk-second'] });
  });

  const outcome = async (changes: object = {}, circumstances: Circumstances = {}) => {
    const { status, code } = await submit(gateway, changes, circumstances);
    return [status, code];
  };

  it('refuses a task too many of a key at a provider, until one is finished', async () => {
    gateway.configure({ maxConcurrent: 2 });
    await accepted(gateway);
    clock += 500;
    await accepted(gateway);
    assert.deepEqual(await outcome(), [429, 50430]);
    assert.deepEqual(await outcome({}, { key: 'sk-second' }), [200, 10000]);
    assert.deepEqual(await outcome({}, { provider: 'deepwl' }), [200, 10000]);
    clock += 499;
    assert.deepEqual(await outcome(), [429, 50430]);
    clock += 1;
    assert.deepEqual(await outcome(), [200, 10000]);
    gateway.configure({ maxConcurrent: null });
    assert.deepEqual(await outcome(), [200, 10000]);
  });

  it('refuses a call too many in a second, of each action and key', async () => {
    gateway.configure({ qps: 2 });
    const taskId = await accepted(gateway);
    clock += 999;
    await accepted(gateway);
    assert.deepEqual(await outcome(), [429, 50429]);
    assert.equal((await query(gateway, taskId)).code, 10000);
    assert.deepEqual(await outcome({}, { key: 'sk-second' }), [200, 10000]);
    clock += 1;
    assert.deepEqual(await outcome(), [200, 10000]);
    assert.deepEqual(await outcome(), [429, 50429]);
    assert.equal(gateway.tasks().length, 4);
    gateway.reset();
    for (let count = 0; count < 3; count++) assert.deepEqual(await outcome(), [200, 10000]);
  });
});
