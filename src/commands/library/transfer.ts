import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { formatNumber } from '../../host/format.ts';
import { showError } from '../../host/ui/notifications.ts';
import { showProgress } from '../../host/ui/progress.ts';
import type { TransferOptions } from '../../library/archive/archiveFormat.ts';

/** The argument of the export and import commands, which then show no dialog. */
export const transferArgumentSchema = v.object({
  uri: v.custom<vscode.Uri>((value) => value instanceof vscode.Uri),
  /** Only these generations are exported. */
  ids: v.exactOptional(v.array(v.string())),
});

export function zipFilters(): Record<string, string[]> {
  return { [vscode.l10n.t('ZIP Archives')]: ['zip'] };
}

/** Runs an operation with a local file for `uri`: the file itself, or a temporary one for a remote URI. */
export async function withLocalFile<T>(
  uri: vscode.Uri,
  operation: (file: string) => Promise<T>,
): Promise<T> {
  if (uri.scheme === 'file') return operation(uri.fsPath);
  const folder = await mkdtemp(join(tmpdir(), 'jimeng-library-'));
  try {
    return await operation(join(folder, 'library.zip'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs a long operation with a notification that can cancel it, and reports a failure. */
export function withProgressNotification<T>(
  title: string,
  formatError: (error: unknown) => string | undefined,
  operation: (options: TransferOptions) => Promise<T>,
): Promise<T | undefined> {
  return showProgress(title, async (report, token) => {
    const abortController = new AbortController();
    token.onCancellationRequested(() => {
      abortController.abort();
    });
    const onProgress = (done: number, total: number) => {
      const message = vscode.l10n.t({
        message: '{0} of {1}',
        args: [formatNumber(done), formatNumber(total)],
        comment: ['Progress of an export or import: number of items done, and of all items'],
      });
      report(message, 100 / total);
    };
    try {
      return await operation({ signal: abortController.signal, onProgress });
    } catch (error) {
      if (abortController.signal.aborted) return undefined;
      const message = formatError(error);
      if (message === undefined) throw error;
      void showError(message);
      return undefined;
    }
  });
}
