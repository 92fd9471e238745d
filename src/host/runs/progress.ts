import * as vscode from 'vscode';
import type { Library } from '../../library/library.ts';
import type { TaskEngine } from '../../tasks/taskEngine.ts';
import { reportError } from '../errorReport.ts';
import { readSettings } from '../settings/settings.ts';
import type { Log } from '../ui/log.ts';
import { showProgress, type ReportProgress } from '../ui/progress.ts';
import { createStatusBarItem, setStatusBarText } from '../ui/statusBar.ts';
import { formatBatchProgress, formatRunProgress, type RunningBatch } from './progressText.ts';
import { RunBatch } from './runBatch.ts';

/** What the progress of runs needs. */
export interface ProgressOptions {
  readonly engine: TaskEngine;
  readonly library: Pick<Library, 'get'>;
  readonly log: Log;
  /** Whether the gallery is visible. Its cards show the progress, so no notification is needed. */
  readonly isGalleryVisible: () => boolean;
  readonly onDidChangeGalleryVisibility: vscode.Event<void>;
}

/** Milliseconds between two updates. */
const updateIntervalMs = 1000;
/** Milliseconds without the gallery after which the notification is shown: it may be about to open. */
const notificationDelayMs = 700;

/**
 * Shows the progress of all running generations in one notification with Cancel while the gallery is not visible,
 * and that of several in a status bar item.
 */
export function registerProgress(options: ProgressOptions): vscode.Disposable {
  const progress = new RunProgress(options);
  return vscode.Disposable.from(
    progress,
    options.engine.onDidChangeRuns(() => {
      progress.update();
    }),
    options.onDidChangeGalleryVisibility(() => {
      progress.update();
    }),
  );
}

class RunProgress {
  readonly #options: ProgressOptions;
  readonly #batch: RunBatch;
  readonly #statusBarItem = createStatusBarItem({
    id: 'jimeng.progress',
    name: vscode.l10n.t('Images in Progress'),
    tooltip: vscode.l10n.t('Open Gallery'),
    command: 'jimeng.openGallery',
  });
  #updateTimer: NodeJS.Timeout | undefined;
  #notificationTimer: NodeJS.Timeout | undefined;
  /** Closes the notification that is shown. */
  #closeNotification: (() => void) | undefined;
  #report: ReportProgress | undefined;

  constructor(options: ProgressOptions) {
    this.#options = options;
    this.#batch = new RunBatch(options.engine);
  }

  /** Shows or hides the progress: runs have begun or ended, or the gallery was shown or hidden. */
  update(): void {
    const { engine, isGalleryVisible } = this.#options;
    const isRunning = engine.runs.length > 0;
    if (!isRunning || isGalleryVisible()) this.#hideNotification();
    else if (!this.#closeNotification)
      this.#notificationTimer ??= setTimeout(() => {
        void this.#showNotification();
      }, notificationDelayMs);
    if (!isRunning) {
      clearInterval(this.#updateTimer);
      this.#updateTimer = undefined;
      this.#statusBarItem.hide();
      return;
    }
    this.#updateTimer ??= setInterval(() => void this.#showTexts(), updateIntervalMs);
    void this.#showTexts();
  }

  dispose(): void {
    this.#hideNotification();
    clearInterval(this.#updateTimer);
    this.#batch.dispose();
    this.#statusBarItem.dispose();
  }

  #hideNotification(): void {
    clearTimeout(this.#notificationTimer);
    this.#notificationTimer = undefined;
    this.#closeNotification?.();
    this.#closeNotification = undefined;
    this.#report = undefined;
  }

  async #showNotification(): Promise<void> {
    this.#notificationTimer = undefined;
    const { engine, log } = this.#options;
    const closed = new Promise<void>((resolve) => {
      this.#closeNotification = resolve;
    });
    await showProgress(undefined, async (report, token) => {
      this.#report = report;
      token.onCancellationRequested(() => {
        for (const run of engine.runs) {
          engine.cancel(run.id).catch((error: unknown) => {
            reportError(error, log);
          });
        }
      });
      await this.#showTexts();
      await closed;
    });
  }

  async #showTexts(): Promise<void> {
    const batch = await this.#readBatch();
    if (!batch) return;
    this.#report?.(formatRunProgress(batch));
    if (batch.counts.total < 2) return;
    setStatusBarText(this.#statusBarItem, 'loading~spin', formatBatchProgress(batch));
    this.#statusBarItem.show();
  }

  /** `undefined` if nothing is running. */
  async #readBatch(): Promise<RunningBatch | undefined> {
    const { engine, library } = this.#options;
    const [oldest] = engine.runs;
    // A record that cannot be read is reported by the gallery.
    const record = oldest && (await library.get(oldest.id).catch(() => undefined));
    if (!oldest || engine.runs.length === 0) return undefined;
    const submittedAt = record?.task?.submittedAt;
    return {
      counts: this.#batch.counts,
      prompt: oldest.prompt,
      elapsedSeconds: submittedAt === undefined ? 0 : Math.max(0, Date.now() - submittedAt) / 1000,
      expectedSeconds: record?.expectedAfterSeconds,
      concurrency: readSettings().settings.maxConcurrentTasks,
    };
  }
}
