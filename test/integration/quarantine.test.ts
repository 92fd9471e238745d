import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { eventually } from '../support/eventually.ts';
import { useFreshGateway, generate, smallSize } from './support/generate.ts';

/** The name of Reveal on this platform. */
const reveal =
  process.platform === 'win32'
    ? 'Reveal in File Explorer'
    : process.platform === 'darwin'
      ? 'Reveal in Finder'
      : 'Open Containing Folder';

describe('Library in the extension host', () => {
  const messages = useFreshGateway();

  it('quarantines corrupt records and reports it once', async () => {
    const { images } = await generate({ prompt: 'A valid record', ...smallSize });
    const library = dirname(dirname(dirname(images[0]?.uri.fsPath ?? '')));
    const names = ['20260101T000000000-0000000a', '20260101T000000000-0000000b'];
    for (const name of names) {
      await writeFile(join(library, 'records', `${name}.json`), '{ "version"');
      // A corrupt file is normally left alone until the next start, as it may still be copied. One
      // with the lease of a dead window is read at once.
      const deadLease = JSON.stringify({ hostname: hostname(), pid: 2 ** 30 });
      await writeFile(join(library, 'leases', `${name}.1`), deadLease);
    }
    await eventually('both to be quarantined', async () => {
      const quarantinedFiles = await readdir(join(library, 'quarantine')).catch((): string[] => []);
      return names.every((name) => quarantinedFiles.includes(`${name}.json`));
    });
    await eventually('the warning', () => messages.shown[0]);
    // A generation reads the records first, so anything found in them is reported before it ends.
    await generate({ prompt: 'Another valid record', ...smallSize });
    const button = vscode.env.remoteName === undefined ? reveal : 'Show Log';
    assert.deepEqual(messages.shown, [
      {
        severity: 'warning',
        text: "Some files in the library are not valid records and were moved to its 'quarantine' folder. If an image is missing, look there.",
        buttons: [button],
      },
    ]);
  });
});
