import assert from 'node:assert/strict';
import * as v from 'valibot';
import * as vscode from 'vscode';

const manifestSchema = v.object({
  contributes: v.object({ commands: v.array(v.object({ command: v.string() })) }),
});

describe('Extension', () => {
  const extension = vscode.extensions.getExtension('jimeng-images.jimeng-images');

  it('is installed and activates', async () => {
    assert.ok(extension);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('registers exactly the commands of its manifest', async () => {
    const { contributes } = v.parse(manifestSchema, extension?.packageJSON);
    const contributed = contributes.commands.map(({ command }) => command).sort();
    const known = await vscode.commands.getCommands(true);
    const registered = known.filter((command) => command.startsWith('jimeng.')).sort();
    assert.deepEqual(registered, contributed);
  });
});
