import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';

type CleanupHandler = () => void;

const cleanupHandlers: CleanupHandler[] = [];
let isWatchingForExit = false;

/**
 * Registers what must happen before this process ends, however it ends; the last registered runs
 * first. Returns a function that takes the registration back.
 */
export function registerCleanup(handler: CleanupHandler): () => void {
  watchForExit();
  cleanupHandlers.push(handler);
  return () => {
    const index = cleanupHandlers.indexOf(handler);
    if (index >= 0) cleanupHandlers.splice(index, 1);
  };
}

/** A new temporary folder, removed again when this process ends. Returns its absolute path. */
export function createTemporaryFolder(prefix: string): string {
  // The real path: macOS links /tmp elsewhere, and VS Code compares paths as strings.
  const folder = mkdtempSync(join(realpathSync(tmpdir()), `${prefix}-`));
  registerCleanup(() => {
    removeFolder(folder);
  });
  return folder;
}

/** Removes a folder and everything in it, patient with processes that are just ending. */
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

function watchForExit(): void {
  if (isWatchingForExit) return;
  isWatchingForExit = true;
  process.on('exit', runCleanupHandlers);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => process.exit(128 + constants.signals[signal]));
  }
}

function runCleanupHandlers(): void {
  for (let handler = cleanupHandlers.pop(); handler; handler = cleanupHandlers.pop()) {
    try {
      handler();
    } catch (error) {
      // One ending that fails must not keep the others from running.
      console.error(error);
    }
  }
}
