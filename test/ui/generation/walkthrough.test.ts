import { sampleKey } from '../../../scripts/tools/simulatedService.ts';
import { lighthouse } from '../support/samplePrompts.ts';
import { useSimulatedService } from '../support/simulatedService.ts';

describe('Walkthrough', () => {
  const service = useSimulatedService(500);

  it('opens from the palette, and completes each step that the user has done', async () => {
    const window = await service.openWithoutKey();
    const { page, quickInput } = window;
    const step = (title: string, isComplete: boolean) =>
      page
        .locator('.getting-started-step')
        .filter({ hasText: title })
        .locator(`.codicon-getting-started-step-${isComplete ? 'checked' : 'unchecked'}`)
        .first()
        .waitFor();

    await window.runCommand('Jimeng: Get Started');
    for (const title of ['Choose a provider', 'Select a sentence', 'Insert the image'])
      await step(title, false);

    // An empty gallery has nothing to find.
    await window.runCommand('Jimeng: Open Gallery');
    await window.gallery();
    await window.runCommand('Jimeng: Get Started');
    await step('Find it again', false);

    await window.runCommand('Jimeng: Set API Key…');
    await quickInput.waitForPrompt('API Key for OctopusX');
    await quickInput.submit(sampleKey);
    await window.notification('The API key for OctopusX works.').waitFor();
    await step('Choose a provider', true);

    await window.startGeneration(lighthouse.prompt);
    await (await window.gallery()).waitForImage(lighthouse.prompt);
    await step('Select a sentence', true);
    await step('Insert the image', false);

    await window.editor.open('README.md');
    await (await window.gallery()).pressButton(lighthouse.prompt, 'Insert');
    await window.editor.waitForText(`images/${lighthouse.file}.png`);
    await window.runCommand('Jimeng: Get Started');
    await step('Insert the image', true);
    await step('Find it again', false);
    await window.runCommand('Jimeng: Open Gallery');
    await window.runCommand('Jimeng: Get Started');
    await step('Find it again', true);
  });
});
