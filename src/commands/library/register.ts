import * as vscode from 'vscode';
import type { GalleryPanel } from '../../gallery/host/galleryPanel.ts';
import { reportUnexpectedError } from '../../host/generationReporter.ts';
import { readLibraryLimitBytes } from '../../host/settings.ts';
import type { Library } from '../../library/library.ts';
import type { TaskEngine } from '../../tasks/taskEngine.ts';

export interface LibraryServices {
  readonly library: Library;
  readonly gallery: GalleryPanel;
  readonly engine: TaskEngine;
  readonly log: vscode.LogOutputChannel;
}

const commandNames = [
  'openLibraryFolder',
  'cleanUpLibrary',
  'exportLibrary',
  'importLibrary',
] as const;

/** Milliseconds after the start, when a window has no longer better things to do. */
const startupCheckDelayMs = 30_000;

/** The commands that look after the library as a whole, and the watch over what it takes. */
export function registerLibrary(services: LibraryServices): vscode.Disposable {
  const { engine, log } = services;
  const commandRegistrations = commandNames.map((name) =>
    vscode.commands.registerCommand(`jimeng.${name}`, async (argument?: unknown) => {
      try {
        const libraryCommands = await import('../keeping.ts');
        return await libraryCommands[name](services, argument);
      } catch (error) {
        reportUnexpectedError(error, log);
        return undefined;
      }
    }),
  );
  const checkSize = () => {
    const limitBytes = readLibraryLimitBytes();
    if (limitBytes === undefined) return;
    import('../../host/librarySizeCheck.ts')
      .then(({ checkLibrarySize }) => checkLibrarySize(services.library, limitBytes))
      .catch((error: unknown) => {
        log.warn('Unable to calculate the library size', error);
      });
  };
  const timer = setTimeout(checkSize, startupCheckDelayMs);
  const runsSubscription = engine.onDidChangeRuns(() => {
    if (engine.runs.length === 0) checkSize();
  });
  return vscode.Disposable.from(...commandRegistrations, runsSubscription, {
    dispose: () => {
      clearTimeout(timer);
    },
  });
}
