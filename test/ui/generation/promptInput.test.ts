import assert from 'node:assert/strict';
import { chooseMenuItem } from '../driver/contextMenu.ts';
import { composerIn, openVsCode } from '../driver/index.ts';

describe('Prompt input', () => {
  it('shows what is used, counts when it matters, warns, rejects an empty prompt, and keeps the text', async () => {
    const window = await openVsCode();
    const { quickInput } = window;
    await window.runCommand('Jimeng: Generate AI Image…');
    await quickInput.waitForPrompt('Describe the image');
    // It has the paragraph at the cursor.
    await quickInput.setValue('');
    await quickInput.waitForText('OctopusX · jimeng-4.0 · 2K · Auto · 1 image');
    await quickInput.setValue('🐱'.repeat(800));
    await quickInput.waitForText('800 characters');
    await quickInput.setValue('🐱'.repeat(801));
    await quickInput.waitForText('801 characters. Beyond 800');

    await quickInput.setValue('   ');
    await quickInput.waitForText('Enter a prompt that describes the image.');
    await quickInput.confirm();
    await quickInput.waitForText('Enter a prompt that describes the image.');

    await quickInput.setValue('A boat in the fog');
    await quickInput.cancel();
    await window.runCommand('Jimeng: Generate AI Image…');
    await quickInput.waitForPrompt('Describe the image');
    assert.equal(await quickInput.input.inputValue(), 'A boat in the fog');

    await quickInput.widget.getByRole('button', { name: 'Choose Options in the Gallery' }).click();
    const { frame } = await window.gallery();
    await composerIn(frame).waitForPrompt('A boat in the fog');
    await frame.locator('textarea:focus').waitFor();
    // The composer has it now.
    await window.runCommand('Jimeng: Generate AI Image…');
    await quickInput.waitForPrompt('Describe the image');
    assert.equal(await quickInput.input.inputValue(), '');
  });

  it('opens from the menu in the title bar of a Markdown document', async () => {
    const { page, editor, quickInput } = await openVsCode();
    await editor.open('README.md');
    const title = page.locator('.editor-group-container.active .editor-actions');
    await title.getByRole('button', { name: 'More Actions...' }).click();
    await chooseMenuItem(page, 'Generate AI Image…');
    await quickInput.waitForPrompt('Describe the image');
  });
});
