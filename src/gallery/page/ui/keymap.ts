import type { PageStrings } from '../../protocol/strings.ts';

/**
 * Where a key applies. `image` are the actions on a card or on the large image; they are looked up after
 * `grid` and `viewer`.
 */
export type KeyScope =
  | 'global'
  | 'grid'
  | 'search'
  | 'viewer'
  | 'compare'
  | 'divider'
  | 'filters'
  | 'attention'
  | 'image'
  | 'details'
  | 'composer'
  | 'prompt'
  | 'reference'
  | 'chip';

/** A command and its keys. */
export interface KeyBinding {
  readonly scope: KeyScope;
  /** Such as `Ctrl+Shift+Alt+C`, with the modifiers in this order. `Ctrl` is also Cmd. */
  readonly chords: readonly string[];
  readonly command: string;
  /** The name of the command in the list of keyboard shortcuts. Without one, it is not listed. */
  readonly label?: keyof PageStrings['commands'];
  /** How the list writes the keys, if not as the chords say; on a Mac, and elsewhere. */
  readonly macKeys?: string;
  readonly keys?: string;
}

const arrows = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'];
const navigationKeys = [...arrows, 'PageUp', 'PageDown', 'Home', 'End'];
const withModifier = (modifier: string, keys: readonly string[]) =>
  keys.map((key) => `${modifier}+${key}`);
/** Keys for which Shift makes no difference. */
const withOrWithoutShift = (...keys: readonly string[]) => [
  ...keys,
  ...withModifier('Shift', keys),
];

/**
 * All keys of the page, in the order of the list of keyboard shortcuts. Actions that bill, or discard what
 * was billed, require Shift.
 */
