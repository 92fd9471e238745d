import type { ActionName, ActionTarget } from '../../protocol/vocabulary.ts';
import type { HostConnection } from './hostConnection.ts';
import { findCommand } from './keymap.ts';
import { typing } from './typing.ts';

/**
 * Performs the action of a pressed key on these targets. Returns whether the key has one.
 * @param state whether all targets are favorites
 */
export function handleActionKey(
  event: KeyboardEvent,
  { areFavorites }: { readonly areFavorites: boolean },
  targets: ActionTarget[],
  connection: Pick<HostConnection, 'notify'>,
): boolean {
  const command = findCommand('image', event);
  if (command === undefined || (command === 'copyImage' && isTextSelected(event))) return false;
  const action =
    command === 'toggleFavorite' ? (areFavorites ? 'unfavorite' : 'favorite') : command;
  // A key that is held down performs it once.
  if (!event.repeat) {
    performKeyAction(action, () => {
      connection.notify('performAction', { action, targets });
    });
  }
  return true;
}

/** The actions that are billed. */
const billedActions: ReadonlySet<ActionName> = new Set(['generateAgain', 'retry']);

/** Performs the action of a key. If it is billed, the key must not be a part of typed text. */
export function performKeyAction(action: ActionName, perform: () => void): void {
  if (billedActions.has(action)) typing.runUnlessText(perform);
  else perform();
}

/**
 * Whether text is selected where the focus is, which the key then copies. Text stays selected when the focus moves
 * to another place, where the key copies an image.
 */
function isTextSelected({ target }: Event): boolean {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !(target instanceof Element)) return false;
  const { anchorNode: node } = selection;
  const place = (node instanceof Element ? node : node?.parentElement)?.closest('[tabindex]');
  return !place || place.contains(target);
}
