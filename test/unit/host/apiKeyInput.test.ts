import assert from 'node:assert/strict';
import { providers } from '../../../src/jimeng/index.ts';
import { FakeWindow } from '../support/fakeWindow.ts';

const { askForApiKey } = await import('../../../src/host/keys/apiKeyInput.ts');

interface Button {
  readonly tooltip: string;
}

/** The box that is open, and the user in front of it. */
class FakeInputBox {
  value = '';
  prompt = '';
  buttons: readonly Button[] = [];
  #listeners: Record<string, (argument?: unknown) => void> = {};
  onDidTriggerButton = (listener: () => void) => (this.#listeners['button'] = listener);
  onDidChangeValue = (listener: () => void) => (this.#listeners['change'] = listener);
  onDidAccept = (listener: () => void) => (this.#listeners['accept'] = listener);
  onDidHide = (listener: () => void) => (this.#listeners['hide'] = listener);
  show = () => undefined;
  dispose = () => undefined;

  hide(): void {
    this.#listeners['hide']?.();
  }

  submit(text: string): void {
    this.value = text;
    this.#listeners['accept']?.();
  }

  press(tooltip: string): void {
    const button = this.buttons.find((each) => each.tooltip === tooltip);
    assert.ok(button, tooltip);
    this.#listeners['button']?.(button);
  }
}

describe('The input of an API key', () => {
  let window: FakeWindow;
  let box: FakeInputBox;

  beforeEach(async () => {
    window = await FakeWindow.open();
    box = new FakeInputBox();
    const vscode = (await import('vscode')) as unknown as { window: object };
    Object.assign(vscode.window, { createInputBox: () => box });
  });

  it('resolves to the key', async () => {
    const key = askForApiKey(providers.deepwl);
    box.submit(' Bearer sk-1 ');
    assert.deepEqual(await key, { kind: 'bearer', token: 'sk-1' });
  });

  it('resolves to nothing if it is dismissed', async () => {
    const key = askForApiKey(providers.deepwl);
    box.hide();
    assert.equal(await key, undefined);
  });

  it('leads to the other providers', async () => {
    const key = askForApiKey(providers.deepwl);
    box.press('Select Another Provider…');
    assert.equal(await key, undefined);
    assert.deepEqual(window.executedCommands, ['jimeng.selectProvider']);
  });
});
