import assert from 'node:assert/strict';
import { menuItem } from '../driver/contextMenu.ts';
import { type Gallery, type VsCodeWindow } from '../driver/index.ts';
import { closeWindows } from '../driver/openVsCode.ts';
import { fillLibrary } from '../support/libraryFixture.ts';
import { useSimulatedService } from '../support/simulatedService.ts';

describe('The focus in the gallery', function () {
  this.timeout(90_000);
  const service = useSimulatedService();
  let window: VsCodeWindow;
  let gallery: Gallery;
  before(async function () {
    this.timeout(120_000);
    window = await service.open();
    await fillLibrary(window, [
      { request: { prompt: 'newest' } },
      { request: { prompt: 'second' } },
      { request: { prompt: 'oldest' } },
    ]);
    await window.editor.open('README.md');
    await window.runCommand('Jimeng: Open Gallery');
    gallery = await window.gallery();
  });
  after(() => closeWindows());

  const press = (key: string) => window.page.keyboard.press(key);
  const searchBox = () => gallery.frame.getByRole('searchbox', { name: 'Search prompts' });
  const waitForFocusOn = (selector: string) => gallery.frame.locator(selector).waitFor();

  it('is on the newest image when the gallery opens, and moves by arrow keys', async () => {
    await gallery.waitForFocus('newest');
    await press('ArrowRight');
    await gallery.waitForFocus('second');
  });

  it('comes back to the same image from an editor', async () => {
    await window.runCommand('View: Focus First Editor Group');
    await window.editor.waitForFocus();
    await window.runCommand('Jimeng: Open Gallery');
    await gallery.waitForFocus('second');
    await press('ArrowLeft');
    await gallery.waitForFocus('newest');
  });

  it('goes from the search box to the first result and back', async () => {
    await searchBox().focus();
    await press('ArrowDown');
    await gallery.waitForFocus('newest');
    await press('ArrowUp');
    await waitForFocusOn('#search:focus');
    await window.page.keyboard.type('oldest');
    await gallery.card('newest').waitFor({ state: 'detached' });
    await press('Enter');
    await gallery.waitForFocus('oldest');
    await searchBox().focus();
    // Escape is the field's: it clears the text, and nothing else.
    await press('Escape');
    await gallery.card('newest').waitFor();
    assert.equal(await searchBox().inputValue(), '');
    await waitForFocusOn('#search:focus');
  });

  it('comes back after a menu', async () => {
    await gallery.card('second').focus();
    await press('Shift+F10');
    await menuItem(window.page, 'Copy Prompt').waitFor();
    await press('Escape');
    await gallery.waitForFocus('second');
  });

  it('lets keys act on the selection wherever it is', async () => {
    await gallery.clearSelection();
    await gallery.card('newest').focus();
    await press('Control+Space');
    await press('ArrowRight');
    await press('Control+Space');
    await gallery.waitForSelection('newest', 'second');
    await gallery.frame.getByRole('button', { name: 'Generate', exact: true }).focus();
    await press('c');
    const dialog = gallery.frame.getByRole('dialog', { name: 'Compare', exact: true });
    await dialog.waitFor();
    await press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await gallery.clearSelection();
  });

  it('goes from a deleted image to its neighbor', async () => {
    await gallery.card('oldest').focus();
    await press('Delete');
    await gallery.waitForFocus('second');
  });
});
