import assert from 'node:assert/strict';
import { providers, type ApiKey } from '../../../src/jimeng/index.ts';
import { FakeWindow } from '../support/fakeWindow.ts';
import { ManualClock } from '../support/manualClock.ts';

const { ApiKeyStore } = await import('../../../src/host/keys/apiKeyStore.ts');
const { setGivenKey } = await import('../../../src/host/keys/setGivenKey.ts');

const bearer = (token: string): ApiKey => ({ kind: 'bearer', token });

/** Sets `given` for OctopusX, which has the key `current`. Returns the key that it has then. */
async function setKey(current: string | undefined, given: ApiKey): Promise<string | undefined> {
  const name = 'apiKey:https://octopusx.ai';
  const stored = new Map(current === undefined ? [] : [[name, current]]);
  const secrets = {
    get: (key: string) => Promise.resolve(stored.get(key)),
    store: (key: string, value: string) => Promise.resolve(void stored.set(key, value)),
    onDidChange: () => undefined,
  };
  const store = new ApiKeyStore(secrets as never, {
    checkApiKey: () => assert.fail(),
    clock: new ManualClock(),
    onError: assert.ifError,
  });
  await setGivenKey(providers.octopusx, given, store);
  return stored.get(name);
}

describe('The key of an argument of jimeng.setApiKey', () => {
  let window: FakeWindow;
  const statusMessages: string[] = [];

  beforeEach(async () => {
    window = await FakeWindow.open();
    statusMessages.length = 0;
    const vscode = (await import('vscode')) as unknown as { window: object };
    Object.assign(vscode.window, {
      setStatusBarMessage: (text: string) => statusMessages.push(text),
    });
  });

  it('is set without a question if there is no other, and that is shown', async () => {
    assert.equal(await setKey(undefined, bearer('sk-new')), 'sk-new');
    assert.deepEqual(window.shown, []);
    assert.deepEqual(statusMessages, ['The API key for OctopusX is set.']);
  });

  it('does not replace another key if the user does not want that', async () => {
    assert.equal(await setKey('sk-mine', bearer('sk-new')), 'sk-mine');
    const [question, ...others] = window.shown;
    assert.equal(question?.text, 'Do you want to replace the API key for OctopusX?');
    assert.ok(question.detail?.includes('octopusx.ai'), question.detail);
    assert.deepEqual([...others, ...statusMessages], []);
  });

  it('replaces another key if the user agrees, and shows that', async () => {
    window.buttonsToPress.push('Replace API Key');
    assert.equal(await setKey('sk-mine', bearer('sk-new')), 'sk-new');
    assert.equal(window.shown.at(-1)?.text, 'The API key for OctopusX is set.');
    assert.equal(window.shown.length, 2);
  });

  it('asks nothing for the same key', async () => {
    assert.equal(await setKey('sk-mine', bearer(' sk-mine ')), 'sk-mine');
    assert.deepEqual(window.shown, []);
  });

  it('is refused without a question if it cannot be a key', async () => {
    const accessKey = { kind: 'accessKey', accessKeyId: 'a', secretAccessKey: 'b' } as const;
    for (const key of [bearer('密钥'), bearer(''), accessKey])
      await assert.rejects(setKey('sk-mine', key));
    assert.deepEqual(window.shown, []);
  });
});
