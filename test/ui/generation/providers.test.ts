import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { sampleAccessKey, sampleKey } from '../../../scripts/tools/simulatedService.ts';
import { eventually, type VsCodeWindow } from '../driver/index.ts';
import { lighthouse } from '../support/samplePrompts.ts';
import { useSimulatedService } from '../support/simulatedService.ts';

describe('Provider selection', () => {
  const service = useSimulatedService(500);
  const { prompt } = lighthouse;

  it('shows which providers have a key and asks for the Volcengine key in three steps', async () => {
    const window = await service.open();
    const { quickInput } = window;
    await window.runCommand('Jimeng: Select Provider…');
    await quickInput.waitForPrompt('Select the service used to generate images');
    await quickInput.waitForText(/OctopusX\s*API key set/);
    await quickInput.waitForText(/DeepWL\s*No API key/);
    await quickInput.waitForText(/Volcengine\s*No API key/);
    await quickInput.waitForText(/Custom\s*Another service/);

    await quickInput.choose('Volcengine');
    const { accessKeyId, secretAccessKey } = sampleAccessKey;
    await waitForStep('Access Key ID for Volcengine (1/3)');
    await quickInput.confirm();
    await quickInput.waitForText('Enter the key.');
    await quickInput.submit(accessKeyId);
    await waitForStep('Secret Access Key for Volcengine (2/3)');

    await quickInput.goBack();
    await waitForStep('Access Key ID for Volcengine (1/3)');
    await quickInput.waitForValue(accessKeyId);
    await quickInput.confirm();
    await waitForStep('Secret Access Key for Volcengine (2/3)');
    await quickInput.submit(secretAccessKey);
    await waitForStep('Session Token for Volcengine (3/3)');
    await quickInput.waitForText('Otherwise, leave it empty and press Enter.');
    await quickInput.confirm();
    await quickInput.widget.waitFor({ state: 'hidden' });

    await assertGenerates(window, 'volcengine');

    await window.runCommand('Jimeng: Select Provider…');
    await quickInput.waitForText(/Volcengine\s*API key set/);

    async function waitForStep(title: string): Promise<void> {
      const box = await quickInput.waitForPrompt(title);
      assert.equal(await box.getAttribute('type'), 'password');
    }
  });

  it('opens the settings for a custom provider and then asks for its key', async () => {
    await service.gateway.configure({ custom: { path: '/jm', auth: 'bearer' } });
    const window = await service.openWithoutKey();
    const { quickInput } = window;
    await window.runCommand('Jimeng: Select Provider…');
    await quickInput.choose('Custom');
    await waitForSettings();
    await closeSettings();

    await window.runCommand('Jimeng: Generate AI Image…');
    const missing = "Missing or invalid 'baseUrl' in 'jimeng.customProvider'.";
    await window.pressInNotification(missing, 'Open Settings');
    const { custom } = service.gateway.origins;
    const settings = await waitForSettings();
    await settings.getByRole('button', { name: 'Add Item' }).click();
    await settings.getByPlaceholder('Value').fill(custom);
    await settings.getByRole('button', { name: 'OK', exact: true }).click();
    const file = join(window.profile.userDataDir, 'User/settings.json');
    await eventually('the URL to be saved', () => readFileSync(file, 'utf8').includes(custom));
    await closeSettings();

    const { host: hostname } = new URL(custom);
    await eventually('the service in the list', async () => {
      await window.runCommand('Jimeng: Select Provider…');
      await quickInput.waitForPrompt('Select the service used to generate images');
      if ((await quickInput.widget.innerText()).includes(hostname)) return true;
      await quickInput.cancel();
      return false;
    });
    await quickInput.choose('Custom');
    await quickInput.waitForPrompt(`API Key for ${hostname}`);
    await quickInput.submitKey(sampleKey);
    await assertGenerates(window, 'custom');

    async function waitForSettings(): Promise<Locator> {
      const settings = window.page.locator('.settings-editor');
      await settings.getByText('Custom Provider').first().waitFor();
      return settings;
    }

    async function closeSettings(): Promise<void> {
      const settings = window.page.locator('.settings-editor');
      await eventually('the settings to close', async () => {
        // The last input is re-rendered and would take the focus.
        const search = settings.locator('.search-container');
        await search.click({ timeout: 1000 }).catch(() => undefined);
        await window.page.keyboard.press('Escape');
        return !(await settings.isVisible());
      });
    }
  });

  /** Generates an image and asserts that this origin received the request. */
  async function assertGenerates(window: VsCodeWindow, origin: string): Promise<void> {
    await window.runCommand('Jimeng: Generate AI Image…');
    await window.quickInput.waitForPrompt('Describe the image');
    await window.quickInput.submit(prompt);
    const gallery = await window.gallery();
    await gallery.waitForImage(prompt);
    const { submits } = await service.requests();
    assert.deepEqual(
      submits.map((submit) => [submit.origin, submit.status]),
      [[origin, 200]],
    );
  }
});
