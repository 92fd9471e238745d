import * as vscode from 'vscode';
import type { PageStrings } from '../protocol/messages.ts';

/** Every key of the gallery, and what it does, in the user's language. */
export function createKeyHelpRows(): PageStrings['keyHelp'] {
  const { l10n } = vscode;
  return [
    ['← → ↑ ↓', l10n.t('Go to another image')],
    ['Enter', l10n.t('Open the image, or the set')],
    ['Space', l10n.t('Show Large')],
    ['I', l10n.t('Details')],
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
    ['F', l10n.t('Add to or remove from favourites')],
    ['Shift+Alt+R', l10n.t('Reveal in File Explorer')],
    ['Delete, Cmd+Backspace', l10n.t('Delete')],
    ['Ctrl/Cmd+Z', l10n.t('Undo the last deletion')],
    ['Shift+← → ↑ ↓', l10n.t('Select a range')],
    ['Ctrl/Cmd+Space', l10n.t('Select or unselect')],
    ['Ctrl/Cmd+A', l10n.t('Select all')],
    ['C', l10n.t('Compare two that are selected')],
    ['/', l10n.t('Search prompts')],
    ['Escape', l10n.t('Clear selection, search and filters')],
    ['?', l10n.t('Keys')],
  ];
}
