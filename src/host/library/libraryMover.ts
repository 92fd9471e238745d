import * as vscode from 'vscode';
import type { Clock } from '../../jimeng/index.ts';
import { listOwnFolder } from '../../library/disk/files.ts';
import { Library } from '../../library/library.ts';
import { readLibraryId, readLibraryIds } from '../../library/location/libraryId.ts';
import {
  drainLibrary,
  isReachable,
  movePending,
  type DrainResult,
} from '../../library/move/drainLibrary.ts';
import { listMovableIds } from '../../library/move/movedAside.ts';
import { removeEmptyLibrary } from '../../library/move/removeEmptyLibrary.ts';
import { restoreMovedAside } from '../../library/move/restoreMovedAside.ts';
import { maxPathCharacters } from '../../untrusted/limits.ts';
import { toPlainText } from '../../untrusted/plainText.ts';
import { formatNumber } from '../format.ts';
import { formatFileError } from '../messages/fileErrors.ts';
import type { Log } from '../ui/log.ts';
import { showError, showInformation } from '../ui/notifications.ts';
import { showProgress } from '../ui/progress.ts';
import type { LibraryStatus } from './libraryStatus.ts';
import type { PendingMove, PendingMoves } from '../../library/move/pendingMoves.ts';

/** Milliseconds between looks for what could not be moved yet, such as running generations. */
const retryIntervalMs = 10_000;
/** From this number of generations on, the progress is shown. */
const progressMinCount = 20;

type MoveOutcome = 'done' | 'pending' | 'failed';

/** What `LibraryMover` works with. */
export interface LibraryMoverOptions {
  readonly library: Library;
  readonly status: LibraryStatus;
  readonly pendingMoves: PendingMoves;
  readonly log: Log;
  readonly clock: Clock;
}

/**
 * Moves the generations of other libraries into the current one, as it was decided in any window, and
 * goes on after a restart. What another window is still running follows when that has ended.
 */
export class LibraryMover implements vscode.Disposable {
  readonly #options: LibraryMoverOptions;
  readonly #disposed = new AbortController();
  /** The number of generations that were moved, for the message at the end. */
  readonly #moved = new Map<string, number>();
  /** The moves that have failed, which was reported. They wait for the user, and do not hold up the others. */
  readonly #failed = new Set<string>();
  #running: Promise<void> | undefined;
  /** How often `run` was called: what a call is for may have been added since the moves were listed. */
  #runCount = 0;

  constructor(options: LibraryMoverOptions) {
    this.#options = options;
  }

