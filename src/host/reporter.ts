import * as vscode from 'vscode';
import type { GenerationRecord } from '../library/record.ts';
import type { Run, TaskEngine } from '../tasks/engine.ts';
import { shorten } from './progress.ts';
import { showFailure, type RemedyContext } from './remedies.ts';
import { providerOf } from './settings.ts';
import { somethingWrong } from './words.ts';

export interface ReporterContext extends RemedyContext {
  readonly engine: TaskEngine;
  /** Whether the user sees the gallery, where a finished picture speaks for itself. */
  readonly isGalleryVisible: () => boolean;
}

/** Tells the user how each generation ended, whoever began it. */
export function registerReporter(context: ReporterContext): vscode.Disposable {
  const watched = new WeakSet<Run>();
  const watchRuns = () => {
    for (const run of context.engine.runs) {
      if (watched.has(run)) continue;
      watched.add(run);
      run.finished
        .then((record) => record && report(run, record, context))
        .catch((error: unknown) => {
          unexpected(error, context.log);
        });
    }
  };
  return vscode.Disposable.from(context.engine.onDidChangeRuns(watchRuns));
}

/** Logs a fault of our own and says so; the log has the details. */
export function unexpected(error: unknown, log: vscode.LogOutputChannel): void {
  log.error(error instanceof Error ? error : String(error));
  const showLog = vscode.l10n.t('Show Log');
  void vscode.window.showErrorMessage(somethingWrong(), showLog).then((choice) => {
    if (choice === showLog) log.show();
  });
}

async function report(
  { earlierFailure }: Run,
  record: GenerationRecord,
  context: ReporterContext,
): Promise<void> {
  const { failure, request } = record;
  if (record.state === 'done') await reportDone(record, context);
  // What was tried again unasked and failed as before is no news.
  else if (failure && failure.kind !== 'cancelled' && failure.kind !== earlierFailure?.kind) {
    const retry = () => context.engine.retry(record.id);
    await showFailure(failure, providerOf(record), request.prompt, context, retry);
  }
}

async function reportDone(record: GenerationRecord, context: ReporterContext): Promise<void> {
  if (context.isGalleryVisible()) return;
  const insert = vscode.l10n.t('Insert');
  const openGallery = vscode.l10n.t('Open Gallery');
  const sentence = vscode.l10n.t('Image ready: "{0}"', shorten(record.request.prompt));
  const choice = await vscode.window.showInformationMessage(sentence, insert, openGallery);
  if (choice === insert) await vscode.commands.executeCommand('jimeng.insertLatest', record.id);
  if (choice === openGallery) await vscode.commands.executeCommand('jimeng.openGallery');
}
