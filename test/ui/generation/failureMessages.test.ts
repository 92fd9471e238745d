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
    await gallery.pressRemedy(rejectedPrompt, 'Edit Prompt…');
    const promptBox = gallery.frame.getByRole('textbox', { name: 'Prompt' });
    await eventually(
      'the prompt in the composer',
      async () => (await promptBox.inputValue()) === rejectedPrompt,
    );

    await window.runCommand('Jimeng: Set API Key…');
    await quickInput.waitForPrompt('API Key for OctopusX');
    await quickInput.submit(sampleKeys.emptyQuota);
    await window.notification('The API key for OctopusX works. Available quota: 0').waitFor();
    const unpaidPrompt = 'A poor poet in his garret';
    await generate(window, unpaidPrompt);
    const quotaMessage = 'Your credit at OctopusX is used up.';
    await gallery.waitForFailure(unpaidPrompt, quotaMessage);
    // The gallery is visible, and shows it once.
    assert.equal(await window.notification(quotaMessage).count(), 0);
    const unpaid = gallery.failure(unpaidPrompt);
    await unpaid.getByRole('button', { name: 'Open OctopusX', exact: true }).waitFor();
    await unpaid.locator('.attention-title').click();
    await gallery.pressRemedy(unpaidPrompt, 'Retry');
    await eventually('another submit', async () => (await service.requests()).submits.length === 3);
    await gallery.waitForFailure(unpaidPrompt, quotaMessage);

    await window.runCommand('Jimeng: Select Provider…');
    await quickInput.choose('DeepWL');
    await quickInput.waitForPrompt('API Key for DeepWL');
    await quickInput.submitKey(sampleKey);
    await generate(window, lighthouse.prompt);
    const unreachable = `Unable to connect to 127.0.0.1:${port + 1} (ECONNREFUSED).`;
    await gallery.waitForFailure(lighthouse.prompt, unreachable);
    secondGateway = await spawnGateway({ port, latencyMs: 500 });
    await gallery.pressRemedy(lighthouse.prompt, 'Retry');
    await gallery.waitForImage(lighthouse.prompt);
    assert.deepEqual(await gallery.prompts(), [lighthouse.prompt]);
  });

  async function generate(window: VsCodeWindow, prompt: string): Promise<void> {
    await window.startGeneration(prompt);
  }
});
