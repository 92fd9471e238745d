import * as vscode from 'vscode';
import type { Gallery } from '../gallery/panel.ts';
import { unexpected } from '../host/reporter.ts';
import { libraryLimit } from '../host/settings.ts';
import type { Library } from '../library/library.ts';
import type { TaskEngine } from '../tasks/engine.ts';

export interface LibraryDeps {
  readonly library: Library;
  readonly gallery: Gallery;
  readonly engine: TaskEngine;
  readonly log: vscode.LogOutputChannel;
}

const commands = ['openLibraryFolder', 'cleanUpLibrary', 'exportLibrary', 'importLibrary'] as const;

/** Milliseconds after the start, when a window has no longer better things to do. */
const calm = 30_000;

/** The commands that look after the library as a whole, and the watch over what it takes. */
export function registerLibrary(deps: LibraryDeps): vscode.Disposable {
  const { engine, log } = deps;
  const registered = commands.map((name) =>
    vscode.commands.registerCommand(`jimeng.${name}`, async (argument?: unknown) => {
      try {
        const keeping = await import('./keeping.ts');
        return await keeping[name](deps, argument);
      } catch (error) {
        unexpected(error, log);
        return undefined;
      }
    }),
  );
  const check = () => {
    const limit = libraryLimit();
    if (limit === undefined) return;
    import('../host/libraryLimit.ts')
      .then(({ checkLimit }) => checkLimit(deps.library, limit))
      .catch((error: unknown) => {
        log.warn('Unable to calculate the library size', error);
      });
  };
  const timer = setTimeout(check, calm);
  const runs = engine.onDidChangeRuns(() => {
    if (engine.runs.length === 0) check();
  });
  return vscode.Disposable.from(...registered, runs, {
    dispose: () => {
      clearTimeout(timer);
    },
  });
}
