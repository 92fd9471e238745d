import { findBinding, type CommandOf, type KeyScope } from './keymap.ts';

/** @param key the pressed key without modifiers. Returns `false` if the command does not apply. */
type KeyHandler = (event: KeyboardEvent, key: string) => unknown;

/** A handler for each command of a scope. */
export type KeyHandlers<S extends KeyScope> = Readonly<Record<CommandOf<S>, KeyHandler>>;

/** The command of a pressed key in a scope. */
export function findCommand<S extends KeyScope>(
  scope: S,
  event: KeyboardEvent,
): CommandOf<S> | undefined {
  // These keys belong to the input method.
  if (event.isComposing) return undefined;
  return findBinding(scope, getChord(event))?.command as CommandOf<S> | undefined;
}

/** Runs the command of a pressed key. Returns whether the key was used. */
export function handleKey<S extends KeyScope>(
  scope: S,
  event: KeyboardEvent,
  handlers: KeyHandlers<S>,
): boolean {
  const command = findCommand(scope, event);
  return command !== undefined && handlers[command](event, getKeyName(event)) !== false;
}

/** Keeps an event that was used from the browser and from VS Code. */
export function consumeEvent(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}

/** Whether an event comes from an element that uses keys itself. */
export function isInField(event: Event): boolean {
  const [target] = event.composedPath();
  return target instanceof HTMLElement && target.matches('input, textarea, select, dialog *');
}

/** A pressed key with its modifiers, as in the keymap. */
function getChord(event: KeyboardEvent): string {
  const name = getKeyName(event);
  // A character such as `?` may need any modifiers, depending on the keyboard layout.
  if (/^[^A-Z]$/.test(name)) return name;
  const { ctrlKey, metaKey, shiftKey, altKey } = event;
  const modifiers = [
    ctrlKey || metaKey ? 'Ctrl' : '',
    shiftKey ? 'Shift' : '',
    altKey ? 'Alt' : '',
  ].filter(Boolean);
  return [...modifiers, name].join('+');
}

/** A letter in upper case, another character, or the name of a key. */
function getKeyName({ key, code }: KeyboardEvent): string {
  if (key === ' ') return 'Space';
  if (/^[!-~]$/.test(key)) return key.toUpperCase();
  // With another script, or with Alt on a Mac, the key does not produce the letter that is printed on it.
  return /^Key([A-Z])$/.exec(code)?.[1] ?? key;
}
