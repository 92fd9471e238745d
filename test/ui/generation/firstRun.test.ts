import assert from 'node:assert/strict';
import { sampleKey } from '../../../scripts/tools/simulatedService.ts';
import { composerIn } from '../driver/index.ts';
import { eventually } from '../../support/eventually.ts';
import { lighthouse } from '../support/samplePrompts.ts';
import { useSimulatedService } from '../support/simulatedService.ts';

describe('First run', () => {
  const service = useSimulatedService(500);

  it('explains the providers once, and goes on with an example when a key is set', async () => {
    const window = await service.openWithoutKey({
      settings: { 'jimeng.pricePerImage': { octopusx: '0.22 CNY' } },
    });
    const { page, quickInput } = window;
    await window.runCommand('Jimeng: Open Gallery');
    const { frame } = await window.gallery();
    await frame.getByRole('heading', { name: 'Generate Your First Image' }).waitFor();
    const provider = (name: string) => frame.getByRole('radio', { name, exact: true });
    for (const name of ['OctopusX', 'DeepWL', 'Volcengine']) await provider(name).waitFor();
    assert.ok(await provider('OctopusX').isChecked());
    const link = frame.getByRole('link', { name: 'Get a key at octopusx.ai' });
    assert.equal(await link.getAttribute('href'), 'https://octopusx.ai/');
    // The composer does not show the same.
    const composer = composerIn(frame);
    await composer.prompt.fill('A cat');
    await composer.waitForText(/0\.22 CNY/);
    assert.equal(await frame.getByText('No API key is set').count(), 0);
    await composer.prompt.fill('');

    await provider('DeepWL').check();
    await frame.getByRole('button', { name: 'Enter API Key…' }).click();
    await quickInput.waitForPrompt('API Key for DeepWL');
    await quickInput.cancel();
    await frame.getByRole('heading', { name: 'Generate Your First Image' }).waitFor();
    assert.ok(await provider('DeepWL').isChecked());
    assert.equal(await page.locator('.notifications-toasts .notification-list-item').count(), 0);

    await provider('OctopusX').check();
    await frame.getByRole('button', { name: 'Enter API Key…' }).click();
    await quickInput.waitForPrompt('API Key for OctopusX');
    await quickInput.submit(sampleKey);
    await window.notification('The API key for OctopusX works.').waitFor();
    const examples = frame.getByRole('list', { name: 'Example prompts' }).getByRole('button');
    await eventually('three examples', async () => (await examples.count()) === 3);
    const example = await examples.first().innerText();
    await examples.first().click();
    await composer.waitForPrompt(example);
    await composer.prompt.and(frame.locator(':focus')).waitFor();
    assert.deepEqual((await service.requests()).submits, []);
    await page.keyboard.press('Enter');
    await (await window.gallery()).waitForImage(example);
    assert.equal((await service.requests()).submits.length, 1);
  });

  it('uses a provider that has a key, without asking for it again', async () => {
    const window = await service.openWithoutKey();
    const { quickInput } = window;
    await window.runCommand('Jimeng: Open Gallery');
    const { frame } = await window.gallery();
    const deepwl = frame.getByRole('radio', { name: 'DeepWL', exact: true });
    const examples = frame.getByRole('list', { name: 'Example prompts' });
    await deepwl.check();
    await frame.getByRole('button', { name: 'Enter API Key…' }).click();
    await quickInput.waitForPrompt('API Key for DeepWL');
    await quickInput.submit(sampleKey);
    await examples.waitFor();
    await window.runCommand('Jimeng: Select Provider…');
    await quickInput.choose('OctopusX');
    await quickInput.waitForPrompt('API Key for OctopusX');
    await quickInput.cancel();
    await deepwl.check();
    await frame.getByRole('button', { name: 'Use DeepWL' }).click();
    await examples.waitFor();
    assert.ok(!(await quickInput.widget.isVisible()));
  });

  it('has one notice, in the composer, if there are images but no key', async () => {
    const window = await service.open();
    await window.startGeneration(lighthouse.prompt);
    const gallery = await window.gallery();
    await gallery.waitForImage(lighthouse.prompt);
    await window.runCommand('Jimeng: Clear API Key');
    await window.pressInDialog('clear the API key', 'Clear API Key');
    const composer = composerIn(gallery.frame);
    await composer.prompt.fill('A cat');
    await gallery.frame.getByText('No API key is set for OctopusX.').waitFor();
    assert.equal(await gallery.frame.getByText('No API key').count(), 1);
    assert.equal(await gallery.frame.getByText('Sample').count(), 0);
  });

  it('leads from the icon in the title to the composer', async () => {
    const window = await service.open();
    await window.runCommand('Jimeng: Open Gallery');
    const { frame } = await window.gallery();
    const composer = composerIn(frame);
    await frame.getByRole('list', { name: 'Example prompts' }).waitFor();
    const actions = window.page.locator('.editor-actions');
    await actions.getByRole('button', { name: 'Generate AI Image…' }).click();
    await composer.prompt.and(frame.locator(':focus')).waitFor();
    assert.ok(!(await window.quickInput.widget.isVisible()));
  });
});
