import {
  arrows,
  keymap,
  type KeyBinding,
  type KeyGroup,
  type KeyScope,
  type ListedBinding,
} from './keyBindings.ts';

/** The `keyCode` of every key that an input method uses. */
const inputMethodKeyCode = 229;

type Binding = (typeof keymap)[number];
/** The commands of a scope. */
export type CommandOf<S extends KeyScope> = Extract<Binding, { readonly scope: S }>['command'];

const bindings: readonly KeyBinding[] = keymap;

/** The part of a `KeyboardEvent` that identifies a key. */
export interface PressedKey {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly isComposing: boolean;
  /** Only shows whether an input method uses the key. */
  readonly keyCode: number;
}

/** The command of a pressed key in a scope. */
export function findCommand<S extends KeyScope>(
  scope: S,
  pressedKey: PressedKey,
): CommandOf<S> | undefined {
  // These keys belong to the input method. Some browsers end a composition before its last key.
  if (pressedKey.isComposing || pressedKey.keyCode === inputMethodKeyCode) return undefined;
  const chord = getChord(pressedKey);
  const binding = bindings.find((each) => each.scope === scope && each.chords.includes(chord));
  return binding?.command as CommandOf<S> | undefined;
}

/** The bindings of each heading of the list of keyboard shortcuts. */
export function listBindings(): { group: KeyGroup; bindings: ListedBinding[] }[] {
  const listed = bindings.filter((binding) => binding.group !== undefined);
  const groups = [...new Set(listed.map(({ group }) => group))];
  return groups.map((group) => ({
    group,
    bindings: listed.filter((binding) => binding.group === group),
  }));
}

/** Whether a key types a character. `undefined` for Shift and Enter, which may be a part of text or the end of it. */
export function typesCharacter({ key, ctrlKey, metaKey, altKey }: PressedKey): boolean | undefined {
  if (key === 'Shift' || key === 'Enter') return undefined;
  return key.length === 1 && !ctrlKey && !metaKey && !altKey;
}

/** A letter in upper case, another character, or the name of a key. */
export function getKeyName({ key, code }: Pick<PressedKey, 'key' | 'code'>): string {
  if (key === ' ') return 'Space';
  if (/^[!-~]$/.test(key)) return key.toUpperCase();
  // With another script, or with Alt on a Mac, the key does not produce the letter that is printed on it.
  return /^Key([A-Z])$/.exec(code)?.[1] ?? key;
}

/**
 * The keys of a binding as the list of keyboard shortcuts writes them, such as `Shift+← → ↑ ↓`.
 * @param isMac whether the keyboard is that of a Mac
 */
export function spellKeys({ chords, keys, macKeys }: ListedBinding, isMac: boolean): string {
  const written = isMac ? (macKeys ?? keys) : keys;
  if (written !== undefined) return written;
  const [first = ''] = chords;
  const modifiers = first.slice(0, first.lastIndexOf('+') + 1);
  // If Shift makes no difference for a key, only the key is listed.
  const distinct = chords.filter(
    (chord) => !(chord.startsWith('Shift+') && chords.includes(chord.slice('Shift+'.length))),
  );
  const names = distinct.map((chord) => spellKey(chord.slice(modifiers.length)));
  return spellModifiers(modifiers, isMac) + names.join(' ');
}

/** The first key of each command. */
const firstChords = new Map(
  // Reversed, so that the first binding of a command wins.
  bindings
    .toReversed()
    .map(({ scope, command, chords: [chord = ''] }) => [`${scope} ${command}`, chord]),
);

/** The key of a command for `aria-keyshortcuts`. */
export function ariaKeys<S extends KeyScope>(scope: S, command: CommandOf<S>): string {
  const chord = firstChords.get(`${scope} ${command}`) ?? '';
  if (!chord.startsWith('Ctrl+')) return chord;
  return `${chord.replace('Ctrl', 'Control')} ${chord.replace('Ctrl', 'Meta')}`;
}

/** The key of a command as this platform writes it, for a tooltip. */
export function platformKey<S extends KeyScope>(scope: S, command: CommandOf<S>): string {
  const chord = firstChords.get(`${scope} ${command}`) ?? '';
  return spellModifiers(chord, isMac());
}

/** A pressed key with its modifiers, as in the keymap. */
function getChord(pressedKey: PressedKey): string {
  const name = getKeyName(pressedKey);
  // A character such as `?` may need any modifiers, depending on the keyboard layout.
  if (/^[^A-Z]$/.test(name)) return name;
  const { ctrlKey, metaKey, shiftKey, altKey } = pressedKey;
  const modifiers = [
    ctrlKey || metaKey ? 'Ctrl' : '',
    shiftKey ? 'Shift' : '',
    altKey ? 'Alt' : '',
  ].filter(Boolean);
  return [...modifiers, name].join('+');
}

function spellKey(name: string): string {
  const index = arrows.indexOf(name);
  return ['←', '→', '↑', '↓'][index] ?? name;
}

/** Whether the keyboard is that of a Mac. */
export function isMac(): boolean {
  return navigator.platform.startsWith('Mac');
}

function spellModifiers(chord: string, isMac: boolean): string {
  return isMac ? chord.replace('Ctrl+', '⌘') : chord;
}
