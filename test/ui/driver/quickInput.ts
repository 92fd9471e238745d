import { setTimeout as pause } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';
import { eventually } from '../../support/eventually.ts';
import { reachesState } from './reachesState.ts';

/** Generous, because a new window may need time to register the commands of extensions. */
const commandsTimeoutMs = 40_000;

/** How long VS Code may take to replace a typed path with the default one. */
const settleMs = 500;

/** The box at the top of the window: command palette, file picker, input boxes, and quick picks. */
export class QuickInput {
  readonly widget: Locator;
  readonly input: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.widget = page.locator('.quick-input-widget');
    this.input = this.widget.locator('input.input:visible, textarea:visible');
  }

  /** Runs a command from the palette by its full title, such as `Jimeng: Open Gallery`. */
  async runCommand(title: string): Promise<void> {
    await this.#search(`>${title}`, title);
  }

  /** Opens a file of the workspace by its path, in the focused editor group. */
  async openFile(path: string): Promise<void> {
    const name = path.slice(path.lastIndexOf('/') + 1);
    await this.#search(path, name);
    await this.#page
      .locator(`.editor-group-container.active .tab.active[data-resource-name="${name}"]`)
      .waitFor();
  }

  /** Moves the cursor of the focused editor. Lines and columns count from 1. */
  async goTo(line: number, column: number): Promise<void> {
    await this.#openWith(`:${line}:${column}`);
    await this.#page.keyboard.press('Enter');
    await this.widget.waitFor({ state: 'hidden' });
  }

  /** An item of the list by its full label. */
  row(label: string): Locator {
    return this.widget
      .locator('.monaco-list-row')
      .filter({ has: this.#page.getByText(label, { exact: true }) })
      .first();
  }

  /**
   * Waits for an input box or quick pick, by a part of its text, prompt, or placeholder. Returns
   * its input.
   */
  async waitForPrompt(text: string): Promise<Locator> {
    await eventually(`the prompt “${text}”`, async () => {
      if (!(await this.input.isVisible())) return false;
      const placeholder = (await this.input.getAttribute('placeholder')) ?? '';
      return `${placeholder}\n${await this.widget.innerText()}`.includes(text);
    });
    return this.input;
  }

  /** Waits until the input has exactly this value. */
  async waitForValue(text: string): Promise<void> {
    await eventually(`the value “${text}”`, async () => (await this.input.inputValue()) === text);
  }

  /** Types into the open input key by key, without confirming. */
  async type(text: string): Promise<void> {
    await this.input.pressSequentially(text);
  }

  /** Replaces the value of the open input, as if pasted. */
  async setValue(text: string): Promise<void> {
    await this.input.fill(text);
  }

  /** Waits until the box shows this text. */
  async waitForText(text: string | RegExp): Promise<void> {
    await this.widget.filter({ hasText: text }).waitFor();
  }

  /** Types into the open input and confirms. */
  async submit(text: string): Promise<void> {
    await this.type(text);
    await this.confirm();
  }

  /**
   * Enters an API key and waits until the box closes: the palette would dismiss it while the key is
   * being checked.
   */
  async submitKey(key: string): Promise<void> {
    await this.submit(key);
    await this.widget.waitFor({ state: 'hidden' });
  }

  async confirm(): Promise<void> {
    await this.input.press('Enter');
  }

  /** Chooses an item by its full label. */
  async choose(label: string): Promise<void> {
    await this.row(label).click();
  }

  /** Enters a path in a dialog for a file or folder, after VS Code has filled in the default. */
  async choosePath(prompt: string, path: string): Promise<void> {
    await this.waitForPrompt(prompt);
    const isProposed = async () => (await this.input.inputValue()).includes('/');
    await eventually('the default path', isProposed);
    await eventually(`${path} to be accepted`, async () => {
      if (!(await this.widget.isVisible())) return true;
      await this.setValue(path);
      await pause(settleMs);
      if ((await this.input.inputValue()) !== path) return false;
      await this.confirm();
      // Enter is ignored while VS Code is still checking the previous path.
      return reachesState(this.widget, 'hidden', 2000);
    });
  }

  /** Goes back to the previous step. */
  async goBack(): Promise<void> {
    await this.widget.getByRole('button', { name: /^Back/ }).click();
  }

  async cancel(): Promise<void> {
    await this.input.press('Escape');
    await this.widget.waitFor({ state: 'hidden' });
  }

  /** Chooses a result of a search. Repeats it if the box is closed meanwhile by what takes the focus. */
  async #search(text: string, label: string): Promise<void> {
    await eventually(
      `“${label}” in the list`,
      async () => {
        await this.#openWith(text);
        const isChosen = await this.row(label)
          .click({ timeout: 2000 })
          .then(
            () => true,
            () => false,
          );
        if (!isChosen && (await this.input.isVisible())) await this.cancel();
        return isChosen;
      },
      commandsTimeoutMs,
    );
  }

  async #openWith(text: string): Promise<void> {
    await eventually('the box at the top of the window', async () => {
      await this.#page.keyboard.press('F1');
      if (!(await reachesState(this.input, 'visible', 5000))) return false;
      // A page that has just loaded takes the focus, which closes the box.
      return this.input.fill(text, { timeout: 2000 }).then(
        () => true,
        () => false,
      );
    });
  }
}
