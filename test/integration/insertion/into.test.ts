import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { GenerateResult } from '../../../src/commands/generate/register.ts';
import { eventually } from '../../support/eventually.ts';
import {
  clearPlayground,
  filesInPlayground,
  openInEditor,
  playgroundPath,
} from '../support/documents.ts';
import { generate, resetGateway, smallSize } from '../support/generate.ts';
import { useMessageRecorder } from '../support/messageRecorder.ts';

interface Item {
  readonly label: string;
  readonly description?: string;
}

describe('Insert Into…', () => {
  const messages = useMessageRecorder();
  const { showQuickPick, showOpenDialog } = vscode.window;
  let generated: GenerateResult;
  let offered: readonly Item[] = [];
  let pick: (items: readonly Item[]) => Item | undefined;

  before(async () => {
    await resetGateway();
    generated = await generate({ prompt: 'A lighthouse at dusk', ...smallSize });
  });
  beforeEach(() => {
    const fakeQuickPick = async (items: readonly Item[] | Promise<readonly Item[]>) => {
      offered = await items;
      return pick(offered);
    };
    const fakeDialog: typeof showOpenDialog = () =>
      Promise.resolve([vscode.Uri.file(playgroundPath('art'))]);
    Object.assign(vscode.window, { showQuickPick: fakeQuickPick, showOpenDialog: fakeDialog });
  });
  afterEach(async () => {
    Object.assign(vscode.window, { showQuickPick, showOpenDialog });
    await clearPlayground();
  });

  it('offers folders and Browse…, and the last choice first', async () => {
    const { document } = await openInEditor('docs/a.md', '|');
    await mkdir(playgroundPath('art'));
    pick = (items) => items.find(({ label }) => label === 'Browse…');
    await insertInto();
    const reference = '![A lighthouse at dusk](../art/a-lighthouse-at-dusk.png)';
    await eventually('the reference', () => document.getText() === reference);
    assert.ok(offered[0]?.label.endsWith('docs/images'));
    assert.equal(offered.at(-1)?.label, 'Browse…');

    const second = await openInEditor('docs/b.md', '|');
    pick = ([first]) => first;
    await insertInto();
    await eventually('the reference', () => second.document.getText() === reference);
    assert.ok(offered[0]?.label.endsWith('/art'));
    assert.equal(offered[0]?.description, 'last used');
    assert.deepEqual(await filesInPlayground(), [
      'art/a-lighthouse-at-dusk.png',
      'docs/a.md',
      'docs/b.md',
    ]);
    assert.deepEqual(messages.shown, []);
  });

  it('saves into the folder that is chosen, even if another has the image', async () => {
    const other = await openInEditor('docs/c.md', '|');
    pick = (items) => items.find(({ label }) => label.endsWith('docs/images'));
    await insertInto();
    await eventually('the first file', () => other.document.getText() !== '');
    const { document } = await openInEditor('b.md', '|');
    await mkdir(playgroundPath('art'));
    pick = (items) => items.find(({ label }) => label === 'Browse…');
    await insertInto();
    const reference = '![A lighthouse at dusk](art/a-lighthouse-at-dusk.png)';
    await eventually('the reference', () => document.getText() === reference);
    assert.ok((await filesInPlayground()).includes('art/a-lighthouse-at-dusk.png'));
  });

  it('does nothing if no folder is chosen', async () => {
    const { document } = await openInEditor('a.md', '|');
    pick = () => undefined;
    await insertInto();
    assert.equal(document.getText(), '');
    assert.deepEqual(await filesInPlayground(), ['a.md']);
  });

  /** As the context menu of the gallery. The command does not wait for the insertion. */
  async function insertInto(): Promise<void> {
    offered = [];
    await vscode.commands.executeCommand('jimeng.gallery.insertInto', {
      id: generated.id,
    });
    await eventually('the folders to be offered', () => offered.length > 0);
  }
});
