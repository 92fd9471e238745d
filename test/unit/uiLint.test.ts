import assert from 'node:assert/strict';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

const eslint = new ESLint({
  // Without types, so that a sample is checked at once.
  overrideConfig: [
    { languageOptions: { parserOptions: { projectService: false } } },
    tseslint.configs.disableTypeChecked,
  ],
  ruleFilter: ({ ruleId }) => ruleId === 'no-restricted-syntax',
});

/** The number of mistakes that the rule finds in a file of the layer `commands`. */
async function countMistakes(code: string, filePath = 'src/commands/log.ts'): Promise<number> {
  const [result] = await eslint.lintText(`${code}\n`, { filePath });
  assert.ok(result);
  const { messages } = result;
  for (const { ruleId, message } of messages) assert.equal(ruleId, 'no-restricted-syntax', message);
  return messages.length;
}

const refused = [
  'vscode.window.showErrorMessage(text);',
  'vscode.window.showWarningMessage(text, { modal: true });',
  'vscode.window.showInformationMessage(text);',
  "import { window } from 'vscode'; window.showErrorMessage(text);",
  'const ui = vscode.window; ui.showErrorMessage(text);',
  'const show = vscode.window.showErrorMessage; show(text);',
  'const { showErrorMessage } = vscode.window;',
  'const { showErrorMessage: show } = vscode.window;',
  "const { 'showErrorMessage': show } = vscode.window;",
  'const { ...ui } = vscode.window;',
  "vscode.window['showErrorMessage'](text);",
  'vscode.window[name](text);',
  'window[`show${kind}Message`](text);',
  'vscode.window?.showErrorMessage(text);',
  'vscode.window.withProgress(options, run);',
  'progress.report({ message });',
  'vscode.window.createInputBox();',
  'vscode.window.showInputBox(options);',
  'input.validationMessage = text;',
  'input.validationMessage = { message: text, severity };',
  'input.title = text;',
  'input.prompt = text;',
  'input.placeholder += text;',
  'item.tooltip = text;',
  'item.text = text;',
  'vscode.window.createQuickPick();',
  'vscode.window.showQuickPick(items);',
  'vscode.window.setStatusBarMessage(text);',
  'vscode.window.createStatusBarItem();',
  'vscode.window.createTreeView(id, options);',
  'vscode.window.createTextEditorDecorationType(options);',
  'vscode.window.createOutputChannel(name);',
  'vscode.languages.registerHoverProvider(selector, provider);',
  'new vscode.MarkdownString(text);',
  "import { MarkdownString } from 'vscode';",
  "import { MarkdownString as Markdown } from 'vscode';",
  'class Item extends vscode.TreeItem {}',
  'new vscode.Hover(text);',
  'vscode.commands.registerCommand(id, run);',
  "import { commands } from 'vscode'; commands.registerCommand(id, run);",
];

const accepted = [
  "import { showError } from '../host/ui/notifications.ts'; void showError(text);",
  'vscode.window.showTextDocument(document);',
  'vscode.window.showSaveDialog(options);',
  'report(message, 50);',
  'thumbnails.problems.report(generation, image);',
  'const title = vscode.l10n.t("Title");',
  'vscode.commands.executeCommand(id);',
];

describe('The lint rule for what VS Code shows', function () {
  this.timeout(60_000);

  for (const code of refused)
    it(`refuses ${code}`, async () => {
      assert.ok((await countMistakes(code)) > 0);
    });

  for (const code of accepted)
    it(`accepts ${code}`, async () => {
      assert.equal(await countMistakes(code), 0);
    });

  it('applies to each layer that has VS Code, and to new files', async () => {
    const code = 'vscode.window.showErrorMessage(text);';
    const layers = ['src/app.ts', 'src/host/new.ts', 'src/gallery/host/new.ts', 'src/agent/new.ts'];
    for (const file of layers) assert.ok((await countMistakes(code, file)) > 0, file);
    assert.equal(await countMistakes(code, 'src/host/ui/notifications.ts'), 0);
  });
});
