import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { listFiles } from '../../support/listFiles.ts';
import type { VsCodeWindow } from './window.ts';

type WrittenText = readonly [place: string, text: string];

/**
 * Collects everything that a window has written or shows: user data with storage and logs,
 * workspace, pages, browser storage, and the output of the server.
 */
export async function collectWrittenText(window: VsCodeWindow): Promise<WrittenText[]> {
  return [
    ...filesIn(window.profile.userDataDir),
    ...filesIn(window.workspace),
    ...(await pagesOf(window)),
    ...(await browserStorageOf(window)),
    ['the output of the server', window.server.log()],
  ];
}

/** Asserts that none of the secrets is exposed in a window. */
export async function assertNoSecrets(
  secrets: readonly string[],
  window: VsCodeWindow,
): Promise<void> {
  for (const [location, text] of await collectWrittenText(window)) {
    for (const secret of secrets) {
      assert.ok(!text.includes(secret), `The secret ${secret} is exposed in ${location}`);
    }
  }
}

function filesIn(folder: string): WrittenText[] {
  return listFiles(folder).flatMap((file) => {
    try {
      return [[file, readFileSync(file, 'latin1')]];
    } catch {
      // VS Code is still running and has just deleted it.
      return [];
    }
  });
}

async function pagesOf(window: VsCodeWindow): Promise<WrittenText[]> {
  const frames = window.page.frames().map(async (frame): Promise<WrittenText[]> => {
    try {
      return [[frame.url(), await frame.content()]];
    } catch {
      // The frame is being closed.
      return [];
    }
  });
  return (await Promise.all(frames)).flat();
}

/**
 * The browser storage for the server's URL. It contains the secret storage of this VS Code,
 * encrypted with a key that only the server has. On the desktop, secrets are stored by the
 * operating system.
 */
async function browserStorageOf(window: VsCodeWindow): Promise<WrittenText[]> {
  const storageState = JSON.stringify(
    await window.page.context().storageState({ indexedDB: true }),
  );
  const bytes = [...storageState.matchAll(/"b":"([^"]*)"/g)].map(([, base64 = '']) => atob(base64));
  return [
    ['the browser storage', storageState],
    ['the browser database', bytes.join('\n')],
  ];
}
