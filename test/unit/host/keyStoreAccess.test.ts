import assert from 'node:assert/strict';
import { accessKeyStore, keyStoreTimeoutMs } from '../../../src/host/keys/keyStoreAccess.ts';
import { JimengError, type Failure } from '../../../src/jimeng/index.ts';
import { ManualClock } from '../support/manualClock.ts';

describe('accessKeyStore', () => {
  let clock: ManualClock;
  let errors: unknown[];
  const access = <T>(run: () => PromiseLike<T>, signal?: AbortSignal) =>
    accessKeyStore(run, { clock, signal, onError: (error) => errors.push(error) });
  const hang = () => new Promise<never>(() => undefined);

  beforeEach(() => {
    clock = new ManualClock();
    errors = [];
  });

  it('returns the result, and leaves no timer', async () => {
    assert.equal(await access(() => Promise.resolve('sk-1')), 'sk-1');
    await Promise.resolve();
    assert.equal(clock.sleeperCount, 0);
    assert.deepEqual(errors, []);
  });

  const refusals: readonly [string, () => PromiseLike<never>][] = [
    ['rejects', () => Promise.reject(new Error('Cannot get an item in a locked collection'))],
    [
      'throws',
      () => {
        throw new Error('Cannot get an item in a locked collection');
      },
    ],
  ];
  for (const [what, refuse] of refusals) {
    it(`reports and logs a key store that ${what}`, async () => {
      assert.deepEqual(await failureOf(access(refuse)), { kind: 'keyStore', problem: 'failed' });
      assert.match(String(errors), /locked collection/);
    });
  }

  it('reports a key store that does not respond within 30 seconds', async () => {
    const failure = failureOf(access(hang));
    await Promise.resolve();
    clock.advance(keyStoreTimeoutMs - 1);
    assert.equal(clock.sleeperCount, 1);
    clock.advance(1);
    assert.deepEqual(await failure, { kind: 'keyStore', problem: 'noResponse' });
    assert.equal(errors.length, 1);
  });

  it('ends when it is canceled while the key store does not respond', async () => {
    const cancel = new AbortController();
    const failure = failureOf(access(hang, cancel.signal));
    cancel.abort(new JimengError({ kind: 'canceled' }));
    assert.deepEqual(await failure, { kind: 'canceled' });
    assert.deepEqual(errors, []);
  });

  it('does not use the key store if it is canceled before', async () => {
    let isUsed = false;
    const use = () => {
      isUsed = true;
      return Promise.resolve();
    };
    const signal = AbortSignal.abort(new JimengError({ kind: 'canceled' }));
    assert.deepEqual(await failureOf(access(use, signal)), { kind: 'canceled' });
    assert.equal(isUsed, false);
  });
});

async function failureOf(promise: Promise<unknown>): Promise<Failure> {
  const error: unknown = await promise.then(
    () => assert.fail('It did not fail'),
    (error: unknown) => error,
  );
  assert.ok(error instanceof JimengError);
  return error.failure;
}
