import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('the extension in its host', () => {
  it('is installed and activates', async () => {
    const extension = vscode.extensions.getExtension('jimeng-images.jimeng-images');
    assert.ok(extension);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('registers the commands that its manifest names', async () => {
    const known = await vscode.commands.getCommands(true);
    for (const command of ['jimeng.generate', 'jimeng.openGallery', 'jimeng.setApiKey']) {
      assert.ok(known.includes(command), command);
    }
  });

  it('opens the sample workspace', async () => {
    const files = await vscode.workspace.findFiles('README.md');
    assert.equal(files.length, 1);
  });
});
