import * as vscode from 'vscode';
import type { GenerationRecord } from '../library/record.ts';
import type { GenerationRun, TaskEngine } from '../tasks/taskEngine.ts';
import { truncatePrompt } from './progress.ts';
import { showFailure, type FailureActionServices } from './failureNotification.ts';
import { resolveRecordProvider } from './settings.ts';
import { formatUnexpectedError } from './messages/failures.ts';

export interface GenerationReporterOptions extends FailureActionServices {
  readonly engine: TaskEngine;
  /** Whether the user sees the gallery, where a finished picture speaks for itself. */
  readonly isGalleryVisible: () => boolean;
}

/** Tells the user how each generation ended, whoever began it. */
export function registerGenerationReporter(options: GenerationReporterOptions): vscode.Disposable {
  const watchedRuns = new WeakSet<GenerationRun>();
  const watchRuns = () => {
    for (const run of options.engine.runs) {
      if (watchedRuns.has(run)) continue;
      watchedRuns.add(run);
      run.finished
        .then((record) => record && reportResult(run, record, options))
        .catch((error: unknown) => {
          reportUnexpectedError(error, options.log);
        });
    }
  };
  return vscode.Disposable.from(options.engine.onDidChangeRuns(watchRuns));
}

/** Logs a fault of our own and says so; the log has the details. */
export function reportUnexpectedError(error: unknown, log: vscode.LogOutputChannel): void {
  log.error(error instanceof Error ? error : String(error));
  const showLog = vscode.l10n.t('Show Log');
  void vscode.window.showErrorMessage(formatUnexpectedError(), showLog).then((choice) => {
    if (choice === showLog) log.show();
  });
}

async function reportResult(
  { earlierFailure }: GenerationRun,
  record: GenerationRecord,
  options: GenerationReporterOptions,
): Promise<void> {
  const { failure, request } = record;
  if (record.state === 'done') await reportSuccess(record, options);
  // What was tried again unasked and failed as before is no news.
  else if (failure && failure.kind !== 'cancelled' && failure.kind !== earlierFailure?.kind) {
    const retry = () => options.engine.retry(record.id);
    await showFailure(failure, resolveRecordProvider(record), request.prompt, options, retry);
  }
}

async function reportSuccess(
  record: GenerationRecord,
  options: GenerationReporterOptions,
): Promise<void> {
  if (options.isGalleryVisible()) return;
  const insert = vscode.l10n.t('Insert');
  const openGallery = vscode.l10n.t('Open Gallery');
  const message = vscode.l10n.t('Image ready: "{0}"', truncatePrompt(record.request.prompt));
  const choice = await vscode.window.showInformationMessage(message, insert, openGallery);
  if (choice === insert) await vscode.commands.executeCommand('jimeng.insertLatest', record.id);
  if (choice === openGallery) await vscode.commands.executeCommand('jimeng.openGallery');
}
