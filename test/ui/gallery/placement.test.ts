import { lighthouse } from '../support/samplePrompts.ts';
import { useSimulatedService } from '../support/simulatedService.ts';

describe('Gallery placement', function () {
  this.timeout(120_000);
  const service = useSimulatedService();

  it('does not cover a document opened over it and inserts there after a reload', async () => {
    const window = await service.open();
    await window.runCommand('Jimeng: Open Gallery');
    await window.gallery();
    // No text editor was open, so both are in the same column.
    await window.quickInput.openFile('README.md');
    await window.editor.select(lighthouse.prompt);
    await window.runCommand('Jimeng: Generate AI Image from Selection');
    const gallery = await window.gallery();
    await window.editor.waitForFocus();
    await gallery.waitForImage(lighthouse.prompt);

    await gallery.card(lighthouse.prompt).getByText('OctopusX').click();
    await window.reload();
    const reloaded = await window.gallery();
    await reloaded.waitForImage(lighthouse.prompt);
    await reloaded.pressButton(lighthouse.prompt, 'Insert');
    await window.editor.waitForFocus();
    await window.editor.save();
    await window.fileBytes(`images/${lighthouse.file}.png`);
  });
});
