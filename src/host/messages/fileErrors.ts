import { l10n } from 'vscode';
import { toPlainWord } from '../../untrusted/plainText.ts';
import { readFileError, type FileErrorFacts } from './fileErrorCause.ts';

/**
 * Why a file could not be read or written, and what to do about it.
 * @param sentence what has failed
 * @returns `undefined` if the error is not one of a file system
 */
export function formatFileError(sentence: string, error: unknown): string | undefined {
  const facts = readFileError(error);
  return facts && `${sentence} ${formatCause(facts)}`;
}

function formatCause({ cause, code }: FileErrorFacts): string {
  switch (cause) {
    case 'full':
      return l10n.t('The disk is full. Free up space or choose another location.');
    case 'readOnly':
      return l10n.t('The disk is read-only. Choose another location.');
    case 'noPermission':
      return l10n.t(
        'You do not have permission to access this location. Change its permissions or choose another location.',
      );
    case 'notFound':
      return l10n.t('The file or its folder no longer exists. Choose another location.');
    case 'exists':
      return l10n.t('A file with this name already exists. Choose another name.');
    case 'notFile':
      return l10n.t('A folder with this name already exists. Choose another name.');
    case 'invalidName':
      return l10n.t('The file name is too long or invalid. Choose another name.');
    case 'busy':
      return l10n.t('The file is in use by another program. Close the program and try again.');
    case 'unavailable':
      return l10n.t(
        'The disk or file system is not responding or does not support this operation. Choose another location.',
      );
    case 'other':
      return l10n.t(
        'The file system reported an error ({0}). Choose another location.',
        toPlainWord(code),
      );
  }
}
