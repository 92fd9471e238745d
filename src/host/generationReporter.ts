import * as vscode from 'vscode';
import type { GenerationRecord } from '../library/record.ts';
import type { GenerationRun } from '../tasks/runs.ts';
import type { TaskEngine } from '../tasks/taskEngine.ts';
import { reportError } from './errorReport.ts';
import type { GenerationService } from './generationService.ts';
import { formatPlural } from './plural.ts';
import { formatPromptExcerpt } from './promptExcerpt.ts';
import type { Log } from './ui/log.ts';
import { showInformation } from './ui/notifications.ts';

/** What the reports of generations need. */
export interface GenerationReporterOptions {
  readonly engine: TaskEngine;
  readonly generationService: Pick<GenerationService, 'reportRecord'>;
  readonly log: Log;
  /** Whether the gallery is visible. It shows finished images, so no notification is needed. */
  readonly isGalleryVisible: () => boolean;
}

/** Notifies the user when a generation finishes or fails, in whichever way it was started. */
export function registerGenerationReporter(options: GenerationReporterOptions): vscode.Disposable {
  const watchedRuns = new WeakSet<GenerationRun>();
  const watchRuns = () => {
    for (const run of options.engine.runs) {
      if (watchedRuns.has(run)) continue;
      watchedRuns.add(run);
      run.finished
        .then((record) => record && reportResult(run, record, options))
        .catch((error: unknown) => {
          reportError(error, options.log);
        });
    }
  };
  return vscode.Disposable.from(options.engine.onDidChangeRuns(watchRuns));
}

async function reportResult(
  { earlierFailure }: GenerationRun,
  record: GenerationRecord,
  options: GenerationReporterOptions,
): Promise<void> {
  const { failure } = record;
  if (record.state === 'done') await reportSuccess(record, options);
  // A generation that was resumed automatically and failed as before is not reported again.
  else if (failure && failure.kind !== 'canceled' && failure.kind !== earlierFailure?.kind) {
    options.generationService.reportRecord(record, failure);
  }
}

async function reportSuccess(
  record: GenerationRecord,
  options: GenerationReporterOptions,
): Promise<void> {
  if (options.isGalleryVisible()) return;
  const insert = vscode.l10n.t('Insert');
  const openGallery = vscode.l10n.t('Open Gallery');
  const message = vscode.l10n.t('Image ready: "{0}"', formatPromptExcerpt(record.request.prompt));
  const choice = await showInformation(message, insert, openGallery);
  if (choice === insert) await vscode.commands.executeCommand('jimeng.insertLatest', record.id);
  if (choice === openGallery) await vscode.commands.executeCommand('jimeng.openGallery');
}

/**
 * Notifies the user of generations that do not run by themselves: the gallery shows them with the
 * reason.
 */
export async function reportHeldBack(count: number): Promise<void> {
  const openGallery = vscode.l10n.t('Open Gallery');
  const message = formatPlural(count, {
    one: vscode.l10n.t('1 unfinished image was not resumed. The gallery shows why.'),
    other: vscode.l10n.t('{0} unfinished images were not resumed. The gallery shows why.'),
  });
  const choice = await showInformation(message, openGallery);
  if (choice === openGallery) await vscode.commands.executeCommand('jimeng.openGallery');
}
