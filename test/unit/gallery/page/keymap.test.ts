import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import {
  keymap,
  type KeyBinding,
  type KeyScope,
} from '../../../../src/gallery/page/ui/keyBindings.ts';
import {
  ariaKeys,
  findCommand,
  listBindings,
  platformKey,
  spellKeys,
  type PressedKey,
} from '../../../../src/gallery/page/ui/keymap.ts';
import { pageStrings } from '../../../../src/gallery/protocol/strings.ts';
import {
  actionNames,
  commandsFor,
  type ActionName,
} from '../../../../src/gallery/protocol/vocabulary.ts';
import { listNodes } from '../../support/strings.ts';

const bindings: readonly KeyBinding[] = keymap;
const scopes = [...new Set(bindings.map(({ scope }) => scope))];

/** Scopes that are tried one after another for the same key. */
const combinedScopes: readonly (readonly KeyScope[])[] = [
  ['grid', 'image'],
  ['viewer', 'image'],
  ['compare', 'image'],
];

const sources = globSync('src/gallery/page/**/*.ts').map((path) =>
  ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true),
);

/** Where the keymap is read. */
const keymapFiles = /ui\/(?:keymap|keyEvents)\.ts$/;

/** The entries of the context menu for commands of the grid. */
const menuActions: ReadonlyMap<string, readonly ActionName[]> = new Map([
  ['enlarge', ['enlarge']],
  ['toggleDetails', ['showDetails']],
  ['compareSelected', ['compare']],
]);

const actionsOf = (command: string): readonly ActionName[] =>
  command === 'toggleFavorite'
    ? ['favorite', 'unfavorite']
    : actionNames.filter((name) => name === command);

const noModifiers = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };

const press = (scope: KeyScope, key: string, others: Partial<PressedKey> = {}) =>
  findCommand(scope, { key, code: '', keyCode: 0, isComposing: false, ...noModifiers, ...others });

