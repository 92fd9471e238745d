import { readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import type { Profile, RunningCodeServer } from '../../../scripts/vscode/codeServer.ts';
import { Editor } from './editor.ts';
import { eventually } from './eventually.ts';
import { Gallery } from './gallery.ts';
import { QuickInput } from './quickInput.ts';

/** The built-in themes as the user chooses them, by the class that the workbench then wears. */
const themes = {
  vs: 'Light 2026',
  'vs-dark': 'Dark 2026',
  'hc-black': 'Dark High Contrast',
  'hc-light': 'Light High Contrast',
} as const;

/** What a window is made of; `openVsCode` makes one. Paths are absolute. */
export interface WindowParts {
  readonly page: Page;
  readonly server: RunningCodeServer;
  readonly profile: Profile;
  readonly workspace: string;
}

/** A window of a real VS Code, and what a person does in it. */
export class VsCodeWindow {
  readonly page: Page;
  readonly quickInput: QuickInput;
  readonly editor: Editor;
  /** The folder that is open. */
  readonly workspace: string;
  readonly profile: Profile;
  readonly #server: RunningCodeServer;

  constructor({ page, server, profile, workspace }: WindowParts) {
    this.page = page;
    this.quickInput = new QuickInput(page);
    this.editor = new Editor(page, this.quickInput);
    this.workspace = workspace;
    this.profile = profile;
    this.#server = server;
  }

  /** Runs a command from the palette by its whole title, such as `Jimeng: Open Gallery`. */
  runCommand(title: string): Promise<void> {
    return this.quickInput.runCommand(title);
  }

  /** The notification that shows this text; its buttons are found by role inside it. */
  notification(text: string | RegExp): Locator {
    return this.page.locator('.notifications-toasts .notification-list-item', { hasText: text });
  }

  /** Waits for a notification and presses one of its buttons. */
  async pressInNotification(text: string | RegExp, button: string): Promise<void> {
    await this.notification(text).getByRole('button', { name: button, exact: true }).click();
  }

  /** Presses a button of the question that stands in front of the window. */
  async pressInDialog(text: string | RegExp, button: string): Promise<void> {
    const dialog = this.page.locator('.monaco-dialog-box', { hasText: text });
    await dialog.getByRole('button', { name: button, exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
  }

  /** Takes all notifications away, as if each had been closed. */
  async clearNotifications(): Promise<void> {
    await this.runCommand('Notifications: Clear All Notifications');
    await this.page.locator('.notifications-toasts .notification-list-item').waitFor({
      state: 'hidden',
    });
  }

  /** The text in the clipboard, which is open to whoever has the focus: the text editor gets it. */
  async clipboardText(): Promise<string> {
    await this.editor.focus();
    return this.page.evaluate('navigator.clipboard.readText()');
  }

  /** The types of what is in the clipboard. */
  async clipboardTypes(): Promise<string[]> {
    await this.editor.focus();
    return this.page.evaluate(
      'navigator.clipboard.read().then((items) => items.flatMap(({ types }) => types))',
    );
  }

  /** The tab of a file, by its name. */
  tab(name: string): Locator {
    return this.page.locator(`.tab[data-resource-name="${name}"]`);
  }

  /** An item of the status bar, by a part of what it shows. */
  statusBarItem(text: string | RegExp): Locator {
    return this.page.locator('.part.statusbar .statusbar-item', { hasText: text });
  }

  /** Waits for the gallery. Its page is another one after the window is loaded anew. */
  async gallery(): Promise<Gallery> {
    return new Gallery(await this.galleryFrame());
  }

  /** Moves the focus with the Tab key until it is on this element; throws if it never gets there. */
  async tabTo(element: Locator): Promise<void> {
    await eventually('the focus to arrive', async () => {
      const focused = await element.evaluate((found: { matches(selector: string): boolean }) =>
        found.matches(':focus'),
      );
      if (!focused) await this.page.keyboard.press('Tab');
      return focused;
    });
  }

  /** Waits for the gallery and returns the inner frame that its page is in, two frames down. */
  async galleryFrame(): Promise<Frame> {
    return eventually('the gallery', async () => {
      for (const frame of this.page.frames()) {
        if (await isGallery(frame)) return frame;
      }
      return undefined;
    });
  }

  /** Reloads the window by its own command, which first saves what is open, unlike the browser's reload. */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('load');
    await this.runCommand('Developer: Reload Window');
    await loaded;
    await this.waitForWorkbench();
  }

  /** Closes the workspace by its own command, which first saves what is open, and opens it again. */
  async restart(): Promise<void> {
    const url = this.page.url();
    const loaded = this.page.waitForEvent('load');
    await this.runCommand('Workspaces: Close Workspace');
    await loaded;
    await this.page.goto(url);
    await this.waitForWorkbench();
  }

  /** Waits until the workbench is there to be used. */
  async waitForWorkbench(): Promise<void> {
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
  }

  /** Changes the colour theme and waits until the window wears it. */
  async setTheme(theme: keyof typeof themes): Promise<void> {
    await this.quickInput.runCommand('Preferences: Color Theme');
    await this.quickInput.type(themes[theme]);
    await this.quickInput.choose(themes[theme]);
    await this.page.locator(`.monaco-workbench.${theme}`).waitFor();
  }

  /** Takes a picture of the window, as a PNG file. */
  async screenshot(file: string): Promise<void> {
    await this.page.screenshot({ path: file });
  }

  /** A file of the workspace, as bytes, once it is there. */
  async fileBytes(path: string): Promise<Buffer> {
    const file = join(this.workspace, path);
    await eventually(`the file ${path}`, () => existsSync(file));
    return readFile(file);
  }

  /** A text file of the workspace, as it is on disk. */
  async fileText(path: string): Promise<string> {
    return (await this.fileBytes(path)).toString('utf8');
  }

  /** The folder in which the extension keeps what all windows share. */
  get storage(): string {
    return storageIn(this.profile);
  }

  /** What the server behind the window has printed. */
  serverLog(): string {
    return this.#server.log();
  }

  /** Where the server behind the window is. */
  get serverUrl(): string {
    return this.#server.url;
  }

  /** Another page as a window at the same server and in the same profile. */
  createSecondWindow(page: Page, workspace: string): VsCodeWindow {
    return new VsCodeWindow({ page, server: this.#server, profile: this.profile, workspace });
  }

  /** Closes the window and ends its server. */
  async close(): Promise<void> {
    await this.page.context().close();
    await this.#server.close();
  }
}

/** The folder of a profile in which the extension keeps what all windows share. */
export function storageIn({ userDataDir }: Profile): string {
  return join(userDataDir, 'User/globalStorage/jimeng-images.jimeng-images');
}

async function isGallery(frame: Frame): Promise<boolean> {
  const region = frame.getByRole('region', { name: /^(Gallery|图库)$/ });
  // A frame may be gone by the time it is asked.
  return region.isVisible().catch(() => false);
}
