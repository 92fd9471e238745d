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

  describe('askForPrompt', () => {
    /** The line below the input, at the end of each box. */
    let hints: string[];
    /** The prompts that the gallery was opened with. */
    let composed: string[];

    beforeEach(() => {
      hints = [];
      composed = [];
    });

    /** Opens the box, and types texts one after the other. Returns the text that it began with, and the prompt. */
    const ask = async (
      input: InstanceType<typeof PromptInput>,
      suggestion: { text: string; isChosen: boolean },
      typed: readonly string[],
      ending: 'accept' | 'dismiss' | 'pressGear' = 'accept',
    ) => {
      let change = (text: string): unknown => text;
      let accept = () => undefined;
      let hide = () => undefined;
      let pressGear = () => undefined;
      const box = {
        value: '',
        prompt: '',
        buttons: [],
        valueSelection: [0, 0],
        onDidChangeValue: (listener: (value: string) => void) => (change = listener),
        onDidAccept: (listener: () => undefined) => (accept = listener),
        onDidHide: (listener: () => undefined) => (hide = listener),
        onDidTriggerButton: (listener: () => undefined) => (pressGear = listener),
        show: () => undefined,
        hide: () => {
          hide();
        },
        dispose: () => undefined,
      };
      const { window } = (await import('vscode')) as unknown as { window: object };
      Object.assign(window, { createInputBox: () => box });
      const summary = Promise.resolve('OctopusX · 2K');
      const prompt = input.askForPrompt(suggestion, {
        summary,
        chooseOptions: (text) => composed.push(text),
      });
      await summary;
      const first = box.value;
      assert.deepEqual(box.valueSelection, [0, first.length]);
      for (const text of typed) {
        box.value = text;
        change(text);
      }
      hints.push(box.prompt);
      const endings = { accept, dismiss: hide, pressGear };
      endings[ending]();
      return [first, await prompt];
    };
    const selection = { text: 'a cat\n on the moon', isChosen: true };
    const paragraph = { text: 'a paragraph', isChosen: false };
    const none = { text: '', isChosen: false };

    it('begins with a selection in one line, which is no draft', async () => {
      const input = openInput();
      assert.deepEqual(await ask(input, selection, []), ['a cat on the moon', 'a cat on the moon']);
      assert.equal(draft(), undefined);
      await ask(input, selection, [], 'dismiss');
      assert.deepEqual(await ask(input, none, ['x']), ['', 'x']);
    });

    it('begins with a paragraph unless there is a draft', async () => {
      const input = openInput();
      assert.deepEqual(await ask(input, paragraph, []), ['a paragraph', 'a paragraph']);
      input.saveDraft('typed');
      assert.deepEqual(await ask(input, paragraph, []), ['typed', 'typed']);
    });

    it('keeps a suggestion that was changed as a draft, and the earlier draft', async () => {
      const input = openInput();
      input.saveDraft('typed');
      assert.deepEqual(await ask(input, selection, ['a cat on the moon', 'a dog'], 'dismiss'), [
        'a cat on the moon',
        undefined,
      ]);
      assert.equal(draft(), 'a dog');
      input.discardDraft('a dog');
      assert.equal(draft(), 'typed');
    });

    it('begins once with an earlier prompt to edit, also with a selection', async () => {
      const input = openInput();
      input.editPrompt('earlier');
      assert.deepEqual(await ask(input, selection, [], 'dismiss'), ['earlier', undefined]);
      assert.deepEqual(await ask(input, selection, []), ['a cat on the moon', 'a cat on the moon']);
    });

    it('shows what the prompt will be generated with, and its length if it matters', async () => {
      const input = openInput();
      await ask(input, none, ['a cat']);
      await ask(input, none, ['x'.repeat(639)]);
      await ask(input, none, ['x'.repeat(640)]);
      assert.deepEqual(hints, ['OctopusX · 2K', 'OctopusX · 2K', 'OctopusX · 2K · 640 characters']);
    });

    it('leads to the options in the gallery, which has the prompt then', async () => {
      const input = openInput();
      assert.deepEqual(await ask(input, none, ['a cat '], 'pressGear'), ['', undefined]);
      assert.deepEqual([composed, draft()], [['a cat'], undefined]);
    });
  });
});
