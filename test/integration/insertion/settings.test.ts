import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { clearPlayground, openInEditor } from '../support/documents.ts';
import { generate, resetGateway, smallSize } from '../support/generate.ts';
import { insertLatest } from '../support/insertions.ts';
import { useMessageRecorder } from '../support/messageRecorder.ts';

describe('Settings of an insertion', () => {
  const messages = useMessageRecorder();

  before(async () => {
    await resetGateway();
    await generate({ prompt: 'A lighthouse at dusk', ...smallSize });
  });
  afterEach(async () => {
    await setForMarkdown(undefined);
    await clearPlayground();
  });

  it('are reported if they are invalid for the language of the document', async () => {
    await setForMarkdown('${title}');
    const { document } = await openInEditor('a.md', '|');
    await insertLatest();
    await insertLatest();
    assert.match(document.getText(), /images\/a-lighthouse-at-dusk\.png/);
    const [message, ...others] = messages.shown;
    assert.ok(message);
    assert.deepEqual(others, []);
    assert.match(message.text, /^Invalid value "\$\{title\}" .*'jimeng\.insert\.fileName'/);
    assert.deepEqual(message.buttons, ['Open Settings']);
  });
});

async function setForMarkdown(fileName: string | undefined): Promise<void> {
  await vscode.workspace
    .getConfiguration('jimeng', { languageId: 'markdown' })
    .update('insert.fileName', fileName, vscode.ConfigurationTarget.Global, true);
}
