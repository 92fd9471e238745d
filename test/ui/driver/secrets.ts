import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { VsCodeWindow } from './window.ts';

type WrittenText = readonly [place: string, text: string];

/**
 * Everything that a window has written or shows: user data with storage and logs, workspace, pages,
 * what the browser keeps, what the server printed.
 */
export async function collectWrittenText(window: VsCodeWindow): Promise<WrittenText[]> {
  return [
    ...filesIn(window.profile.userDataDir),
    ...filesIn(window.workspace),
    ...(await pagesOf(window)),
    ...(await browserStorageOf(window)),
    ['the server’s output', window.serverLog()],
  ];
}

/** Fails where a window has left one of the secrets in plain sight. */
export async function assertNoSecrets(
  secrets: readonly string[],
  window: VsCodeWindow,
): Promise<void> {
  for (const [place, text] of await collectWrittenText(window)) {
    for (const secret of secrets) {
      assert.ok(!text.includes(secret), `The secret ${secret} is in ${place}`);
    }
  }
}

function filesIn(folder: string): WrittenText[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .flatMap((file) => {
      try {
        return [[file, readFileSync(file, 'latin1')]];
      } catch {
        // The editor is still at work and has just removed it.
        return [];
      }
    });
}

async function pagesOf(window: VsCodeWindow): Promise<WrittenText[]> {
  const frames = window.page.frames().map(async (frame): Promise<WrittenText[]> => {
    try {
      return [[frame.url(), await frame.content()]];
    } catch {
      // A frame that is just going away shows nothing.
      return [];
    }
  });
  return (await Promise.all(frames)).flat();
}

/**
 * What the browser keeps for the server's address. The secret storage of this VS Code is in there,
 * encrypted with a key that only the server has; on the desktop it is the system's own.
 */
async function browserStorageOf(window: VsCodeWindow): Promise<WrittenText[]> {
  const storageState = JSON.stringify(
    await window.page.context().storageState({ indexedDB: true }),
  );
  const bytes = [...storageState.matchAll(/"b":"([^"]*)"/g)].map(([, base64 = '']) => atob(base64));
  return [
    ['the browser’s storage', storageState],
    ['the browser’s database', bytes.join('\n')],
  ];
}
