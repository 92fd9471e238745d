import assert from 'node:assert/strict';
import { providers, type ApiKey, type Failure } from '../../../../src/jimeng/index.ts';
import type { GenerationRecord } from '../../../../src/library/record.ts';
import { FakeWindow } from '../../support/fakeWindow.ts';
import { recordOf } from '../../support/galleryRecords.ts';
import { ManualClock } from '../../support/manualClock.ts';

const { ApiKeyStore } = await import('../../../../src/host/keys/apiKeyStore.ts');
const { findNewKeys } = await import('../../../../src/gallery/host/failures/newKeys.ts');

const key: ApiKey = { kind: 'bearer', token: 'sk-1234567890' };

describe('findNewKeys', () => {
  before(() => FakeWindow.open());

  /** The keys of a window, of which one of OctopusX may have been set in an earlier one. */
  function openKeys(earlierKey?: string) {
    const stored = new Map<string, string>();
    if (earlierKey !== undefined) stored.set('apiKey:https://octopusx.ai', earlierKey);
    const clock = new ManualClock();
    const secrets = {
      get: (name: string) => Promise.resolve(stored.get(name)),
      store: (name: string, value: string) => Promise.resolve(void stored.set(name, value)),
      delete: (name: string) => Promise.resolve(void stored.delete(name)),
      onDidChange: () => undefined,
    };
    const onError = assert.ifError;
    return {
      clock,
      apiKeys: new ApiKeyStore(secrets as never, {
        checkApiKey: () => assert.fail(),
        clock,
        onError,
      }),
    };
  }

  const failed = (
    kind: 'authentication' | 'noKey' | 'quota',
    finishedAt: number,
    fields: Partial<GenerationRecord> = {},
  ) => recordOf(1, { state: 'failed', failure: { kind } as Failure, finishedAt, ...fields });

  it('finds a rejection before the key was set in this window, until it is cleared', async () => {
    const { clock, apiKeys } = openKeys('sk-rejected-one');
    const rejected = failed('authentication', clock.now() - 1);
    assert.equal((await findNewKeys([rejected], apiKeys)).size, 0);
    await apiKeys.set(providers.octopusx, key);
    assert.deepEqual([...(await findNewKeys([rejected], apiKeys))], [rejected.id]);
    const rejectedAgain = failed('authentication', clock.now() + 1);
    const elsewhere = failed('authentication', clock.now() - 1, { provider: 'deepwl' });
    const other = failed('quota', clock.now() - 1);
    assert.equal((await findNewKeys([rejectedAgain, elsewhere, other], apiKeys)).size, 0);
    await apiKeys.clear(providers.octopusx);
    assert.equal((await findNewKeys([rejected], apiKeys)).size, 0);
  });

  it('finds a missing key if there is one now, whenever it was set', async () => {
    const missing = failed('noKey', 1);
    assert.equal((await findNewKeys([missing], openKeys().apiKeys)).size, 0);
    assert.deepEqual(
      [...(await findNewKeys([missing], openKeys('sk-set-earlier').apiKeys))],
      [missing.id],
    );
  });

  it('leaves out what cannot be known', async () => {
    const apiKeys = { get: () => Promise.reject(new Error()), getSetTime: () => undefined };
    const unknown = failed('authentication', 1, { provider: 'custom' });
    assert.equal((await findNewKeys([failed('noKey', 1), unknown], apiKeys)).size, 0);
  });
});
