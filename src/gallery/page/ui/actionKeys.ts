import type {
  ActionName,
  FromPageMessage,
  GenerationView,
  ActionTarget,
} from '../../protocol/messages.ts';

/** By what is pressed. What is billed, or ends what was paid for, takes Shift: no slip of a finger. */
const actionsByChord: Readonly<Record<string, ActionName | 'toggleFavorite'>> = {
  'Ctrl+Enter': 'insert',
  'Ctrl+S': 'saveAs',
  'Ctrl+C': 'copyImage',
  'Alt+Shift+C': 'copyPath',
  'Alt+Shift+R': 'reveal',
  P: 'copyPrompt',
  E: 'editPrompt',
  R: 'useAsReference',
  F: 'toggleFavorite',
  'Shift+G': 'generateAgain',
  'Shift+R': 'retry',
  'Shift+X': 'cancel',
  Delete: 'delete',
  // A Mac's Delete.
  'Ctrl+Backspace': 'delete',
};

/** Does what a key does, where it is one that does something; tells whether it is. */
export function handleActionKey(
  event: KeyboardEvent,
  { favorite }: Pick<GenerationView, 'favorite'>,
  targets: ActionTarget[],
  post: (message: FromPageMessage) => void,
): boolean {
  const command = actionsByChord[getChord(event)];
  if (!command) return false;
  const action = command === 'toggleFavorite' ? (favorite ? 'unfavorite' : 'favorite') : command;
  // Held down, it means once.
  if (!event.repeat) post({ type: 'performAction', action, targets });
  return true;
}

/** Whether a key takes the last deletion back. */
export function isUndoKey(event: KeyboardEvent): boolean {
  return getChord(event) === 'Ctrl+Z';
}

/** Whether a key is another one by what is held down with it. */
export function hasModifier({ ctrlKey, altKey, metaKey }: KeyboardEvent): boolean {
  return ctrlKey || altKey || metaKey;
}

/** Keeps a key that was used here from the browser and from VS Code, whose own it may be, too. */
export function consumeEvent(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}

/** Ctrl stands for Cmd as well. A letter is the one on the key where the key gives none of ours. */
function getChord({ key, code, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): string {
  const letter = /^[a-z]$/i.test(key) ? key.toUpperCase() : /^Key([A-Z])$/.exec(code)?.[1];
  const modifiers = [
    ctrlKey || metaKey ? 'Ctrl' : '',
    altKey ? 'Alt' : '',
    shiftKey ? 'Shift' : '',
  ].filter(Boolean);
  return [...modifiers, letter ?? key].join('+');
}
