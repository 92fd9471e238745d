import * as vscode from 'vscode';
import type { Library } from '../library/library.ts';
import type { TaskEngine } from '../tasks/engine.ts';
import { formatImageCount, plural } from './plural.ts';

/** How much of a prompt a notification shows, in characters. */
const shownPrompt = 60;

/**
 * Shows what is under way: one notification with the elapsed seconds and Cancel, however many
 * generations there are, and a status bar item while there is more than one.
 */
export function registerProgress(engine: TaskEngine, library: Library): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('jimeng.progress', vscode.StatusBarAlignment.Left);
  item.name = vscode.l10n.t('Images in Progress');
  item.command = 'jimeng.openGallery';
  item.tooltip = vscode.l10n.t('Open Gallery');
  let shown = false;

  const update = () => {
    const count = engine.runs.length;
    item.text = `$(loading~spin) ${formatImageCount(count)}`;
    if (count > 1) item.show();
    else item.hide();
    if (count > 0 && !shown) {
      shown = true;
      void notify(engine, library).then(() => {
        shown = false;
        update();
      });
    }
  };
  return vscode.Disposable.from(item, engine.onDidChangeRuns(update));
}

/** Lasts until nothing is under way. */
async function notify(engine: TaskEngine, library: Library): Promise<void> {
  const options = { location: vscode.ProgressLocation.Notification, cancellable: true };
  await vscode.window.withProgress(options, async (progress, token) => {
    const report = async () => {
      const [oldest] = engine.runs;
      const record = oldest && (await library.get(oldest.id));
      progress.report({ message: summary(engine, record?.expectedAfter) });
    };
    await report();
    const timer = setInterval(() => void report(), 1000);
    const watch = engine.onDidChangeRuns(() => void report());
    token.onCancellationRequested(() => {
      for (const run of engine.runs) void engine.cancel(run.id);
    });
    try {
      while (engine.runs.length > 0) {
        await Promise.allSettled(engine.runs.map((run) => run.finished));
      }
    } finally {
      clearInterval(timer);
      watch.dispose();
    }
  });
}

/** @param expected seconds the oldest is likely to take */
function summary(engine: TaskEngine, expected: number | undefined): string {
  const [oldest, ...others] = engine.runs;
  if (!oldest) return '';
  const seconds = Math.max(0, Math.round((Date.now() - oldest.startedAt) / 1000));
  const time =
    expected === undefined || seconds > expected
      ? vscode.l10n.t('{0} s', seconds)
      : vscode.l10n.t('{0} of about {1} s', seconds, Math.ceil(expected));
  return others.length === 0
    ? vscode.l10n.t('Generating "{0}" · {1}', shorten(oldest.prompt), time)
    : plural(
        others.length + 1,
        {
          one: vscode.l10n.t('Generating 1 image · {1}'),
          other: vscode.l10n.t('Generating {0} images · {1}'),
        },
        time,
      );
}

/** A prompt cut to what a notification has room for. */
export function shorten(prompt: string): string {
  const line = prompt.replaceAll(/\s+/g, ' ');
  const characters = Array.from(line);
  return characters.length <= shownPrompt
    ? line
    : `${characters.slice(0, shownPrompt - 1).join('')}…`;
}
