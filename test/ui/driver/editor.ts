import type { Locator, Page } from 'playwright-core';
import { eventually } from '../../support/eventually.ts';
import { chooseMenuItem } from './contextMenu.ts';
import type { QuickInput } from './quickInput.ts';
import { reachesState } from './reachesState.ts';

/** The active text editor. */
export class Editor {
  readonly #page: Page;
  readonly #quickInput: QuickInput;

  constructor(page: Page, quickInput: QuickInput) {
    this.#page = page;
    this.#quickInput = quickInput;
  }

  /** Opens a file of the workspace and focuses it. */
  async open(path: string): Promise<void> {
    await this.#quickInput.openFile(path);
    await this.waitForFocus();
  }

  /** Focuses the text of the first editor group. */
  async focus(): Promise<void> {
    // Earlier input may still be moving the focus.
    await eventually('the focus in the editor', async () => {
      await this.#page.keyboard.press('ControlOrMeta+Digit1');
      return reachesState(this.#focusedInput(), 'attached', 2000);
    });
  }

  /** Waits until a text editor has the focus. */
  async waitForFocus(): Promise<void> {
    // The focused element has no size, so it counts as hidden.
    await this.#focusedInput().waitFor({ state: 'attached' });
  }

  /** Selects the next occurrence of a text within a line with Find. Throws if there is none. */
  async select(text: string): Promise<void> {
    const find = this.#page.locator('.find-widget.visible');
    // Earlier input may still be moving the focus.
    await eventually('the find widget', async () => {
      await this.#page.keyboard.press('ControlOrMeta+KeyF');
      return reachesState(find, 'visible', 2000);
    });
    const input = find.locator('textarea[aria-label="Find"]');
    // What was searched for in another editor may be the same text, which would select nothing.
    await input.fill('');
    await input.fill(text);
    await this.#statusBarItem(`(${text.length} selected)`).waitFor({ timeout: 10_000 });
    // Not Escape, which would close a notification instead.
    const closeButton = find.getByRole('button', { name: 'Close (Escape)' });
    // The widget ignores clicks until it is fully shown.
    await eventually('the find widget to close', async () => {
      await closeButton.click({ timeout: 1000 }).catch(() => undefined);
      return !(await find.isVisible());
    });
    await this.waitForFocus();
  }

  /** Moves the cursor after the next occurrence of a text. */
  async placeCursorAfter(text: string): Promise<void> {
    await this.select(text);
    await this.#page.keyboard.press('ArrowRight');
  }

  /** Moves the cursor to a line and column, both counted from 1. */
  async placeCursor(line: number, column = 1): Promise<void> {
    await this.#quickInput.goTo(line, column);
    await this.#statusBarItem(`Ln ${line}, Col ${column}`).waitFor();
  }

  /** Adds a cursor in the line with this word. */
  async addCursorAt(word: string): Promise<void> {
    const text = this.#page.locator('.monaco-editor .view-line span span', { hasText: word });
    await text.first().click({ modifiers: ['Alt'] });
  }

  /** Opens the context menu of the selection. */
  async openContextMenu(): Promise<void> {
    // The highlight is drawn below the text, so click at its position instead of on the element.
    const bounds = await this.#page.locator('.monaco-editor .selected-text').last().boundingBox();
    if (!bounds) throw new Error('No visible text is selected.');
    await this.#page.mouse.click(bounds.x + bounds.width / 2, bounds.y + bounds.height / 2, {
      button: 'right',
    });
    await this.#page.getByRole('menuitem').first().waitFor();
  }

  /** Opens the context menu of the selection and chooses an item by its full title. */
  async chooseFromContextMenu(title: string): Promise<void> {
    await this.openContextMenu();
    await chooseMenuItem(this.#page, title);
  }

  /** The visible text of the active editor. */
  async text(): Promise<string> {
    const lines = this.#page.locator('.editor-group-container.active .editor-instance .view-line');
    const texts = await lines.allTextContents();
    // The editor shows spaces as no-break spaces.
    return texts.join('\n').replaceAll('\u00a0', ' ');
  }

  /** Waits until the active editor shows a text, which may be wrapped. */
  async waitForText(text: string): Promise<void> {
    const withoutSpace = (each: string) => each.replace(/\s/g, '');
    await eventually(`the text “${text}”`, async () =>
      withoutSpace(await this.text()).includes(withoutSpace(text)),
    );
  }

  async undo(): Promise<void> {
    await this.#page.keyboard.press('ControlOrMeta+KeyZ');
  }

  async redo(): Promise<void> {
    await this.#page.keyboard.press('ControlOrMeta+Shift+KeyZ');
  }

  /** Waits until this many characters are selected. */
  async waitForSelected(characters: number): Promise<void> {
    await this.#statusBarItem(`(${characters} selected)`).waitFor();
  }

  /** Waits until the file is dirty, and saves it. */
  async save(): Promise<void> {
    const dirtyTab = this.#page.locator('.editor-group-container.active .tab.active.dirty');
    await dirtyTab.waitFor();
    await this.#page.keyboard.press('ControlOrMeta+KeyS');
    await dirtyTab.waitFor({ state: 'hidden' });
  }

  #focusedInput(): Locator {
    // Not the `focused` class of the editor, which it also has while its find widget has the focus.
    return this.#page.locator('.editor-instance :is(.native-edit-context, .inputarea):focus');
  }

  #statusBarItem(text: string): Locator {
    return this.#page.locator('.part.statusbar').getByText(text);
  }
}
