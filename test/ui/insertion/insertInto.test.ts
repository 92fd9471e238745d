import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { menuItem } from '../driver/contextMenu.ts';
import { closeWindows, eventually, type Gallery, type VsCodeWindow } from '../driver/index.ts';
import { fox, imagesIn, openWithFox } from '../support/insertion.ts';

describe('Insert Into…', function () {
  this.timeout(60_000);
  let window: VsCodeWindow;
  let gallery: Gallery;
  before(async function () {
    this.timeout(90_000);
    ({ window } = await openWithFox({ 'docs/fox.md': 'A fox runs.\n' }));
    mkdirSync(join(window.workspace, 'art'));
    await window.editor.open('docs/fox.md');
    await window.editor.placeCursorAfter('runs.');
    await window.runCommand('Jimeng: Open Gallery');
    gallery = await window.gallery();
    await gallery.waitForImage(fox.prompt);
  });
  after(() => closeWindows());

  it('saves the image into another folder, by keyboard only', async () => {
    const { page, quickInput, editor } = window;
    await openMenuByKeyboard();
    await quickInput.waitForPrompt('Insert Into');
    await page.keyboard.type('Browse');
    await page.keyboard.press('Enter');
    await quickInput.choosePath('Insert Into', join(window.workspace, 'art'));
    await editor.waitForText('![A red fox](../art/a-red-fox.png)');
    assert.deepEqual(imagesIn(window), ['art/a-red-fox.png']);
    await editor.waitForSelected(fox.prompt.length);
  });

  it('shows the folder and the reason in the details, and offers the folder first', async () => {
    const { page, quickInput } = window;
    await gallery.pressKey(fox.prompt, 'i');
    const details = gallery.frame.getByRole('complementary', { name: 'Details' });
    await details.getByText('art/a-red-fox.png').waitFor();
    await openMenuByKeyboard();
    await quickInput.waitForPrompt('Insert Into');
    const [first] = await quickInput.widget.locator('.monaco-list-row').allInnerTexts();
    assert.match(first ?? '', /^art/);
    await page.keyboard.press('Escape');
  });

  /** Opens the context menu of the card and chooses with the arrow keys. */
  async function openMenuByKeyboard(): Promise<void> {
    const { page } = window;
    await gallery.card(fox.prompt).focus();
    await page.keyboard.press('Shift+F10');
    const item = menuItem(page, 'Insert Into…');
    await item.waitFor();
    await eventually('the item to be focused', async () => {
      const focused = page.locator('.context-view .action-item.focused');
      if (await focused.filter({ hasText: 'Insert Into…' }).isVisible()) return true;
      await page.keyboard.press('ArrowDown');
      return false;
    });
    await page.keyboard.press('Enter');
  }
});