export const keymap = [
  { scope: 'grid', chords: arrows, command: 'goTo', label: 'goToImage' },
  {
    scope: 'grid',
    chords: [
      ...navigationKeys.slice(arrows.length),
      ...withModifier('Ctrl', navigationKeys),
      ...withModifier('Alt', navigationKeys),
    ],
    command: 'goTo',
  },
  { scope: 'grid', chords: ['Enter', 'Space'], command: 'enlarge', label: 'enlarge' },
  { scope: 'grid', chords: ['I'], command: 'toggleDetails', label: 'toggleDetails' },
  { scope: 'image', chords: ['Ctrl+Enter'], command: 'insert', label: 'insert' },
  { scope: 'image', chords: ['Ctrl+S'], command: 'saveAs', label: 'saveAs' },
  { scope: 'image', chords: ['Ctrl+C'], command: 'copyImage', label: 'copyImage' },
  { scope: 'image', chords: ['P'], command: 'copyPrompt', label: 'copyPrompt' },
  { scope: 'image', chords: ['Shift+Alt+C'], command: 'copyPath', label: 'copyPath' },
  { scope: 'image', chords: ['E'], command: 'editPrompt', label: 'editPrompt' },
  { scope: 'image', chords: ['R'], command: 'useAsReference', label: 'useAsReference' },
  { scope: 'image', chords: ['Shift+G'], command: 'generateAgain', label: 'generateAgain' },
  { scope: 'image', chords: ['Shift+R'], command: 'retry', label: 'retry' },
  { scope: 'image', chords: ['Shift+X'], command: 'cancel', label: 'cancel' },
  { scope: 'image', chords: ['F'], command: 'toggleFavorite', label: 'toggleFavorite' },
  { scope: 'image', chords: ['Shift+Alt+R'], command: 'reveal', label: 'reveal' },
  {
    scope: 'image',
    chords: ['Delete', 'Ctrl+Backspace'],
    command: 'delete',
    label: 'delete',
    // The second one is the Delete key of a Mac.
    macKeys: '⌘Backspace',
    keys: 'Delete',
  },
  { scope: 'global', chords: ['Ctrl+Z'], command: 'undo', label: 'undo' },
  {
    scope: 'grid',
    chords: withModifier('Shift', arrows),
    command: 'selectRange',
    label: 'selectRange',
  },
  {
    scope: 'grid',
    chords: [
      ...withModifier('Shift', navigationKeys.slice(arrows.length)),
      ...withModifier('Ctrl+Shift', navigationKeys),
      ...withModifier('Shift+Alt', navigationKeys),
    ],
    command: 'selectRange',
  },
  {
    scope: 'grid',
    chords: ['Ctrl+Space'],
    command: 'toggleSelection',
    label: 'toggleSelection',
    macKeys: 'Ctrl+Space',
  },
  { scope: 'grid', chords: ['Ctrl+A'], command: 'selectAll', label: 'selectAll' },
  { scope: 'grid', chords: ['C'], command: 'compareSelected', label: 'compareSelected' },
  { scope: 'global', chords: ['/'], command: 'search', label: 'search' },
  {
    scope: 'global',
    chords: withOrWithoutShift('Escape'),
    command: 'clear',
    keys: 'Escape',
    label: 'clear',
  },
  { scope: 'global', chords: ['?'], command: 'showKeys', label: 'showKeys' },

  { scope: 'search', chords: ['Enter', 'ArrowDown'], command: 'goToResults' },
  { scope: 'search', chords: withOrWithoutShift('Escape'), command: 'clearText' },
  { scope: 'viewer', chords: withOrWithoutShift('ArrowLeft'), command: 'previous' },
  { scope: 'viewer', chords: withOrWithoutShift('ArrowRight'), command: 'next' },
  { scope: 'viewer', chords: ['I'], command: 'toggleDetails' },
  { scope: 'viewer', chords: ['C'], command: 'compareWithNext' },
  { scope: 'viewer', chords: withOrWithoutShift('Space'), command: 'close' },
  { scope: 'viewer', chords: withOrWithoutShift('Escape'), command: 'back' },
  { scope: 'compare', chords: withOrWithoutShift('ArrowLeft'), command: 'chooseLeft' },
  { scope: 'compare', chords: withOrWithoutShift('ArrowRight'), command: 'chooseRight' },
  { scope: 'compare', chords: ['S'], command: 'toggleLayout' },
  { scope: 'divider', chords: withOrWithoutShift(...navigationKeys), command: 'move' },
  { scope: 'compare', chords: withOrWithoutShift('Escape'), command: 'back' },
  { scope: 'details', chords: withOrWithoutShift('Escape'), command: 'close' },
  { scope: 'filters', chords: ['ArrowDown'], command: 'next' },
  { scope: 'filters', chords: ['ArrowUp'], command: 'previous' },
  { scope: 'attention', chords: ['ArrowDown'], command: 'next' },
  { scope: 'attention', chords: ['ArrowUp'], command: 'previous' },
  { scope: 'attention', chords: ['ArrowRight'], command: 'expand' },
  { scope: 'attention', chords: ['ArrowLeft'], command: 'collapse' },
  { scope: 'attention', chords: ['Delete', 'Ctrl+Backspace'], command: 'dismiss' },
  { scope: 'composer', chords: ['Ctrl+Enter'], command: 'generate' },
  { scope: 'prompt', chords: ['Enter'], command: 'generate' },
  { scope: 'prompt', chords: ['ArrowUp'], command: 'olderPrompt' },
  { scope: 'prompt', chords: ['ArrowDown'], command: 'newerPrompt' },
  { scope: 'reference', chords: withOrWithoutShift('Enter'), command: 'add' },
  { scope: 'reference', chords: ['Backspace'], command: 'removeLast' },
  { scope: 'chip', chords: ['Backspace', 'Delete'], command: 'remove' },
] as const satisfies readonly KeyBinding[];

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
  /** Only tells whether an input method uses the key. */
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
export function spellKeys({ chords, keys, macKeys }: KeyBinding, isMac: boolean): string {
  const written = isMac ? macKeys : keys;
  if (written !== undefined) return written;
  const [first = ''] = chords;
  const modifiers = first.slice(0, first.lastIndexOf('+') + 1);
  const names = chords.map((chord) => spellKey(chord.slice(modifiers.length)));
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
