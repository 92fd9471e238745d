import type { GenerationView } from '../../protocol/views.ts';
import type { ActionTarget } from '../../protocol/vocabulary.ts';
import type { HostConnection } from './hostConnection.ts';
import { findCommand } from './keymap.ts';

/** Performs the action of a pressed key on these targets. Returns whether the key has one. */
export function handleActionKey(
  event: KeyboardEvent,
  { favorite }: Pick<GenerationView, 'favorite'>,
  targets: ActionTarget[],
  connection: Pick<HostConnection, 'notify'>,
): boolean {
  const command = findCommand('image', event);
  if (command === undefined || (command === 'copyImage' && isTextSelected(event))) return false;
  const action = command === 'toggleFavorite' ? (favorite ? 'unfavorite' : 'favorite') : command;
  // A key that is held down performs it once.
  if (!event.repeat) connection.notify('performAction', { action, targets });
  return true;
}

/** Whether text of the details is selected, which the key copies. */
function isTextSelected({ target }: Event): boolean {
  const isInDetails = target instanceof Element && target.closest('.details') !== null;
  return isInDetails && document.getSelection()?.isCollapsed === false;
}
