import assert from 'node:assert/strict';
import { maxLogCharacters, maxSentenceCharacters } from '../../../../src/untrusted/limits.ts';
import { assertReadable, hostileTexts } from '../../support/hostileTexts.ts';
import '../../support/vscode.ts';

const vscode = (await import('vscode')) as unknown as Record<'window' | 'commands', object>;
const notifications = await import('../../../../src/host/ui/notifications.ts');
const { showProgress, showStatusBarProgress } = await import('../../../../src/host/ui/progress.ts');
const inputBox = await import('../../../../src/host/ui/inputBox.ts');
const { pickItem, pickItems, pickItemWithButton } =
  await import('../../../../src/host/ui/quickPick.ts');
const statusBar = await import('../../../../src/host/ui/statusBar.ts');
const { setPanelTitle } = await import('../../../../src/host/ui/panels.ts');
const { registerCommand } = await import('../../../../src/host/ui/commands.ts');
const { formatLogEntry } = await import('../../../../src/host/ui/log.ts');

/** What has reached VS Code: arguments of its functions, and objects whose properties were set. */
let received: unknown[] = [];
const receive = (...args: unknown[]) => {
  received.push(...args);
  return Promise.resolve(undefined);
};
const createObject = () => {
  const created = {};
  received.push(created);
  return created;
};

function useFakeWindow(): void {
  received = [];
  Object.assign(vscode.window, {
    showErrorMessage: receive,
    showWarningMessage: receive,
    showInformationMessage: receive,
    withProgress: (options: unknown, run: (progress: unknown) => Promise<unknown>) => {
      received.push(options);
      return run({ report: receive });
    },
    createInputBox: createObject,
    createQuickPick: () => {
      let hide = () => undefined;
      return Object.assign(createObject(), {
        onDidTriggerItemButton: () => undefined,
        onDidAccept: () => undefined,
        onDidHide: (listener: () => undefined) => (hide = listener),
        show: () =>
          setImmediate(() => {
            hide();
          }),
        dispose: () => undefined,
      });
    },
    showInputBox: (options: { validateInput: (text: string) => unknown }) => {
      return receive(options, options.validateInput(''));
    },
    showQuickPick: async (items: unknown, options: unknown) => receive(await items, options),
    setStatusBarMessage: receive,
    createStatusBarItem: createObject,
  });
  Object.assign(vscode.commands, {
    registerCommand: async (_: string, run: () => Promise<unknown>) => {
      await run().catch((error: unknown) => receive((error as Error).message));
    },
  });
}

/** Everything that shows a text, called with it in each place. */
const sinks: Readonly<Record<string, (text: string) => unknown>> = {
  showError: (text) => notifications.showError(text, text),
  showWarning: (text) => notifications.showWarning(text, text),
  showInformation: (text) => notifications.showInformation(text, text),
  confirm: (text) => notifications.confirm(text, text, text),
  showProgress: (text) =>
    showProgress(text, (report) => {
      report(text, 1);
      return Promise.resolve();
    }),
  showStatusBarProgress: (text) => showStatusBarProgress(text, () => Promise.resolve()),
  createInputBox: (text) =>
    inputBox.createInputBox({ title: text, prompt: text, placeholder: text }),
  setPrompt: (text) => {
    inputBox.setPrompt(createObject() as never, text);
  },
  setValidationMessage: (text) => {
    inputBox.setValidationMessage(createObject() as never, text);
  },
  createInputButton: (text) => receive(inputBox.createInputButton('x', text)),
  askForText: (text) =>
    inputBox.askForText({ title: text, prompt: text, placeholder: text }, () => text),
  pickItem: (text) =>
    pickItem([{ label: text, description: text, detail: text }], {
      title: text,
      placeHolder: text,
    }),
  pickItemWithButton: (text) => {
    const button = { iconName: 'x', tooltip: text };
    const item = { label: text, description: text, detail: text, button };
    const options = { title: text, placeHolder: text };
    return pickItemWithButton(Promise.resolve([item]), options, () => undefined);
  },
  pickItems: (text) => pickItems([{ label: text }], { title: text, placeHolder: text }),
  showStatusMessage: (text) => {
    statusBar.showStatusMessage(text);
  },
  createStatusBarItem: (text) =>
    statusBar.createStatusBarItem({ id: 'x', name: text, tooltip: text, command: 'x' }),
  setPanelTitle: (text) => {
    setPanelTitle(createObject() as never, text);
  },
  registerCommand: (text) => registerCommand('x', () => Promise.reject(new Error(text))),
};

function listStrings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(listStrings);
}

describe('What VS Code shows', () => {
  beforeEach(useFakeWindow);

  for (const [name, show] of Object.entries(sinks))
    it(`has no links, icons or unsafe characters from ${name}`, async () => {
      for (const [what, text] of Object.entries(hostileTexts)) {
        useFakeWindow();
        await show(text);
        const shown = listStrings(received);
        assert.ok(shown.length > 0, what);
        for (const each of shown) {
          assertReadable(each, what);
          assert.doesNotMatch(each, /\]\(|\$\(/, what);
          assert.ok(Array.from(each).length <= maxSentenceCharacters, what);
        }
      }
    });

  it('has the icons of ours in the status bar', () => {
    const item = createObject();
    statusBar.setStatusBarText(item as never, 'loading~spin', '2 images $(error)');
    assert.deepEqual(item, { text: '$(loading~spin) 2 images $ (error)' });
  });

  it('returns a button as it was passed', async () => {
    Object.assign(vscode.window, {
      showErrorMessage: (_: string, ...buttons: string[]) => Promise.resolve(buttons[1]),
    });
    assert.equal(await notifications.showError('?', 'Retry', '[a](b)'), '[a](b)');
  });

  it('has the error of a command as it is if it is safe', async () => {
    const error = new TypeError('Plain.');
    let thrown: unknown;
    Object.assign(vscode.commands, {
      registerCommand: (_: string, run: () => Promise<unknown>) =>
        run().catch((each: unknown) => {
          thrown = each;
        }),
    });
    registerCommand('x', () => Promise.reject(error));
    await new Promise(setImmediate);
    assert.equal(thrown, error);
  });
});

describe('An entry of the log', () => {
  for (const [what, text] of Object.entries(hostileTexts))
    it(`is one line of limited length with ${what}`, () => {
      for (const entry of [text, { toString: () => text }]) {
        const line = formatLogEntry(entry);
        assertReadable(line, what);
        assert.ok(!line.includes('\n') && line.length <= 2 * maxLogCharacters);
      }
      const error = new Error(`${text}\n    at fake (fake.ts:1:1)\r\u001b[2K`);
      const [message = '', ...calls] = formatLogEntry(error).split('\n');
      assertReadable(message, what);
      assert.ok(calls.length > 0);
      for (const call of calls) assert.match(call, /^ {4}at (?!fake)/);
    });

  it('has the name and the calls of an error', () => {
    const [message, call] = formatLogEntry(new TypeError('No')).split('\n');
    assert.equal(message, 'TypeError: No');
    assert.match(call ?? '', /^ {4}at .*hostileTexts\.test\.ts/);
  });
});
