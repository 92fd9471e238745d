import * as vscode from 'vscode';
import type { Library } from '../library/library.ts';
import type { TaskEngine } from '../tasks/taskEngine.ts';
import { reportError } from './errorReport.ts';
import { formatImageCount, formatPlural } from './plural.ts';
import { formatPromptExcerpt } from './promptExcerpt.ts';
import type { Log } from './ui/log.ts';
import { showProgress } from './ui/progress.ts';
import { createStatusBarItem, setStatusBarText } from './ui/statusBar.ts';

/**
 * Shows the progress of all running generations in one notification with the elapsed time and Cancel, and their
 * number in a status bar item if there is more than one.
 */
export function registerProgress(
  engine: TaskEngine,
  library: Library,
  log: Log,
): vscode.Disposable {
  const statusBarItem = createStatusBarItem({
    id: 'jimeng.progress',
    name: vscode.l10n.t('Images in Progress'),
    tooltip: vscode.l10n.t('Open Gallery'),
    command: 'jimeng.openGallery',
  });
  let isNotificationShown = false;

  const update = () => {
    const count = engine.runs.length;
    setStatusBarText(statusBarItem, 'loading~spin', formatImageCount(count));
    if (count > 1) statusBarItem.show();
    else statusBarItem.hide();
    if (count > 0 && !isNotificationShown) {
      isNotificationShown = true;
      void showNotification(engine, library, log).finally(() => {
        isNotificationShown = false;
        update();
      });
    }
  };
  return vscode.Disposable.from(statusBarItem, engine.onDidChangeRuns(update));
}

/** Resolves when no generation is running. */
async function showNotification(engine: TaskEngine, library: Library, log: Log): Promise<void> {
  await showProgress(undefined, async (report, token) => {
    const update = async () => {
      const [oldest] = engine.runs;
      // A record that cannot be read is reported by the gallery.
      const record = oldest && (await library.get(oldest.id).catch(() => undefined));
      report(formatProgress(engine, record?.expectedAfterSeconds));
    };
    await update();
    const timer = setInterval(() => void update(), 1000);
    const subscription = engine.onDidChangeRuns(() => void update());
    token.onCancellationRequested(() => {
      for (const run of engine.runs) {
        engine.cancel(run.id).catch((error: unknown) => {
          reportError(error, log);
        });
      }
    });
    try {
      while (engine.runs.length > 0) {
        await Promise.allSettled(engine.runs.map((run) => run.finished));
      }
    } finally {
      clearInterval(timer);
      subscription.dispose();
    }
  });
}

/** @param expectedSeconds estimated duration of the oldest generation */
function formatProgress(engine: TaskEngine, expectedSeconds: number | undefined): string {
  const [oldest, ...others] = engine.runs;
  if (!oldest) return '';
  const elapsedSeconds = Math.max(0, Math.round((Date.now() - oldest.startedAt) / 1000));
  const formattedTime =
    expectedSeconds === undefined || elapsedSeconds > expectedSeconds
      ? vscode.l10n.t('{0} s', elapsedSeconds)
      : vscode.l10n.t('{0} s of about {1} s', elapsedSeconds, Math.ceil(expectedSeconds));
  return others.length === 0
    ? vscode.l10n.t('Generating "{0}" · {1}', formatPromptExcerpt(oldest.prompt), formattedTime)
    : formatPlural(
        others.length + 1,
        {
          one: vscode.l10n.t('Generating 1 image · {1}'),
          other: vscode.l10n.t('Generating {0} images · {1}'),
        },
        formattedTime,
      );
}
