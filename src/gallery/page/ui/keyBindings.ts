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

type CommandName = keyof PageStrings['commands'];

/** A heading of the list of keyboard shortcuts. */
export type KeyGroup = keyof PageStrings['keyGroups'];

interface Binding {
  readonly scope: KeyScope;
  /** Such as `Ctrl+Shift+Alt+C`, with the modifiers in this order. `Ctrl` is also Cmd. */
  readonly chords: readonly string[];
  readonly command: string;
}

/** A command and its keys, as the list of keyboard shortcuts shows them. */
export type ListedBinding = Binding & {
  readonly group: KeyGroup;
  /** How the list writes the keys, if the chords are not shown as they are. */
  readonly keys?: string;
  /** The same on a Mac, if it differs there. */
  readonly macKeys?: string;
} & (
    | { readonly command: CommandName; readonly label?: never }
    /** The name of the command there, if it has another one. */
    | { readonly label: CommandName }
  );

/** A command and its keys. Those without a group are not in the list. */
export type KeyBinding = ListedBinding | (Binding & { readonly group?: never });

/** The arrow keys. */
export const arrows = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'];
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
  { scope: 'grid', chords: arrows, command: 'goTo', group: 'gallery', label: 'goToImage' },
  {
    scope: 'grid',
    chords: [
      ...navigationKeys.slice(arrows.length),
      ...withModifier('Ctrl', navigationKeys),
      ...withModifier('Alt', navigationKeys),
    ],
    command: 'goTo',
  },
  { scope: 'grid', chords: ['Enter', 'Space'], command: 'enlarge', group: 'gallery' },
  { scope: 'grid', chords: ['I'], command: 'toggleDetails', group: 'gallery' },
  { scope: 'image', chords: ['Ctrl+Enter'], command: 'insert', group: 'gallery' },
  { scope: 'image', chords: ['Ctrl+S'], command: 'saveAs', group: 'gallery' },
  { scope: 'image', chords: ['Ctrl+C'], command: 'copyImage', group: 'gallery' },
  { scope: 'image', chords: ['P'], command: 'copyPrompt', group: 'gallery' },
  { scope: 'image', chords: ['Shift+Alt+C'], command: 'copyPath', group: 'gallery' },
  { scope: 'image', chords: ['E'], command: 'editPrompt', group: 'gallery' },
  { scope: 'image', chords: ['R'], command: 'useAsReference', group: 'gallery' },
  { scope: 'image', chords: ['Shift+G'], command: 'generateAgain', group: 'gallery' },
  { scope: 'image', chords: ['Shift+R'], command: 'retry', group: 'gallery' },
  { scope: 'image', chords: ['Shift+X'], command: 'cancel', group: 'gallery' },
  { scope: 'image', chords: ['F'], command: 'toggleFavorite', group: 'gallery' },
  { scope: 'image', chords: ['Shift+Alt+R'], command: 'reveal', group: 'gallery' },
  {
    scope: 'image',
    chords: ['Delete', 'Ctrl+Backspace'],
    command: 'delete',
    group: 'gallery',
    // The second one is the Delete key of a Mac.
    keys: 'Delete',
    macKeys: '⌘Backspace',
  },
  { scope: 'global', chords: ['Ctrl+Z'], command: 'undo', group: 'gallery' },
  {
    scope: 'grid',
    chords: withModifier('Shift', arrows),
    command: 'selectRange',
    group: 'gallery',
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
    group: 'gallery',
    macKeys: 'Ctrl+Space',
  },
  { scope: 'grid', chords: ['Ctrl+A'], command: 'selectAll', group: 'gallery' },
  { scope: 'grid', chords: ['C'], command: 'compareSelected', group: 'gallery' },
  { scope: 'global', chords: ['/'], command: 'search', group: 'gallery' },
  { scope: 'global', chords: withOrWithoutShift('Escape'), command: 'clear', group: 'gallery' },
  { scope: 'search', chords: ['Enter', 'ArrowDown'], command: 'goToResults', group: 'gallery' },
  {
    scope: 'details',
    chords: withOrWithoutShift('Escape'),
    command: 'close',
    group: 'gallery',
    label: 'closeDetails',
  },
  { scope: 'global', chords: ['?'], command: 'showKeys', group: 'gallery' },
  { scope: 'search', chords: withOrWithoutShift('Escape'), command: 'clearText' },
  { scope: 'filters', chords: ['ArrowDown'], command: 'next' },
  { scope: 'filters', chords: ['ArrowUp'], command: 'previous' },

  {
    scope: 'viewer',
    chords: withOrWithoutShift('ArrowLeft'),
    command: 'previous',
    group: 'viewer',
    label: 'previousImage',
  },
  {
    scope: 'viewer',
    chords: withOrWithoutShift('ArrowRight'),
    command: 'next',
    group: 'viewer',
    label: 'nextImage',
  },
  { scope: 'viewer', chords: ['I'], command: 'toggleDetails', group: 'viewer' },
  { scope: 'viewer', chords: ['C'], command: 'compareWithNext', group: 'viewer' },
  {
    scope: 'viewer',
    chords: withOrWithoutShift('Escape'),
    command: 'back',
    group: 'viewer',
    label: 'backToGallery',
    keys: 'Escape Space',
  },
  { scope: 'viewer', chords: withOrWithoutShift('Space'), command: 'close' },

  {
    scope: 'compare',
    chords: withOrWithoutShift('ArrowLeft'),
    command: 'chooseLeft',
    group: 'compare',
  },
  {
    scope: 'compare',
    chords: withOrWithoutShift('ArrowRight'),
    command: 'chooseRight',
    group: 'compare',
  },
  { scope: 'compare', chords: ['S'], command: 'toggleLayout', group: 'compare' },
  {
    scope: 'divider',
    chords: withOrWithoutShift(...navigationKeys),
    command: 'move',
    group: 'compare',
    label: 'moveDivider',
    keys: '← → ↑ ↓',
  },
  { scope: 'compare', chords: withOrWithoutShift('Escape'), command: 'back', group: 'compare' },

  {
    scope: 'attention',
    chords: ['ArrowUp'],
    command: 'previous',
    group: 'failures',
    label: 'previousFailure',
  },
  {
    scope: 'attention',
    chords: ['ArrowDown'],
    command: 'next',
    group: 'failures',
    label: 'nextFailure',
  },
  { scope: 'attention', chords: ['ArrowRight'], command: 'expand', group: 'failures' },
  { scope: 'attention', chords: ['ArrowLeft'], command: 'collapse', group: 'failures' },
  {
    scope: 'attention',
    chords: ['Delete', 'Ctrl+Backspace'],
    command: 'dismiss',
    group: 'failures',
    label: 'delete',
    keys: 'Delete',
    macKeys: '⌘Backspace',
  },

  {
    scope: 'prompt',
    chords: ['Enter'],
    command: 'generate',
    group: 'composer',
    keys: 'Enter Ctrl+Enter',
    macKeys: 'Enter ⌘Enter',
  },
  { scope: 'composer', chords: ['Ctrl+Enter'], command: 'generate' },
  // The browser inserts the line break.
  { scope: 'prompt', chords: ['Shift+Enter'], command: 'startLine', group: 'composer' },
  { scope: 'prompt', chords: ['ArrowUp'], command: 'olderPrompt', group: 'composer' },
  { scope: 'prompt', chords: ['ArrowDown'], command: 'newerPrompt', group: 'composer' },
  {
    scope: 'reference',
    chords: withOrWithoutShift('Enter'),
    command: 'add',
    group: 'composer',
    label: 'addReference',
  },
  { scope: 'reference', chords: ['Backspace'], command: 'removeLast' },
  { scope: 'reference', chords: withOrWithoutShift('Escape'), command: 'discard' },
  {
    scope: 'chip',
    chords: ['Backspace', 'Delete'],
    command: 'remove',
    group: 'composer',
    label: 'removeReference',
  },
] as const satisfies readonly KeyBinding[];