describe('keymap', () => {
  const chordsIn = (names: readonly KeyScope[]) =>
    bindings.filter(({ scope }) => names.includes(scope)).flatMap(({ chords }) => chords);

  for (const names of [...scopes.map((scope) => [scope]), ...combinedScopes]) {
    it(`has each chord once in ${names.join(' and ')}`, () => {
      const chords = chordsIn(names);
      assert.deepEqual(chords.sort(), [...new Set(chords)].sort());
    });
  }

  it('has a handler for each scope, and so for each command', () => {
    // The type of handleKey requires a handler for each command of the scope.
    const handledScopes = sources.flatMap((source) =>
      listNodes(source).flatMap((node) => {
        if (!ts.isCallExpression(node)) return [];
        const [scope] = node.arguments;
        const isLookup = ['handleKey', 'findCommand'].includes(node.expression.getText());
        return isLookup && scope && ts.isStringLiteral(scope) ? [scope.text] : [];
      }),
    );
    assert.deepEqual([...new Set(handledScopes)].sort(), [...scopes].sort());
  });

  it('has every key that is handled: no other file reads keys', () => {
    const readers = sources.filter(
      (source) =>
        !keymapFiles.test(source.fileName) &&
        source.text.includes('KeyboardEvent') &&
        listNodes(source).some(
          (node) =>
            (ts.isPropertyAccessExpression(node) || ts.isBindingElement(node)) &&
            /^(?:key|code|keyCode|(?:ctrl|meta|shift|alt)Key)$/.test(node.name.getText()) &&
            isKeyboardEvent(node),
        ),
    );
    assert.deepEqual(
      readers.map(({ fileName }) => fileName),
      [],
    );
  });

  it('is used wherever keys are listened to', () => {
    const listeners = sources.filter(({ text }) => /keydown|keyup|keypress/i.test(text));
    assert.ok(listeners.length > 3);
    const others = listeners.filter(
      ({ text }) => !/handleKey|findCommand|onKeydown|onPromptKey/.test(text),
    );
    assert.deepEqual(
      others.map(({ fileName }) => fileName),
      [],
    );
  });

  it('is listed under these headings, in this order, with these keys', () => {
    const { commands, keyGroups } = pageStrings(
      { t: (text) => (typeof text === 'string' ? text : text.message) },
      'Reveal in Finder',
    );
    const listRows = (isMac: boolean) =>
      listBindings().flatMap(({ group, bindings }) => [
        [keyGroups[group]],
        ...bindings.map((binding) => [
          spellKeys(binding, isMac),
          commands[binding.label ?? binding.command],
        ]),
      ]);
    assert.deepEqual(listRows(false), [
      ['Gallery'],
      ['← → ↑ ↓', 'Go to Another Image'],
      ['Enter Space', 'Enlarge'],
      ['I', 'Toggle Details'],
      ['Ctrl+Enter', 'Insert'],
      ['Ctrl+S', 'Save As…'],
      ['Ctrl+C', 'Copy Image'],
      ['P', 'Copy Prompt'],
      ['Shift+Alt+C', 'Copy Path'],
      ['E', 'Edit Prompt…'],
      ['R', 'Use as Reference'],
      ['Shift+G', 'Generate Again'],
      ['Shift+R', 'Retry'],
      ['Shift+X', 'Cancel'],
      ['F', 'Toggle Favorite'],
      ['Shift+Alt+R', 'Reveal in Finder'],
      ['Delete', 'Delete'],
      ['Ctrl+Z', 'Undo Last Deletion'],
      ['Shift+← → ↑ ↓', 'Select Range'],
      ['Ctrl+Space', 'Toggle Selection'],
      ['Ctrl+A', 'Select All'],
      ['C', 'Compare Two Selected Images'],
      ['/', 'Search Prompts'],
      ['Escape', 'Clear Selection, Search, and Filters'],
      ['Enter ↓', 'Go to Search Results'],
      ['Escape', 'Close Details'],
      ['?', 'Keyboard Shortcuts'],
      ['Large View'],
      ['←', 'Previous Image'],
      ['→', 'Next Image'],
      ['I', 'Toggle Details'],
      ['C', 'Compare with Next'],
      ['Escape Space', 'Back to Gallery'],
      ['Compare'],
      ['←', 'Choose Left Image'],
      ['→', 'Choose Right Image'],
      ['S', 'Toggle Side by Side'],
      ['← → ↑ ↓', 'Move Focused Divider'],
      ['Escape', 'Back'],
      ['Failures'],
      ['↑', 'Previous Failure'],
      ['↓', 'Next Failure'],
      ['→', 'Expand'],
      ['←', 'Collapse'],
      ['Delete', 'Delete'],
      ['New Image'],
      ['Enter Ctrl+Enter', 'Generate'],
      ['Shift+Enter', 'Start New Line'],
      ['↑', 'Earlier Prompt'],
      ['↓', 'Later Prompt'],
      ['Enter', 'Add Reference Image'],
      ['Backspace Delete', 'Remove Reference Image'],
    ]);
    assert.deepEqual(
      listRows(true).filter(([keys = '']) => /⌘|Ctrl/.test(keys)),
      [
        ['⌘Enter', 'Insert'],
        ['⌘S', 'Save As…'],
        ['⌘C', 'Copy Image'],
        ['⌘Backspace', 'Delete'],
        ['⌘Z', 'Undo Last Deletion'],
        // Cmd+Space opens Spotlight.
        ['Ctrl+Space', 'Toggle Selection'],
        ['⌘A', 'Select All'],
        ['⌘Backspace', 'Delete'],
        ['Enter ⌘Enter', 'Generate'],
      ],
    );
  });

  it('has the keys that VS Code shows in the context menu', () => {
    const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
      contributes: { keybindings: { command: string; key: string; mac?: string; when: string }[] };
    };
    const { keybindings } = manifest.contributes;
    const shown = bindings.flatMap((binding) => {
      const {
        scope,
        command,
        chords: [chord = ''],
      } = binding;
      const macKeys = binding.group && binding.macKeys;
      const key = chord.toLowerCase();
      const macKey = macKeys?.replace('⌘', 'cmd+').toLowerCase() ?? key.replace('ctrl', 'cmd');
      const actions =
        scope === 'image' ? actionsOf(command) : scope === 'grid' ? menuActions.get(command) : [];
      return (actions ?? []).flatMap(commandsFor).map((each) => `${each} ${key} ${macKey}`);
    });
    const contributed = keybindings.map(
      ({ command, key, mac = key }) => `${command} ${key} ${mac}`,
    );
    assert.deepEqual(contributed.sort(), shown.sort());
    // It is never so when a key is pressed: the page handles them, as VS Code does not know where its focus is.
    for (const { when } of keybindings)
      assert.match(when, /^webviewSection == 'generation'($| && )/);
  });

  it('names keys for assistive technology and tooltips', () => {
    assert.equal(ariaKeys('composer', 'generate'), 'Control+Enter Meta+Enter');
    assert.equal(ariaKeys('image', 'generateAgain'), 'Shift+G');
    assert.equal(ariaKeys('image', 'delete'), 'Delete');
    assert.match(platformKey('composer', 'generate'), /^(?:Ctrl\+|⌘)Enter$/);
  });
});

