import assert from 'node:assert/strict';
import { providers, type ApiKey, type KeyCheck } from '../../../src/jimeng/index.ts';
import { deferred } from '../support/deferred.ts';
import { FakeWindow } from '../support/fakeWindow.ts';

import { ManualClock } from '../support/manualClock.ts';

const { ApiKeyStore } = await import('../../../src/host/keys/apiKeyStore.ts');

interface Button {
  readonly tooltip: string;
}

/** The box that is open, and the user in front of it. */
class FakeInputBox {
  value = '';
  prompt = '';
  busy = false;
  valueSelection: readonly [number, number] | undefined;
  isOpen = true;
  validationMessage: { message: string } | undefined;
  buttons: readonly Button[] = [];
  #listeners: Record<string, (argument?: unknown) => void> = {};
  onDidTriggerButton = (listener: () => void) => (this.#listeners['button'] = listener);
  onDidChangeValue = (listener: () => void) => (this.#listeners['change'] = listener);
  onDidAccept = (listener: () => void) => (this.#listeners['accept'] = listener);
  onDidHide = (listener: () => void) => (this.#listeners['hide'] = listener);
  show = () => undefined;
  dispose = () => undefined;

  hide(): void {
    this.isOpen = false;
    this.#listeners['hide']?.();
  }

  type(text: string): void {
    this.value = text;
    this.#listeners['change']?.();
  }

  submit(text: string): void {
    this.type(text);
    this.pressEnter();
  }

  pressEnter(): void {
    this.#listeners['accept']?.();
  }

  pressButton(tooltip: string): void {
    const button = this.buttons.find((each) => each.tooltip === tooltip);
    assert.ok(button, tooltip);
    this.#listeners['button']?.(button);
  }
}

describe('The input of an API key', () => {
  const provider = providers.octopusx;
  let window: FakeWindow;
  let box: FakeInputBox;
  /** The keys that the provider is asked about, and its responses. */
  let checkedKeys: ApiKey[];
  let checks: ReturnType<typeof deferred<KeyCheck>>[];
  let stored: string[];

  beforeEach(async () => {
    window = await FakeWindow.open();
    box = new FakeInputBox();
    checkedKeys = [];
    checks = [];
    stored = [];
    const vscode = (await import('vscode')) as unknown as { window: object };
    Object.assign(vscode.window, { createInputBox: () => box });
  });

  function ask() {
    const secrets = {
      store: (_: string, secret: string) => Promise.resolve(void stored.push(secret)),
    };
    const apiKeys = new ApiKeyStore(secrets as never, {
      checkApiKey: (_, key) => {
        checkedKeys.push(key);
        const check = deferred<KeyCheck>();
        checks.push(check);
        return check.promise;
      },
      clock: new ManualClock(),
      onError: assert.ifError,
    });
    return apiKeys.askForKey(provider);
  }

  const respond = async (check: KeyCheck, index = checks.length - 1) => {
    checks[index]?.fulfill(check);
    await new Promise((resolve) => setImmediate(resolve));
  };

  it('stores a key that works', async () => {
    const entered = ask();
    box.submit(' Bearer sk-1 ');
    const key = { kind: 'bearer', token: 'sk-1' };
    assert.deepEqual([box.isOpen, box.busy, checkedKeys, stored], [true, true, [key], []]);
    assert.equal(box.validationMessage?.message, 'Checking the API key…');
    // Enter is pressed twice.
    box.pressEnter();
    const check = { result: 'accepted', availableQuota: 5 } as const;
    await respond(check);
    assert.deepEqual([box.isOpen, checkedKeys, stored], [false, [key], ['sk-1']]);
    assert.deepEqual(await entered, { provider, key, check });
  });

  it('stores a key that cannot be checked', async () => {
    const entered = ask();
    box.submit('sk-1');
    await respond({ result: 'unknown' });
    assert.deepEqual((await entered)?.check, { result: 'unknown' });
    assert.deepEqual(stored, ['sk-1']);
  });

  it('stays open for another key if the provider rejects one', async () => {
    const entered = ask();
    box.submit('sk-wrong');
    await respond({ result: 'rejected' });
    assert.deepEqual([box.isOpen, box.busy, box.value, stored], [true, false, 'sk-wrong', []]);
    // The next one replaces it.
    assert.deepEqual(box.valueSelection, [0, 8]);
    assert.equal(
      box.validationMessage?.message,
      'OctopusX rejected the API key. Check the key and try again.',
    );
    box.type('sk-');
    assert.equal(box.validationMessage, undefined);
    box.submit('sk-1');
    await respond({ result: 'accepted' });
    assert.deepEqual((await entered)?.key, { kind: 'bearer', token: 'sk-1' });
    assert.deepEqual(stored, ['sk-1']);
  });

  it('ignores the check of a key that has changed since', async () => {
    const entered = ask();
    box.submit('sk-2');
    box.type('sk-');
    assert.equal(box.busy, false);
    await respond({ result: 'accepted' });
    assert.deepEqual([box.isOpen, stored], [true, []]);
    box.submit('sk-1');
    await respond({ result: 'accepted' });
    assert.deepEqual((await entered)?.key, { kind: 'bearer', token: 'sk-1' });
    assert.deepEqual(stored, ['sk-1']);
  });

  it('stores nothing if it is dismissed, even during a check', async () => {
    const entered = ask();
    box.submit('sk-1');
    box.hide();
    assert.equal(await entered, undefined);
    await respond({ result: 'accepted' });
    assert.deepEqual(stored, []);
  });

  it('leads to the other providers', async () => {
    const entered = ask();
    box.pressButton('Select Another Provider…');
    assert.equal(await entered, undefined);
    assert.deepEqual(window.executedCommands, ['jimeng.selectProvider']);
  });
});
