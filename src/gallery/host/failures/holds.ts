import * as vscode from 'vscode';
import type { GenerationRecord } from '../../../library/record.ts';
import type { Hold } from '../../../tasks/holds.ts';

/** Why a generation waits for the user, and what Retry does. */
export function formatHold(hold: Hold, { task }: GenerationRecord): string {
  switch (hold) {
    case 'notStartedHere':
      return task
        ? vscode.l10n.t(
            'Started on another computer or by an earlier version. Retry downloads it at no extra cost.',
          )
        : vscode.l10n.t(
            'Started on another computer or by an earlier version. Retry submits it from here, which is billed.',
          );
    case 'maybeSubmitted':
      return vscode.l10n.t(
        'This image may already have been submitted. Retry submits it again, which may be billed twice.',
      );
    case 'providerNotInSettings':
      return vscode.l10n.t(
        'The provider of this image is not in your settings. Retry submits it there, which is billed.',
      );
    case 'resumedTooOften':
      return vscode.l10n.t(
        'VS Code stopped unexpectedly several times while this image was in progress. Retry continues it.',
      );
    case 'ticketFailed':
      return vscode.l10n.t(
        'Not resumed, because a file of Jimeng Images cannot be read or written. See the log for details, then retry.',
      );
  }
}

/** Why generations wait for the user, in a few words without a full stop. */
export function formatHoldCause(hold: Hold): string {
  switch (hold) {
    case 'notStartedHere':
      return vscode.l10n.t('Started on another computer or by an earlier version');
    case 'maybeSubmitted':
      return vscode.l10n.t('May already have been submitted');
    case 'providerNotInSettings':
      return vscode.l10n.t('Provider not in the settings');
    case 'resumedTooOften':
      return vscode.l10n.t('VS Code stopped unexpectedly several times');
    case 'ticketFailed':
      return vscode.l10n.t('Not resumed because of a file error');
  }
}
