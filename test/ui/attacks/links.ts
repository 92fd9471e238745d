import assert from 'node:assert/strict';
import type { VsCodeWindow } from '../driver/index.ts';

/** A link as VS Code would show it in a notification: a click opens a terminal. */
export const commandLink = '[Fix it](command:workbench.action.terminal.new)';
/** Turns the text that follows it around. */
export const rightToLeft = '\u202e';

/** Every place outside of the gallery where the extension shows text. */
const shownText = [
  '.notifications-toasts',
  '.notifications-center',
  '.quick-input-widget',
  '.monaco-dialog-box',
  '.part.statusbar',
  '.monaco-hover',
].join(', ');

/** Asserts that nothing that a window shows is a link, hides characters, or has opened a terminal. */
export async function assertNoLinks({ page }: VsCodeWindow): Promise<void> {
  const regions = page.locator(shownText);
  assert.deepEqual(await regions.locator('a[href], a[data-href]').allInnerTexts(), []);
  for (const text of await regions.allInnerTexts()) assert.ok(!text.includes(rightToLeft), text);
  // The buttons of VS Code's own dialogs are links without a target.
  for (const frame of page.frames().filter((each) => each !== page.mainFrame())) {
    const links = await frame.locator('article a, [role="dialog"] a').allInnerTexts();
    assert.deepEqual(links, [], frame.url());
  }
  assert.equal(await page.locator('.terminal-wrapper').count(), 0);
}
