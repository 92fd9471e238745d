import assert from 'node:assert/strict';
import { findFreePort } from '../../../scripts/tools/ports.ts';
import { sampleKey } from '../../../scripts/tools/simulatedService.ts';
import { sampleKeys } from '../../gateway/services/bearerKeys.ts';
import { spawnGateway, type SpawnedGateway } from '../../gateway/spawnGateway.ts';
import { eventually, type VsCodeWindow } from '../driver/index.ts';
import { lighthouse } from '../support/samplePrompts.ts';
import { useSimulatedService } from '../support/simulatedService.ts';

describe('Failure messages', () => {
  const service = useSimulatedService();
  let secondGateway: SpawnedGateway | undefined;
  after(() => secondGateway?.close());

  it('explain the failure and offer an action', async () => {
    // Nothing listens on this port yet. The port of DeepWL is the second one.
    const port = await findFreePort();
    const deepwl = `http://127.0.0.1:${port + 1}`;
    const window = await service.open({
      env: { ...service.environment, JIMENG_SIMULATED_DEEPWL: deepwl },
    });
    const { quickInput } = window;

    const rejectedPrompt = 'A forbidden-word on a wall';
    await generate(window, rejectedPrompt);
    const gallery = await window.gallery();
    const rejectionMessage = "The service's content filter blocked the prompt.";
    await gallery.waitForFailure(rejectedPrompt, rejectionMessage);
    await window.pressInNotification(rejectionMessage, 'Edit Prompt');
    await quickInput.waitForPrompt('Describe the image');
    assert.equal(await quickInput.input.inputValue(), rejectedPrompt);
    await quickInput.cancel();

    await window.runCommand('Jimeng: Set API Key…');
    await quickInput.waitForPrompt('API Key for OctopusX');
    await quickInput.submit(sampleKeys.emptyQuota);
    await window.notification('The API key for OctopusX works. Available quota: 0').waitFor();
    const unpaidPrompt = 'A poor poet in his garret';
    await generate(window, unpaidPrompt);
    const quotaMessage = 'Your credit at OctopusX is used up.';
    await gallery.waitForFailure(unpaidPrompt, quotaMessage);
    await window
      .notification(quotaMessage)
      .getByRole('button', { name: 'Open OctopusX', exact: true })
      .waitFor();
    await window.pressInNotification(quotaMessage, 'Retry');
    await eventually('another submit', async () => (await service.requests()).submits.length === 3);
    await gallery.waitForFailure(unpaidPrompt, quotaMessage);
    // Open the list of all notifications, because VS Code may have hidden some toasts.
    await window.runCommand('Notifications: Show Notifications');
    const listed = window.page.locator('.notifications-center .notification-list-item');
    await listed.filter({ hasText: quotaMessage }).waitFor();
    await window.runCommand('Notifications: Clear All Notifications');

    await window.runCommand('Jimeng: Select Provider…');
    await quickInput.choose('DeepWL');
    await quickInput.waitForPrompt('API Key for DeepWL');
    await quickInput.submit(sampleKey);
    await generate(window, lighthouse.prompt);
    const unreachable = `Unable to connect to 127.0.0.1:${port + 1} (ECONNREFUSED).`;
    await gallery.waitForFailure(lighthouse.prompt, unreachable);
    secondGateway = await spawnGateway({ port, latencyMs: 500 });
    await window.pressInNotification(unreachable, 'Retry');
    await gallery.waitForImage(lighthouse.prompt);
    assert.deepEqual(await gallery.prompts(), [lighthouse.prompt, unpaidPrompt, rejectedPrompt]);
  });

  async function generate(window: VsCodeWindow, prompt: string): Promise<void> {
    await window.startGeneration(prompt);
  }
});
