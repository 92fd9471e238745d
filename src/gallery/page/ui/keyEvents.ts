import type { KeyScope } from './keyBindings.ts';
import { findCommand, getKeyName, typesCharacter, type CommandOf } from './keymap.ts';
import type { Typing } from './typing.ts';

/** @param key the pressed key without modifiers. Returns `false` if the command does not apply. */
type KeyHandler = (event: KeyboardEvent, key: string) => unknown;

/** A handler for each command of a scope. */
export type KeyHandlers<S extends KeyScope> = Readonly<Record<CommandOf<S>, KeyHandler>>;

/** Runs the command of a pressed key. Returns whether the key was used. */
export function handleKey<S extends KeyScope>(
  scope: S,
  event: KeyboardEvent,
  handlers: KeyHandlers<S>,
): boolean {
  const command = findCommand(scope, event);
  return command !== undefined && handlers[command](event, getKeyName(event)) !== false;
}

/** Follows what is typed in the page. Call it before other listeners are added. */
export function watchTyping(typing: Pick<Typing, 'add' | 'end'>): void {
  document.addEventListener(
    'keydown',
    (event) => {
      const isCharacter = typesCharacter(event);
      if (isCharacter) typing.add(event.timeStamp, isInField(event));
      else if (isCharacter === false) typing.end();
    },
    true,
  );
}

/** Keeps an event that was used from the browser and from VS Code. */
export function consumeEvent(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}

/** Whether an event comes from an element that uses keys itself. */
export function isInField(event: Event): boolean {
  const [target] = event.composedPath();
  return (
    target instanceof HTMLElement && target.matches('input, textarea, select, option, dialog *')
  );
}
