import * as vscode from 'vscode';
import { reportError } from '../../host/errorReport.ts';
import { checkLibrarySize } from '../../host/library/librarySizeCheck.ts';
import { readLibraryLimitBytes } from '../../host/settings/settings.ts';
import { registerCommand } from '../../host/ui/commands.ts';
import type { Services } from '../services.ts';
import { cleanUpLibrary } from './cleanUp.ts';
import { moveLibrary } from './moveLibrary.ts';
import { openLibraryFolder } from './openFolder.ts';

type LibraryServices = Pick<
  Services,
  'engine' | 'gallery' | 'library' | 'libraryStatus' | 'log' | 'pendingMoves'
>;

/** Delay before the first size check, so that it does not slow down startup. */
const firstSizeCheckDelayMs = 30_000;

/** The commands for the library as a whole, and the check of its size limit. */
export function registerLibrary(services: LibraryServices): vscode.Disposable {
  const command = (
    id: string,
    run: (services: LibraryServices, argument: unknown) => Promise<unknown>,
  ) =>
    registerCommand(id, async (argument?: unknown) => {
      try {
        return await run(services, argument);
      } catch (error) {
        reportError(error, services.log);
        return undefined;
      }
    });
  return vscode.Disposable.from(
    command('jimeng.openLibraryFolder', openLibraryFolder),
    command('jimeng.cleanUpLibrary', cleanUpLibrary),
    command('jimeng.moveLibrary', moveLibrary),
    command('jimeng.exportLibrary', async (...args) => {
      const { exportLibrary } = await import('./exportLibrary.ts');
      return exportLibrary(...args);
    }),
    command('jimeng.importLibrary', async (...args) => {
      const { importLibrary } = await import('./importLibrary.ts');
      return importLibrary(...args);
    }),
    watchSize(services),
  );
}

/** Checks the size limit a while after startup, and whenever the last running generation ends. */
function watchSize({ engine, library, log }: LibraryServices): vscode.Disposable {
  const checkSize = () => {
    const limitBytes = readLibraryLimitBytes();
    if (limitBytes === undefined) return;
    checkLibrarySize(library, limitBytes).catch((error: unknown) => {
      log.warn('Unable to calculate the library size', error);
    });
  };
  const timer = setTimeout(checkSize, firstSizeCheckDelayMs);
  const runsSubscription = engine.onDidChangeRuns(() => {
    if (engine.runs.length === 0) checkSize();
  });
  return vscode.Disposable.from(runsSubscription, {
    dispose: () => {
      clearTimeout(timer);
    },
  });
}
