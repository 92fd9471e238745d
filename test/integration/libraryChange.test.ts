import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { GenerateResult } from '../../src/commands/generate/register.ts';
import { eventually } from '../support/eventually.ts';
import { clearPlayground, openInEditor } from './support/documents.ts';
import { submitRequests } from './support/gateway.ts';
import { generate, smallSize, useFreshGateway } from './support/generate.ts';
import { setSetting } from './support/settings.ts';

const { executeCommand } = vscode.commands;

describe('When another folder becomes the library', () => {
  useFreshGateway();
  let folder: string;
  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'jimeng-change-')), 'images');
    await mkdir(folder);
  });
  afterEach(clearPlayground);
  afterEach(() => rm(dirname(folder), { recursive: true, force: true }));

  async function generateOne(prompt: string): Promise<string> {
    const { images } = await generate({ prompt, ...smallSize });
    return dirname(dirname(dirname(images[0]?.uri.fsPath ?? '')));
  }

  it('generates there a prompt whose input box was already open', async () => {
    const library = await generateOne('A lighthouse before');
    const before = (await submitRequests()).length;
    const oldRecords = await readdir(join(library, 'records'));
    await openInEditor('a.md', 'A lighthouse in an open |box.');
    const command = 'jimeng.generateFromParagraph';
    let result: GenerateResult | undefined;
    const asking = executeCommand<GenerateResult | undefined>(command, smallSize).then((value) => {
      result = value;
    });
    await setSetting('jimeng.library.location', folder);
    assert.equal(await generateOne('A lighthouse after'), folder);
    await eventually('the image', async () => {
      await executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return result;
    });
    await asking;
    const [image] = result?.images ?? [];
    assert.equal(image?.uri.fsPath, join(folder, 'images', result?.id ?? '', '1.png'));
    await vscode.workspace.fs.stat(image.uri);
    assert.deepEqual(await readdir(join(library, 'records')), oldRecords);
    assert.equal((await submitRequests()).length, before + 2);
    await setSetting('jimeng.library.location', undefined);
    assert.equal(await generateOne('A lighthouse at home'), library);
  });
});
