import assert from 'node:assert/strict';
import { Gate } from '../../../src/tasks/gate.ts';
import { pick, seeded } from '../support/random.ts';

const never = new AbortController().signal;

/** Enters and notes the turn. */
function comers(gate: Gate, count: number, signal = never) {
  const inside: number[] = [];
  const ways = Array.from({ length: count }, async (_, n) => {
    const leave = await gate.enter(signal);
    inside.push(n);
    return leave;
  });
  return { inside, ways };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('The gate', () => {
  it('lets as many in as it may, and the others in their order', async () => {
    const { inside, ways } = comers(new Gate(() => 2), 5);
    await settle();
    assert.deepEqual(inside, [0, 1]);
    (await ways[1])?.();
    await settle();
    assert.deepEqual(inside, [0, 1, 2]);
    (await ways[0])?.();
    (await ways[2])?.();
    await settle();
    assert.deepEqual(inside, [0, 1, 2, 3, 4]);
  });

  it('counts nobody out twice', async () => {
    const { inside, ways } = comers(new Gate(() => 1), 3);
    const leave = await ways[0];
    leave?.();
    leave?.();
    await settle();
    assert.deepEqual(inside, [0, 1]);
  });

  it('forgets who gives up waiting', async () => {
    const gate = new Gate(() => 1);
    const leave = await gate.enter(never);
    const abort = new AbortController();
    const reason = new Error('enough');
    const gone = gate.enter(abort.signal);
    const next = gate.enter(never);
    abort.abort(reason);
    await assert.rejects(gone, reason);
    leave();
    (await next)();
    await assert.rejects(gate.enter(abort.signal), reason);
    (await gate.enter(never))();
  });

  it('does not mind an abort of who is in already', async () => {
    const gate = new Gate(() => 1);
    const abort = new AbortController();
    const leave = await gate.enter(abort.signal);
    const waiting = gate.enter(abort.signal);
    leave();
    const second = await waiting;
    abort.abort();
    const { inside } = comers(gate, 1);
    await settle();
    assert.deepEqual(inside, []);
    second();
    await settle();
    assert.deepEqual(inside, [0]);
  });

  it('keeps to a limit that changes, and to the order', async () => {
    let limit = 1;
    const gate = new Gate(() => limit);
    const { inside, ways } = comers(gate, 5);
    await settle();
    limit = 3;
    const late = gate.enter(never).then((leave) => {
      inside.push(5);
      return leave;
    });
    await settle();
    assert.deepEqual(inside, [0, 1, 2]);
    limit = 1;
    (await ways[0])?.();
    (await ways[1])?.();
    await settle();
    assert.deepEqual(inside, [0, 1, 2]);
    (await ways[2])?.();
    (await ways[3])?.();
    (await ways[4])?.();
    (await late)();
    assert.deepEqual(inside, [0, 1, 2, 3, 4, 5]);
  });

  it('never holds more than it may, whatever happens', async () => {
    const random = seeded(7);
    const gate = new Gate(() => 3);
    let inside = 0;
    let most = 0;
    let served = 0;
    const visits = Array.from({ length: 300 }, async () => {
      const abort = new AbortController();
      const givesUp = pick(random, 4) === 0;
      if (givesUp)
        setImmediate(() => {
          abort.abort(new Error('enough'));
        });
      const leave = await gate.enter(abort.signal);
      most = Math.max(most, ++inside);
      for (let turns = pick(random, 3); turns > 0; turns--) await settle();
      inside--;
      served++;
      leave();
    });
    await Promise.allSettled(visits);
    assert.equal(most, 3);
    assert.equal(inside, 0);
    assert.ok(served > 200);
    (await gate.enter(never))();
  });
});
