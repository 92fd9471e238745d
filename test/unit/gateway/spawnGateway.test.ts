import assert from 'node:assert/strict';
import { spawnGateway } from '../../gateway/spawnGateway.ts';

describe('spawnGateway', () => {
  it('starts, accepts control requests, and stops', async () => {
    const gateway = await spawnGateway({ latencyMs: 1 });
    try {
      assert.equal(new Set(Object.values(gateway.origins)).size, 7);
      await gateway.configure({ faults: [{ on: 'submit', status: 418 }] });
      const url = `${gateway.origins.deepwl}/jm?Action=CVSync2AsyncSubmitTask`;
      assert.equal((await fetch(url, { method: 'POST' })).status, 418);
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

  it('rejects with the reason if it cannot start', async () => {
    const first = await spawnGateway();
    try {
      const port = Number(new URL(first.origins.octopusx).port);
      await assert.rejects(spawnGateway({ port }), /EADDRINUSE|65529/);
    } finally {
      await first.close();
    }
  });
});
