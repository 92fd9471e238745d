import * as vscode from 'vscode';
import type { GenerationRecord } from '../../library/record.ts';
import type { GenerationRun } from '../../tasks/runs.ts';
import type { TaskEngine } from '../../tasks/taskEngine.ts';
import { reportError } from '../errorReport.ts';
import type { GenerationService } from '../generationService.ts';
import { formatPlural } from '../plural.ts';
import { formatPromptExcerpt } from '../promptExcerpt.ts';
import type { Log } from '../ui/log.ts';
import { showError, showInformation } from '../ui/notifications.ts';
import { countReadyImages, RunBatch, type BatchCounts } from './runBatch.ts';

/** What the reports of generations need. */
export interface GenerationReporterOptions {
  readonly engine: Pick<TaskEngine, 'runs' | 'onDidChangeRuns'>;
  readonly generationService: Pick<GenerationService, 'reportRecord'>;
  readonly log: Log;
  /** Whether the gallery is visible. It shows what has ended, so no notification is needed. */
  readonly isGalleryVisible: () => boolean;
}

/**
 * Notifies the user when generations have finished or failed, in whichever way they were started, while the
 * gallery is not visible: once for all that run at the same time.
 */
export function registerGenerationReporter(options: GenerationReporterOptions): vscode.Disposable {
  /** Those that have ended while the gallery was not visible. */
  let unseenRecords: GenerationRecord[] = [];
  const batch = new RunBatch(options.engine, {
    onResult: (run, record) => {
      if (record && isReported(run, record) && !options.isGalleryVisible())
        unseenRecords.push(record);
    },
    onEnd: (counts) => {
      const records = unseenRecords;
      unseenRecords = [];
      if (options.isGalleryVisible()) return;
      reportResults(records, counts, options).catch((error: unknown) => {
        reportError(error, options.log);
      });
    },
    onError: (error) => {
      reportError(error, options.log);
    },
  });
  return vscode.Disposable.from(batch);
}

/** Whether the user does not know of a result yet. */
function isReported({ earlierFailure }: GenerationRun, record: GenerationRecord): boolean {
  const { state, failure } = record;
  if (state === 'done') return true;
  // A generation that was resumed automatically and failed as before is not reported again.
  return (
    failure !== undefined && failure.kind !== 'canceled' && failure.kind !== earlierFailure?.kind
  );
}

async function reportResults(
  records: readonly GenerationRecord[],
  { total }: BatchCounts,
  { generationService }: GenerationReporterOptions,
): Promise<void> {
  const [first] = records;
  if (!first) return;
  const failedCount = records.filter(({ state }) => state === 'failed').length;
  if (failedCount > 0 && total > 1) await reportFailures(failedCount, total);
  else if (first.failure && first.state === 'failed')
    generationService.reportRecord(first, first.failure);
  else await reportSuccess(first, sum(records.map(countReadyImages)));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

async function reportFailures(failedCount: number, total: number): Promise<void> {
  const show = vscode.l10n.t('Show');
  const message = formatPlural(
    total,
    {
      one: vscode.l10n.t('{1} of 1 image failed'),
      other: vscode.l10n.t('{1} of {0} images failed'),
    },
    failedCount,
  );
  if ((await showError(message, show)) === show)
    await vscode.commands.executeCommand('jimeng.openGallery');
}

/** @param count the number of images */
async function reportSuccess({ id, request }: GenerationRecord, count: number): Promise<void> {
  const insert = vscode.l10n.t('Insert');
  const openGallery = vscode.l10n.t('Open Gallery');
  const message =
    count === 1
      ? vscode.l10n.t('Image ready: "{0}"', formatPromptExcerpt(request.prompt))
      : formatPlural(count, {
          one: vscode.l10n.t('1 image ready'),
          other: vscode.l10n.t('{0} images ready'),
        });
  // Which of several is inserted is chosen in the gallery.
  const buttons = count === 1 ? [insert, openGallery] : [openGallery];
  const choice = await showInformation(message, ...buttons);
  if (choice === insert) await vscode.commands.executeCommand('jimeng.insertLatest', id);
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
