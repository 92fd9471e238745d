import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';

type Ending = () => void;

const endings: Ending[] = [];
let watching = false;

/**
 * Registers what must happen before this process ends, however it ends; the last registered runs
 * first. Returns a function that takes the registration back.
 */
export function atExit(ending: Ending): () => void {
  watchForExit();
  endings.push(ending);
  return () => {
    const index = endings.indexOf(ending);
    if (index >= 0) endings.splice(index, 1);
  };
}

/** A new temporary folder, removed again when this process ends. Returns its absolute path. */
export function throwAwayFolder(prefix: string): string {
  // The real path: macOS links /tmp elsewhere, and VS Code compares paths as strings.
  const folder = mkdtempSync(join(realpathSync(tmpdir()), `${prefix}-`));
  atExit(() => {
    removeFolder(folder);
  });
  return folder;
}

/** Removes a folder and everything in it, patient with processes that are just ending. */
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

function watchForExit(): void {
  if (watching) return;
  watching = true;
  process.on('exit', runEndings);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => process.exit(128 + constants.signals[signal]));
  }
}

function runEndings(): void {
  for (let ending = endings.pop(); ending; ending = endings.pop()) {
    try {
      ending();
    } catch (error) {
      // One ending that fails must not keep the others from running.
      console.error(error);
    }
  }
}