describe('findCommand', () => {
  it('distinguishes modifiers and treats Cmd as Ctrl', () => {
    assert.equal(press('image', 's', { ctrlKey: true }), 'saveAs');
    assert.equal(press('image', 's', { metaKey: true }), 'saveAs');
    assert.equal(press('image', 's'), undefined);
    assert.equal(press('image', 'g'), undefined);
    assert.equal(press('image', 'G', { shiftKey: true }), 'generateAgain');
    assert.equal(press('image', 'r'), 'useAsReference');
    assert.equal(press('image', 'R', { shiftKey: true }), 'retry');
    assert.equal(press('grid', 'c', { ctrlKey: true }), undefined);
  });

  it('finds letters on keyboards of other scripts, and with Alt on a Mac', () => {
    assert.equal(press('image', 'з', { code: 'KeyP' }), 'copyPrompt');
    const modifiers = { shiftKey: true, altKey: true };
    assert.equal(press('image', '‰', { code: 'KeyR', ...modifiers }), 'reveal');
  });

  it('finds characters wherever the layout has them', () => {
    assert.equal(press('global', '?', { code: 'KeyM', shiftKey: true }), 'showKeys');
    assert.equal(press('global', '/', { code: 'Digit7', shiftKey: true }), 'search');
  });

  it('opens the large view with Enter and Space', () => {
    assert.equal(press('grid', 'Enter'), 'enlarge');
    assert.equal(press('grid', ' '), 'enlarge');
    assert.equal(press('viewer', 'Enter'), undefined);
    assert.equal(press('viewer', ' '), 'close');
  });

  it('goes to another position with Ctrl, Cmd, or Alt as well, and selects with Shift', () => {
    for (const key of ['ArrowLeft', 'PageDown', 'Home', 'End']) {
      for (const modifiers of [{}, { ctrlKey: true }, { metaKey: true }, { altKey: true }]) {
        assert.equal(press('grid', key, modifiers), 'goTo');
        assert.equal(press('grid', key, { ...modifiers, shiftKey: true }), 'selectRange');
      }
    }
  });

  it('leaves keys to an input method', () => {
    assert.equal(press('global', 'Escape'), 'clear');
    assert.equal(press('global', 'Escape', { isComposing: true }), undefined);
    assert.equal(press('search', 'Enter'), 'goToResults');
    assert.equal(press('search', 'Enter', { isComposing: true }), undefined);
    assert.equal(press('prompt', 'Enter', { isComposing: true }), undefined);
    // The key that ends a composition, in browsers that have ended it before.
    assert.equal(press('prompt', 'Enter', { keyCode: 229 }), undefined);
  });

  it('leaves every key of every scope to an input method', () => {
    for (const { scope, command, chords } of bindings) {
      for (const chord of chords) {
        const [name = '', ...modifiers] = chord.split('+').reverse();
        const key = name === 'Space' ? ' ' : name;
        const pressed = {
          ctrlKey: modifiers.includes('Ctrl'),
          shiftKey: modifiers.includes('Shift'),
          altKey: modifiers.includes('Alt'),
        };
        assert.equal(press(scope, key, pressed), command, chord);
        assert.equal(press(scope, key, { ...pressed, isComposing: true }), undefined, chord);
        assert.equal(press(scope, key, { ...pressed, keyCode: 229 }), undefined, chord);
      }
    }
  });

  it('leaves Escape to the fields of the composer, and has it clear the search box', () => {
    for (const scope of ['composer', 'prompt', 'chip'] as const)
      assert.equal(press(scope, 'Escape'), undefined);
    // It closes the popover, and what was typed is not added.
    assert.equal(press('reference', 'Escape'), 'discard');
    assert.equal(press('search', 'Escape'), 'clearText');
  });

  it('generates with Enter in the prompt only, and leaves Shift+Enter to it', () => {
    assert.equal(press('prompt', 'Enter', { keyCode: 13 }), 'generate');
    assert.equal(press('prompt', 'Enter', { shiftKey: true }), 'startLine');
    assert.equal(press('composer', 'Enter'), undefined);
    assert.equal(press('composer', 'Enter', { ctrlKey: true }), 'generate');
  });
});

/** Whether a property is read from a parameter that is typed as a keyboard event, or called `event`. */
function isKeyboardEvent(node: ts.PropertyAccessExpression | ts.BindingElement): boolean {
  if (ts.isPropertyAccessExpression(node)) return node.expression.getText() === 'event';
  const { parent } = node.parent;
  return ts.isParameter(parent) && parent.type?.getText() === 'KeyboardEvent';
}
