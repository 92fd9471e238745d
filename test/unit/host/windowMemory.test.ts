import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import '../support/vscode.ts';

const { WindowMemory } = await import('../../../src/host/windowMemory.ts');

describe('WindowMemory', () => {
  it('empties the draft of a box that was opened before another folder became the library', async () => {
    const { window } = (await import('vscode')) as unknown as { window: object };
    Object.assign(window, { createOutputChannel: () => ({ dispose: () => undefined }) });
    const stored = new Map<string, unknown>();
    const memory = new WindowMemory({
      get: (key: string) => stored.get(key),
      update: (key: string, value: unknown) => {
        stored.set(key, value);
        return Promise.resolve();
      },
    } as unknown as vscode.Memento);
    const [boxInput, nextInput] = [memory.promptInput, memory.promptInput];
    boxInput.saveDraft('a cat');
    nextInput.discardDraft('a cat');
    assert.equal(stored.get('promptDraft'), undefined);
  });
});
