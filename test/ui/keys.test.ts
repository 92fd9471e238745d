import assert from 'node:assert/strict';
import { sampleKey } from '../../scripts/tools/simulated.ts';
import { lighthouse } from './support/sample.ts';
import { simulatedService } from './support/service.ts';

describe('the API key', () => {
  const service = simulatedService();
  const { prompt } = lighthouse;

  it('is asked for when it is missing, and no prompt is lost by dismissing that', async () => {
    const window = await service.openWithoutKey();
    const { quickInput } = window;
    await window.runCommand('Jimeng: Generate Image…');
    await quickInput.question('Describe the image');
    await quickInput.answer(prompt);
    const box = await quickInput.question('API Key for OctopusX');
    assert.equal(await box.getAttribute('type'), 'password');
    await quickInput.cancel();
    await window.notification('No API key is set for OctopusX.').waitFor();

    await window.runCommand('Jimeng: Generate Image…');
    await quickInput.question('Describe the image');
    assert.equal(await quickInput.box.inputValue(), prompt);
    await quickInput.confirm();
    await quickInput.question('API Key for OctopusX');
    assert.deepEqual(await service.gateway.requests(), []);
    await quickInput.answer(sampleKey);
    const gallery = await window.gallery();
    await gallery.picture(prompt);
    assert.equal((await service.asked()).submits.length, 1);
  });

  it('can be put right from the error, and the generation goes on', async () => {
    const window = await service.open({ key: { provider: 'octopusx', key: 'sk-wrong-key' } });
    await window.editor.open('README.md');
    await window.editor.select(prompt);
    await window.runCommand('Jimeng: Generate Image from Selection');
    const gallery = await window.gallery();
    const reason = 'OctopusX rejected the API key.';
    await gallery.failure(prompt, reason);
    await window.pressInNotification(reason, 'Set API Key');
    await window.quickInput.question('API Key for OctopusX');
    await window.quickInput.answer(sampleKey);
    await gallery.picture(prompt);
    assert.deepEqual(await gallery.prompts(), [prompt]);
    const { submits } = await service.asked();
    assert.deepEqual(
      submits.map(({ status }) => status),
      [401, 200],
    );
  });
});
