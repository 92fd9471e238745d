import assert from 'node:assert/strict';
import { sampleKey } from '../../../scripts/tools/simulatedService.ts';
import { assertNoSecrets, collectWrittenText } from '../driver/secrets.ts';
import { lighthouse } from '../support/samplePrompts.ts';
import { useSimulatedService } from '../support/simulatedService.ts';

/** The same check runs after every UI test, see `driver/hooks.ts`. */
describe('API key secrecy', () => {
  const service = useSimulatedService(500);

  it('leaves no key in any file, log, page, or server output', async () => {
    const window = await service.openWithoutKey();
    const { prompt } = lighthouse;
    await window.startGeneration(prompt);
    await window.quickInput.waitForPrompt('API Key for OctopusX');
    await window.quickInput.submit(sampleKey);
    await window.pressInNotification(
      'The API key for OctopusX works. Available quota: 500,000',
      'Generate Image',
    );
    const gallery = await window.gallery();
    await gallery.waitForImage(prompt);
    const refusedPrompt = 'A forbidden-word on a wall';
    await window.startGeneration(refusedPrompt);
    await gallery.waitForFailure(refusedPrompt, "The service's content filter blocked the prompt.");
    await window.runCommand('Jimeng: Show Log');
    await window.page.getByText('promptRefused').first().waitFor();

    const writtenTexts = await collectWrittenText(window);
    // Make sure that the check covers the secret storage, and the log if the server can write one.
    assert.ok(writtenTexts.some(([, text]) => text.includes('"secrets.provider"')));
    const logs = writtenTexts.filter(([location]) => location.endsWith('Jimeng Images.log'));
    assert.ok(logs.every(([, text]) => text.includes('promptRefused')));
    console.log(
      `      Searched ${writtenTexts.length} places, ${logs.length} of them our own logs`,
    );
    await assertNoSecrets([sampleKey], window);
  });
});
