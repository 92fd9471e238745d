import * as vscode from 'vscode';
import { JimengError } from '../jimeng/index.ts';
import { LibraryUnavailableError } from '../library/location/libraryLocation.ts';
import { reportLibraryUnavailable } from './library/unavailableLibrary.ts';
import { formatFailure, formatUnexpectedError } from './messages/failures.ts';
import { formatFileError } from './messages/fileErrors.ts';
import type { Log } from './ui/log.ts';
import { showError } from './ui/notifications.ts';

const reportedErrors = new WeakSet<JimengError>();

/** Marks an error that the user was notified of, so that `reportError` ignores it. Returns it. */
export function markReported(error: JimengError): JimengError {
  reportedErrors.add(error);
  return error;
}

/** Whether an error is a failure that the user is still to be notified of. */
export function isUnreportedFailure(error: unknown): error is JimengError {
  return (
    error instanceof JimengError && error.failure.kind !== 'canceled' && !reportedErrors.has(error)
  );
}

/**
 * Logs an error, and shows a sentence about it, unless the user was notified of it before or has
 * canceled: what has failed, or why a file could not be read or written; anything else is a bug in
 * this extension.
 */
export function reportError(error: unknown, log: Log): void {
  const failure = error instanceof JimengError ? error.failure : undefined;
  if (failure?.kind === 'canceled') return;
  if (error instanceof JimengError && reportedErrors.has(error)) return;
  log.error(error);
  if (error instanceof LibraryUnavailableError) {
    void reportLibraryUnavailable(error);
    return;
  }
  const message = failure
    ? formatFailure(failure, '')
    : (formatFileError(vscode.l10n.t('Unable to read or write a file.'), error) ??
      formatUnexpectedError());
  const showLog = vscode.l10n.t('Show Log');
  void showError(message, showLog).then((choice) => {
    if (choice === showLog) log.show();
  });
}
