import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { sampleAccessKey, sampleKey } from '../../scripts/tools/simulated.ts';
import { eventually, type VsCodeWindow } from './driver/index.ts';
import { lighthouse } from './support/sample.ts';
import { simulatedService } from './support/service.ts';

describe('the providers', () => {
  const service = simulatedService(500);
  const { prompt } = lighthouse;

  it('are listed with whether they have a key; Volcengine’s is asked for in three steps', async () => {
    const window = await service.open();
    const { quickInput } = window;
    await window.runCommand('Jimeng: Select Provider…');
    await quickInput.question('Select the service used to generate images');
    await quickInput.says(/OctopusX\s*API key set/);
    await quickInput.says(/DeepWL\s*No API key/);
    await quickInput.says(/Volcengine\s*No API key/);
    await quickInput.says(/Custom\s*Not configured/);

    await quickInput.choose('Volcengine');
    const { accessKeyId, secretAccessKey } = sampleAccessKey;
    await step('Access Key ID for Volcengine (1/3)');
    await quickInput.confirm();
    await quickInput.says('Enter the key.');
    await quickInput.answer(accessKeyId);
    await step('Secret Access Key for Volcengine (2/3)');

    await quickInput.goBack();
    await step('Access Key ID for Volcengine (1/3)');
    await quickInput.holds(accessKeyId);
    await quickInput.confirm();
    await step('Secret Access Key for Volcengine (2/3)');
    await quickInput.answer(secretAccessKey);
    await step('Session Token for Volcengine (3/3)');
    await quickInput.says('Otherwise, leave it empty and press Enter.');
    await quickInput.confirm();
    await quickInput.widget.waitFor({ state: 'hidden' });

    await generates(window, 'volcengine');

    await window.runCommand('Jimeng: Select Provider…');
    await quickInput.says(/Volcengine\s*API key set/);

    async function step(title: string): Promise<void> {
      const box = await quickInput.question(title);
      assert.equal(await box.getAttribute('type'), 'password');
    }
  });

  it('of one’s own are described in the settings, and then ask for their key', async () => {
    await service.gateway.configure({ custom: { path: '/jm', auth: 'bearer' } });
    const window = await service.openWithoutKey();
    const { quickInput } = window;
    await window.runCommand('Jimeng: Select Provider…');
    await quickInput.choose('Custom');
    await shownSettings();
    await closeSettings();

    await window.runCommand('Jimeng: Generate Image…');
    const missing = "Missing or invalid 'baseUrl' in 'jimeng.customProvider'.";
    await window.pressInNotification(missing, 'Open Settings');
    const { custom } = service.gateway.origins;
    const settings = await shownSettings();
    await settings.getByRole('button', { name: 'Add Item' }).click();
    await settings.getByPlaceholder('Value').fill(custom);
    await settings.getByRole('button', { name: 'OK', exact: true }).click();
    const file = join(window.profile.userDataDir, 'User/settings.json');
    await eventually('the address to be kept', () => readFileSync(file, 'utf8').includes(custom));
    await closeSettings();

    const { host } = new URL(custom);
    await eventually('the service in the list', async () => {
      await window.runCommand('Jimeng: Select Provider…');
      await quickInput.question('Select the service used to generate images');
      if ((await quickInput.widget.innerText()).includes(host)) return true;
      await quickInput.cancel();
      return false;
    });
    await quickInput.choose('Custom');
    await quickInput.question(`API Key for ${host}`);
    await quickInput.answer(sampleKey);
    await generates(window, 'custom');

    async function shownSettings(): Promise<Locator> {
      const settings = window.page.locator('.settings-editor');
      await settings.getByText('Custom Provider').first().waitFor();
      return settings;
    }

    async function closeSettings(): Promise<void> {
      const settings = window.page.locator('.settings-editor');
      await eventually('the settings to close', async () => {
        // What was pressed last is drawn anew, and takes the focus along.
        const search = settings.locator('.search-container');
        await search.click({ timeout: 1000 }).catch(() => undefined);
        await window.page.keyboard.press('Escape');
        return !(await settings.isVisible());
      });
    }
  });

  /** Generates a picture, and sees that this origin was asked for it. */
  async function generates(window: VsCodeWindow, origin: string): Promise<void> {
    await window.runCommand('Jimeng: Generate Image…');
    await window.quickInput.question('Describe the image');
    await window.quickInput.answer(prompt);
    const gallery = await window.gallery();
    await gallery.picture(prompt);
    const { submits } = await service.asked();
    assert.deepEqual(
      submits.map((submit) => [submit.origin, submit.status]),
      [[origin, 200]],
    );
  }
});
