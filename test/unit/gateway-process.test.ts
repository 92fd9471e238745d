import assert from 'node:assert/strict';
import { spawnGateway } from '../gateway/spawn.ts';

describe('The simulated gateway as a process', () => {
  it('starts, is configured and asked from outside, and ends', async () => {
    const gateway = await spawnGateway({ latencyMs: 1 });
    try {
      assert.equal(new Set(Object.values(gateway.origins)).size, 7);
      await gateway.configure({ faults: [{ on: 'submit', status: 418 }] });
      const address = `${gateway.origins.deepwl}/jm?Action=CVSync2AsyncSubmitTask`;
      assert.equal((await fetch(address, { method: 'POST' })).status, 418);
      const [request] = await gateway.requests();
      assert.deepEqual([request?.origin, request?.status], ['deepwl', 418]);
      assert.deepEqual(await gateway.tasks(), []);
      await gateway.reset();
      assert.deepEqual(await gateway.requests(), []);
      await assert.rejects(gateway.configure({ latencyMs: -1 }), /400/);
    } finally {
      await gateway.close();
    }
    await assert.rejects(fetch(gateway.origins.control));
  });

  it('says why it cannot start', async () => {
    const first = await spawnGateway();
    try {
      const port = Number(new URL(first.origins.octopusx).port);
      await assert.rejects(spawnGateway({ port }), /EADDRINUSE|65529/);
    } finally {
      await first.close();
    }
  });
});
