import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from '../../support/eventually.ts';
import { clearPlayground, openInEditor, writeInPlayground } from '../support/documents.ts';
import { generate, resetGateway, smallSize } from '../support/generate.ts';
import { insertLatest, undo } from '../support/insertions.ts';
import { resetSettings, setSetting } from '../support/settings.ts';

const alt = 'A lighthouse at dusk';
const image = 'images/a-lighthouse-at-dusk.png';
const reference = `![${alt}](${image})`;

/** Several edits: an import, and its use. The other image is beside the document. */
const component = "import fox from './fox.png';\n\nexport const Page = () => <p>|</p>;\n";
const componentAfter = `import fox from './fox.png';
import aLighthouseAtDusk from './a-lighthouse-at-dusk.png';

export const Page = () => <p><img src={aLighthouseAtDusk} alt="${alt}" /></p>;
`;

describe('The selections after an insertion', () => {
  before(async () => {
    await resetGateway();
    await generate({ prompt: alt, ...smallSize });
  });
  beforeEach(() => writeInPlayground('fox.png', ''));
  afterEach(async () => {
    await resetSettings();
    await clearPlayground();
  });

  for (const [what, file, before, after] of [
    ['indentation', 'a.md', '- a\n  - one.|\n', `- a\n  - one.\n\n    ${reference}\n`],
    ['tabs', 'a.md', '-\tone.\n\n\ttwo.|\n', `-\tone.\n\n\ttwo.\n\n\t${reference}\n`],
    ['CRLF', 'a.md', 'one\r\n|\r\ntwo', `one\r\n\r\n${reference}\r\n\r\ntwo`],
    ['several edits', 'a.jsx', component, componentAfter],
  ] as const) {
    for (const mode of ['select', 'prompt'] as const) {
      it(`are set with ${what} as they are, in one undo step, by jimeng.insert.altText: ${mode}`, async () => {
        await setSetting('jimeng.insert.altText', mode);
        const editor = await openInEditor(file, before);
        const { document } = editor;
        await insertLatest();
        assert.equal(document.getText(), after);
        if (mode === 'select') assert.equal(document.getText(editor.selection), alt);
        else assert.ok(editor.selection.isEmpty);
        await undo();
        assert.equal(document.getText(), before.replace('|', ''));
      });
    }
  }

  it('are set before the user types on', async () => {
    const { document } = await openInEditor('a.md', 'Text|');
    const typed = typeAfterChange(document);
    await insertLatest();
    await typed;
    await eventually('the typed text', () => document.getText().includes('Ω'));
    assert.equal(document.getText(), `Text\n\n![Ω](${image})`);
  });

  for (const mode of ['select', 'prompt'] as const) {
    it(`are left alone if the user has typed since, by jimeng.insert.altText: ${mode}`, async () => {
      await setSetting('jimeng.insert.altText', mode);
      const editor = await openInEditor('a.jsx', component);
      const { document } = editor;
      const typed = typeAfterChange(document);
      await insertLatest();
      await typed;
      await eventually('the typed text', () => document.getText().includes('Ω'));
      assert.equal(document.getText().replace('Ω', ''), componentAfter);
      assert.ok(editor.selection.isEmpty);
    });
  }

  it('change both alt texts of R Markdown', async () => {
    const { document } = await openInEditor('a.rmd', 'Text.|');
    await insertLatest();
    const write = (text: string) => `Text.\n\n![](${image}){fig-alt="${text}" alt="${text}"}`;
    assert.equal(document.getText(), write(alt));
    await vscode.commands.executeCommand('type', { text: 'Mine' });
    assert.equal(document.getText(), write('Mine'));
  });

  it('contain the same alt text at cursors with different text around them', async () => {
    const { document } = await openInEditor('a.md', 'one|, two | three|;');
    await insertLatest();
    await vscode.commands.executeCommand('type', { text: 'Mine' });
    const mine = `![Mine](${image})`;
    assert.equal(document.getText(), `one ${mine}, two ${mine} three ${mine};`);
  });
});

/** Types as soon as the document changes. */
function typeAfterChange(document: vscode.TextDocument): Promise<void> {
  return new Promise((resolve, reject) => {
    const subscription = vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.document !== document || event.contentChanges.length === 0) return;
      subscription.dispose();
      vscode.commands.executeCommand('type', { text: 'Ω' }).then(() => {
        resolve();
      }, reject);
    });
  });
}
