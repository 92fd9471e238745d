import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import '../support/vscode.ts';

const { PromptInput } = await import('../../../src/host/promptInput.ts');

describe('PromptInput', () => {
  let stored: Map<string, unknown>;

  beforeEach(() => {
    stored = new Map();
  });

  /** The input of a window that has just been opened. */
  const openInput = () => {
    const memento = {
      get: (key: string) => stored.get(key),
      update: (key: string, value: unknown) => {
        stored.set(key, value);
        return Promise.resolve();
      },
    } as unknown as vscode.Memento;
    return new PromptInput(memento, (error) => {
      assert.ifError(error);
    });
  };
  const draft = () => stored.get('promptDraft');

  it('keeps a prompt that was not sent', () => {
    openInput().keepUnsent('a cat');
    assert.equal(draft(), 'a cat');
  });

  it('does not replace what was typed with a prompt that was not sent', () => {
    const input = openInput();
    input.saveDraft('typed');
    input.keepUnsent('a cat');
    assert.equal(draft(), 'typed');
  });

  it('gives back what was typed when the edited prompt is submitted, also in a new window', () => {
    const input = openInput();
    input.saveDraft('typed');
    input.editPrompt('a cat');
    input.editPrompt('a dog');
    assert.equal(draft(), 'a dog');
    const nextInput = openInput();
    nextInput.saveDraft('a big dog');
    nextInput.discardDraft('a big dog');
    assert.equal(draft(), 'typed');
    nextInput.discardDraft('typed');
    assert.equal(draft(), undefined);
  });
});
