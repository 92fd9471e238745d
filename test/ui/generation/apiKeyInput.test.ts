import assert from 'node:assert/strict';
import { sampleKey } from '../../../scripts/tools/simulatedService.ts';
import type { VsCodeWindow } from '../driver/index.ts';
import { lighthouse } from '../support/samplePrompts.ts';
import { useSimulatedService } from '../support/simulatedService.ts';

describe('API key input', () => {
  const service = useSimulatedService();
  const { prompt } = lighthouse;

  /** Returns the input box for the key, which is missing. */
  async function submitPrompt(window: VsCodeWindow) {
    const { quickInput } = window;
    await window.runCommand('Jimeng: Generate AI Image…');
    await quickInput.waitForPrompt('Describe the image');
    await quickInput.submit(prompt);
    return quickInput.waitForPrompt('API Key for OctopusX');
  }

  async function generateWithKey(window: VsCodeWindow): Promise<void> {
    await window.quickInput.submit(sampleKey);
    await window.pressInNotification(
      'The API key for OctopusX works. Available quota: 500,000',
      'Generate Image',
    );
  }

  it('appears if the key is missing and keeps the prompt when dismissed', async () => {
    const window = await service.openWithoutKey();
    const { quickInput } = window;
    const box = await submitPrompt(window);
    assert.equal(await box.getAttribute('type'), 'password');
    await quickInput.cancel();

    await window.runCommand('Jimeng: Generate AI Image…');
    await quickInput.waitForPrompt('Describe the image');
    assert.equal(await quickInput.input.inputValue(), prompt);
    await quickInput.confirm();
    await quickInput.waitForPrompt('API Key for OctopusX');
    assert.deepEqual(await service.gateway.requests(), []);
    await generateWithKey(window);
    const gallery = await window.gallery();
    await gallery.waitForImage(prompt);
    assert.equal((await service.requests()).submits.length, 1);
  });

  it('stays open for a rejected key, which is not set, and then continues', async () => {
    const window = await service.openWithoutKey();
    const { quickInput } = window;
    const box = await submitPrompt(window);
    await box.fill('sk-wrong-key');
    await quickInput.confirm();
    await quickInput.waitForPrompt('OctopusX rejected the API key. Check the key and try again.');
    assert.equal(await box.inputValue(), 'sk-wrong-key');
    await generateWithKey(window);
    await (await window.gallery()).waitForImage(prompt);
    assert.equal((await service.requests()).submits.length, 1);
  });

  it('opens from the failure and continues the generation', async () => {
    const window = await service.open({ key: { provider: 'octopusx', key: 'sk-wrong-key' } });
    await window.editor.open('README.md');
    await window.editor.select(prompt);
    await window.runCommand('Jimeng: Generate AI Image from Selection');
    const gallery = await window.gallery();
    const reason = 'OctopusX rejected the API key.';
    await gallery.waitForFailure(prompt, reason);
    await gallery.pressRemedy(prompt, 'Set API Key…');
    await window.quickInput.waitForPrompt('API Key for OctopusX');
    await generateWithKey(window);
    await gallery.waitForImage(prompt);
    assert.deepEqual(await gallery.prompts(), [prompt]);
    const { submits } = await service.requests();
    assert.deepEqual(
      submits.map(({ status }) => status),
      [401, 200],
    );
  });
});
