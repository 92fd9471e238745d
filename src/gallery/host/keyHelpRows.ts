import * as vscode from 'vscode';
import { revealTitle } from '../../host/revealInOS.ts';
import type { PageStrings } from '../protocol/messages.ts';

/** Every key of the gallery, and what it does, in the user's language. */
export function createKeyHelpRows(): PageStrings['keyHelp'] {
  const { l10n } = vscode;
  const reveal = revealTitle();
  return [
    ['← → ↑ ↓', l10n.t('Go to Another Image')],
    ['Enter', l10n.t('Open Image or Set')],
    ['Space', l10n.t('Enlarge')],
    ['I', l10n.t('Toggle Details')],
    ['Ctrl/Cmd+Enter', l10n.t('Insert')],
    ['Ctrl/Cmd+S', l10n.t('Save As…')],
    ['Ctrl/Cmd+C', l10n.t('Copy Image')],
    ['P', l10n.t('Copy Prompt')],
    ['Shift+Alt+C', l10n.t('Copy Path')],
    ['E', l10n.t('Edit Prompt and Generate…')],
    ['R', l10n.t('Use as Reference')],
    ['Shift+G', l10n.t('Generate Again')],
    ['Shift+R', l10n.t('Retry')],
    ['Shift+X', l10n.t('Cancel')],
    ['F', l10n.t('Toggle Favorite')],
    ...(reveal === undefined ? [] : [['Shift+Alt+R', reveal] satisfies [string, string]]),
    ['Delete, Cmd+Backspace', l10n.t('Delete')],
    ['Ctrl/Cmd+Z', l10n.t('Undo Last Deletion')],
    ['Shift+← → ↑ ↓', l10n.t('Select Range')],
    ['Ctrl/Cmd+Space', l10n.t('Toggle Selection')],
    ['Ctrl/Cmd+A', l10n.t('Select All')],
    ['C', l10n.t('Compare Two Selected Images')],
    ['/', l10n.t('Search Prompts')],
    ['Escape', l10n.t('Clear Selection, Search, and Filters')],
    ['?', l10n.t('Keyboard Shortcuts')],
  ];
}