  /** Moves what is pending until nothing is, including moves that have failed before. Never rejects. */
  run(): Promise<void> {
    this.#failed.clear();
    this.#runCount++;
    this.#running ??= this.#run().catch((error: unknown) => {
      this.#running = undefined;
      if (!this.#disposed.signal.aborted) this.#options.log.error(error);
    });
    return this.#running;
  }

  dispose(): void {
    this.#disposed.abort();
  }

  async #run(): Promise<void> {
    const { pendingMoves, status, clock } = this.#options;
    const { signal } = this.#disposed;
    for (;;) {
      signal.throwIfAborted();
      const runCount = this.#runCount;
      await status.check();
      // First what is in progress, because its tasks expire.
      const moves = (await pendingMoves.listTo(status.location.folder)).toSorted(
        (a, b) => Number(a.scope !== 'inProgress') - Number(b.scope !== 'inProgress'),
      );
      let isAnyPending = false;
      for (const move of moves) {
        const key = `${move.scope} ${move.folder}`;
        if (this.#failed.has(key)) continue;
        const outcome = await this.#move(move);
        if (outcome === 'failed') this.#failed.add(key);
        if (outcome === 'pending') isAnyPending = true;
      }
      if (runCount !== this.#runCount) continue;
      if (!isAnyPending) {
        this.#running = undefined;
        return;
      }
      await clock.sleep(retryIntervalMs, signal);
    }
  }

  async #move(move: PendingMove): Promise<MoveOutcome> {
    const { library, status, pendingMoves, log } = this.#options;
    const { folder } = move;
    if (status.state?.type === 'unavailable') return 'pending';
    const source = new Library(folder);
    try {
      const sourceId = await readLibraryId(source.disk, folder).catch(() => undefined);
      // The setting may have been set back before a move from here had ended.
      const isRestored = await restoreMovedAside(library, source, sourceId);
      if (move.scope === 'inProgress') {
        if (!(await this.#moveInProgress(source, move)) || !isRestored) return 'pending';
        await pendingMoves.remove(move);
        return 'done';
      }
      const result = await this.#drain(source, folder);
      if (!result) return 'pending';
      this.#moved.set(folder, (this.#moved.get(folder) ?? 0) + result.moved);
      if (result.failures.length > 0) {
        for (const error of result.failures) log.warn(`Unable to move from ${folder}`, error);
        this.#reportFailure(folder, result.failures[0]);
        return 'failed';
      }
      if (!result.isEmpty || !isRestored) return 'pending';
      await pendingMoves.remove({ ...move, scope: 'inProgress' });
      await pendingMoves.remove(move);
      await removeEmptyLibrary(source, folder).catch((error: unknown) => {
        log.warn(`Unable to delete ${folder}`, error);
      });
      this.#reportEnd(folder);
      await status.accept();
      return 'done';
    } catch (error) {
      // Otherwise, the user has canceled it, or a folder cannot be read.
      if (this.#disposed.signal.aborted) return 'failed';
      log.warn(`Interrupted the move from ${folder}`, error);
      this.#reportFailure(folder, error);
      return 'failed';
    } finally {
      source.dispose();
    }
  }

  /** Resolves to whether nothing in progress is left. A folder that cannot be read may be back soon. */
  async #moveInProgress(
    source: Library,
    { folder: sourceFolder, libraryId }: PendingMove,
  ): Promise<boolean> {
    const { library: target, status } = this.#options;
    const targetFolder = status.location.folder;
    if (await isReachable(source, sourceFolder).catch(() => false)) {
      const { signal } = this.#disposed;
      return movePending({ source, target, sourceFolder, targetFolder, signal });
    }
    // Another window may have moved all of it here.
    const ids = await readLibraryIds(target.disk, targetFolder);
    return libraryId !== undefined && ids.includes(libraryId);
  }

  async #drain(source: Library, sourceFolder: string): Promise<DrainResult | undefined> {
    const { library: target, status } = this.#options;
    const targetFolder = status.location.folder;
    const drain = (
      signal: AbortSignal,
      onProgress?: (done: number, total: number) => void,
    ): Promise<DrainResult | undefined> =>
      drainLibrary({
        source,
        target,
        sourceFolder,
        targetFolder,
        signal,
        ...(onProgress && { onProgress }),
      });
    const { length } = await listMovableIds(source);
    const images = await listOwnFolder(source.disk, source.folders.images);
    if (Math.max(length, images.length) < progressMinCount) return drain(this.#disposed.signal);
    return showProgress(vscode.l10n.t('Moving library'), (report, token) => {
      const canceled = new AbortController();
      token.onCancellationRequested(() => {
        canceled.abort();
      });
      const signal = AbortSignal.any([canceled.signal, this.#disposed.signal]);
      return drain(signal, (done, total) => {
        const message = vscode.l10n.t({
          message: '{0} of {1}',
          args: [formatNumber(done), formatNumber(total)],
          comment: ['Progress of an export or import: number of items done, and of all items'],
        });
        report(message, 100 / total);
      });
    });
  }

  #reportEnd(folder: string): void {
    const count = this.#moved.get(folder) ?? 0;
    this.#moved.delete(folder);
    if (count === 0) return;
    const path = toPlainText(this.#options.status.location.folder, maxPathCharacters);
    void showInformation(vscode.l10n.t('The library is now in {0}.', path));
  }

  #reportFailure(folder: string, error: unknown): void {
    const retry = vscode.l10n.t('Retry');
    const showLog = vscode.l10n.t('Show Log');
    const message = vscode.l10n.t(
      'The library could not be moved completely. Images that could not be moved are still in {0}.',
      toPlainText(folder, maxPathCharacters),
    );
    void showError(formatFileError(message, error) ?? message, retry, showLog).then((choice) => {
      if (choice === showLog) this.#options.log.show();
      if (choice === retry) void this.run();
    });
  }
}
