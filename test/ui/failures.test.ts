import assert from 'node:assert/strict';
import { freePort } from '../../scripts/tools/ports.ts';
import { sampleKey } from '../../scripts/tools/simulated.ts';
import { sampleKeys } from '../gateway/keys.ts';
import { spawnGateway, type SpawnedGateway } from '../gateway/spawn.ts';
import { eventually, type VsCodeWindow } from './driver/index.ts';
import { lighthouse } from './support/sample.ts';
import { simulatedService } from './support/service.ts';

describe('what goes wrong', () => {
  const service = simulatedService();
  let lateGateway: SpawnedGateway | undefined;
  after(() => lateGateway?.close());

  it('is told in a sentence, with the button that helps', async () => {
    // Nothing listens there yet. DeepWL's port is the one after the first.
    const port = await freePort();
    const deepwl = `http://127.0.0.1:${port + 1}`;
    const window = await service.open({
      env: { ...service.environment, JIMENG_SIMULATED_DEEPWL: deepwl },
    });
    const { quickInput } = window;

    const refused = 'A forbidden-word on a wall';
    await generate(window, refused);
    const gallery = await window.gallery();
    const refusal = "The service's content filter blocked the prompt.";
    await gallery.failure(refused, refusal);
    await window.pressInNotification(refusal, 'Edit Prompt');
    await quickInput.question('Describe the image');
    assert.equal(await quickInput.box.inputValue(), refused);
    await quickInput.cancel();

    await window.runCommand('Jimeng: Set API Key…');
    await quickInput.question('API Key for OctopusX');
    await quickInput.answer(sampleKeys.emptyQuota);
    await window.notification('The API key for OctopusX is set.').waitFor();
    const unpaid = 'A poor poet in his garret';
    await generate(window, unpaid);
    const noCredit = 'Your credit at OctopusX is used up.';
    await gallery.failure(unpaid, noCredit);
    await window
      .notification(noCredit)
      .getByRole('button', { name: 'Open OctopusX', exact: true })
      .waitFor();
    await window.pressInNotification(noCredit, 'Retry');
    await eventually('another submit', async () => (await service.asked()).submits.length === 3);
    await gallery.failure(unpaid, noCredit);
    // In the list of all, as VS Code may have hidden it among those that came before.
    await window.runCommand('Notifications: Show Notifications');
    const listed = window.page.locator('.notifications-center .notification-list-item');
    await listed.filter({ hasText: noCredit }).waitFor();
    await window.runCommand('Notifications: Clear All Notifications');

    await window.runCommand('Jimeng: Select Provider…');
    await quickInput.choose('DeepWL');
    await quickInput.question('API Key for DeepWL');
    await quickInput.answer(sampleKey);
    await generate(window, lighthouse.prompt);
    const unreachable = `Unable to connect to 127.0.0.1:${port + 1} (ECONNREFUSED).`;
    await gallery.failure(lighthouse.prompt, unreachable);
    lateGateway = await spawnGateway({ port, latencyMs: 500 });
    await window.pressInNotification(unreachable, 'Retry');
    await gallery.picture(lighthouse.prompt);
    assert.deepEqual(await gallery.prompts(), [lighthouse.prompt, unpaid, refused]);
  });

  async function generate(window: VsCodeWindow, prompt: string): Promise<void> {
    await window.runCommand('Jimeng: Generate Image…');
    await window.quickInput.question('Describe the image');
    await window.quickInput.paste(prompt);
    await window.quickInput.confirm();
  }
});
