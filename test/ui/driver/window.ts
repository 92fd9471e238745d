import { readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import type { Profile, RunningCodeServer } from '../../../scripts/vscode/codeServer.ts';
import { Editor } from './editor.ts';
import { eventually } from '../../support/eventually.ts';
import { Gallery } from './gallery.ts';
import { QuickInput } from './quickInput.ts';

/** Built-in themes, with their names in the Command Palette and their IDs in webviews. */
export const themes = {
  vs: { name: 'Light 2026', id: 'Light 2026' },
  // Of the built-in themes, its colors for errors and warnings have the least contrast.
  'vs-modern': { name: 'Light Modern', id: 'Light Modern' },
  'vs-dark': { name: 'Dark 2026', id: 'Dark 2026' },
  'hc-black': { name: 'Dark High Contrast', id: 'Default High Contrast' },
  'hc-light': { name: 'Light High Contrast', id: 'Default High Contrast Light' },
} as const;

/** The parts of a window, created by `openVsCode`. Paths are absolute. */
export interface WindowParts {
  readonly page: Page;
  readonly server: RunningCodeServer;
  readonly profile: Profile;
  readonly workspace: string;
}

/** A window of a real VS Code, operated like a user does. */
export class VsCodeWindow {
  readonly page: Page;
  readonly quickInput: QuickInput;
  readonly editor: Editor;
  /** The folder that is open. */
  readonly workspace: string;
  readonly profile: Profile;
  readonly server: RunningCodeServer;

  constructor({ page, server, profile, workspace }: WindowParts) {
    this.page = page;
    this.quickInput = new QuickInput(page);
    this.editor = new Editor(page, this.quickInput);
    this.workspace = workspace;
    this.profile = profile;
    this.server = server;
  }

  /** Runs a command from the palette by its full title, such as `Jimeng: Open Gallery`. */
  runCommand(title: string): Promise<void> {
    return this.quickInput.runCommand(title);
  }

  /** Generates an image with a prompt that is pasted into the input box of the command. */
  async startGeneration(prompt: string): Promise<void> {
    await this.runCommand('Jimeng: Generate AI Image…');
    await this.quickInput.waitForPrompt('Describe the image');
    await this.quickInput.setValue(prompt);
    await this.quickInput.confirm();
  }

  /** The notification with this text. */
  notification(text: string | RegExp): Locator {
    return this.page.locator('.notifications-toasts .notification-list-item', { hasText: text });
  }

  /** Waits for a notification and clicks one of its buttons. */
  async pressInNotification(text: string | RegExp, button: string): Promise<void> {
    await this.notification(text).getByRole('button', { name: button, exact: true }).click();
  }

  /** Waits for a modal dialog and clicks one of its buttons. */
  async pressInDialog(text: string | RegExp, button: string): Promise<void> {
    const dialog = this.page.locator('.monaco-dialog-box', { hasText: text });
    await dialog.getByRole('button', { name: button, exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
  }

  /** Closes all notifications. */
  async clearNotifications(): Promise<void> {
    await this.runCommand('Notifications: Clear All Notifications');
    await this.page.locator('.notifications-toasts .notification-list-item').waitFor({
      state: 'hidden',
    });
  }

  /** The text in the clipboard. Moves the focus to the text editor, because reading requires it. */
  async clipboardText(): Promise<string> {
    await this.editor.focus();
    return this.page.evaluate('navigator.clipboard.readText()');
  }

  /** The MIME types in the clipboard. */
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

  /** An item of the status bar, by a part of its text. */
  statusBarItem(text: string | RegExp): Locator {
    return this.page.locator('.part.statusbar .statusbar-item', { hasText: text });
  }

  /** Waits for the gallery. It has a new page after the window is reloaded. */
  async gallery(): Promise<Gallery> {
    return new Gallery(await this.galleryFrame());
  }

  /** Presses Tab until this element has the focus. Throws if it never gets it. */
  async tabTo(element: Locator): Promise<void> {
    await eventually('the element to have the focus', async () => {
      const focused = await element.evaluate((found: { matches(selector: string): boolean }) =>
        found.matches(':focus'),
      );
      if (!focused) await this.page.keyboard.press('Tab');
      return focused;
    });
  }

  /** Waits for the gallery and returns the frame of its page, which is nested two levels deep. */
  async galleryFrame(): Promise<Frame> {
    return eventually('the gallery', async () => {
      for (const frame of this.page.frames()) {
        if (await isGallery(frame)) return frame;
      }
      return undefined;
    });
  }

  /**
   * Reloads the window with VS Code's command, which saves its state first, unlike the browser's
   * reload.
   */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('load');
    await this.runCommand('Developer: Reload Window');
    await loaded;
    await this.waitForWorkbench();
  }

  /**
   * Closes the workspace with VS Code's command, which saves its state first, and opens it again.
   */
  async restart(): Promise<void> {
    const url = this.page.url();
    const loaded = this.page.waitForEvent('load');
    await this.runCommand('Workspaces: Close Workspace');
    await loaded;
    await this.page.goto(url);
    await this.waitForWorkbench();
  }

  /** Waits until the workbench is ready. */
  async waitForWorkbench(): Promise<void> {
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
  }

  /** Changes the color theme and waits until the gallery has it. */
  async setTheme(theme: keyof typeof themes, { frame }: Gallery): Promise<void> {
    const { name, id } = themes[theme];
    await this.quickInput.runCommand('Preferences: Color Theme');
    await this.quickInput.type(name);
    await this.quickInput.choose(name);
    await frame.locator(`body[data-vscode-theme-id="${id}"]`).waitFor();
  }

  /** Saves a screenshot of the window as PNG. */
  async screenshot(file: string): Promise<void> {
    await this.page.screenshot({ path: file });
  }

  /** The bytes of a file in the workspace, as soon as it exists. */
  async fileBytes(path: string): Promise<Buffer> {
    const file = join(this.workspace, path);
    await eventually(`the file ${path}`, () => existsSync(file));
    return readFile(file);
  }

  /** The text of a file in the workspace. */
  async fileText(path: string): Promise<string> {
    return (await this.fileBytes(path)).toString('utf8');
  }

  /** The global storage folder of the extension. */
  get storage(): string {
    return storageIn(this.profile);
  }

  /** Makes a page another window of the same server and profile. */
  createSecondWindow(page: Page, workspace: string): VsCodeWindow {
    return new VsCodeWindow({ page, server: this.server, profile: this.profile, workspace });
  }

  /** Closes the window and stops its server. */
  async close(): Promise<void> {
    await this.page.context().close();
    await this.server.close();
  }
}

/** The global storage folder of the extension in a profile. */
export function storageIn({ userDataDir }: Profile): string {
  return join(userDataDir, 'User/globalStorage/jimeng-images.jimeng-images');
}

async function isGallery(frame: Frame): Promise<boolean> {
  const region = frame.getByRole('region', { name: /^(Gallery|图库)$/ });
  // The frame may have been closed in the meantime.
  return region.isVisible().catch(() => false);
}
