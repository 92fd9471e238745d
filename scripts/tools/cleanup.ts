import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';

type CleanupHandler = () => void;

const cleanupHandlers: CleanupHandler[] = [];
let isWatchingForExit = false;

/**
 * Registers a handler that runs before this process exits for any reason, in reverse order of
 * registration. Returns a function that unregisters it.
 */
export function registerCleanup(handler: CleanupHandler): () => void {
  watchForExit();
  cleanupHandlers.push(handler);
  return () => {
    const index = cleanupHandlers.indexOf(handler);
    if (index >= 0) cleanupHandlers.splice(index, 1);
  };
}

/**
 * Creates a temporary folder that is removed when this process exits. Returns its absolute path.
 */
export function createTemporaryFolder(prefix: string): string {
  // Resolve links: on macOS /tmp is one, and VS Code compares paths as strings.
  const folder = mkdtempSync(join(realpathSync(tmpdir()), `${prefix}-`));
  registerCleanup(() => {
    removeFolder(folder);
  });
  return folder;
}

/** Removes a folder and everything in it, with retries in case a process still uses it. */
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
      // If one handler fails, the others must still run.
      console.error(error);
    }
  }
}
