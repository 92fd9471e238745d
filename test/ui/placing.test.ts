import { lighthouse } from './support/sample.ts';
import { simulatedService } from './support/service.ts';

describe('the gallery beside the text', function () {
  this.timeout(120_000);
  const service = simulatedService();

  it('does not cover a document opened over it, and inserts there after a reload', async () => {
    const window = await service.open();
    await window.runCommand('Jimeng: Open Gallery');
    await window.gallery();
    // With no text open yet, both stand in the same column.
    await window.quickInput.openFile('README.md');
    await window.editor.select(lighthouse.prompt);
    await window.runCommand('Jimeng: Generate Image from Selection');
    const gallery = await window.gallery();
    await window.editor.whenFocused();
    await gallery.picture(lighthouse.prompt);

    await gallery.card(lighthouse.prompt).getByText('OctopusX').click();
    await window.reload();
    const reloaded = await window.gallery();
    await reloaded.picture(lighthouse.prompt);
    await reloaded.press(lighthouse.prompt, 'Insert');
    await window.editor.whenFocused();
    await window.editor.save();
    await window.fileBytes(`images/${lighthouse.file}.png`);
  });
});
