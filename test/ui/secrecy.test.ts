import assert from 'node:assert/strict';
import { sampleKey } from '../../scripts/tools/simulated.ts';
import { assertKept, tracesOf } from './driver/secrets.ts';
import { lighthouse } from './support/sample.ts';
import { simulatedService } from './support/service.ts';

/** The same search follows every other UI test: see `driver/hooks.ts`. */
describe('the API key as a secret', () => {
  const service = simulatedService(500);

  it('is in no file, no log, no page and no output of the server', async () => {
    const window = await service.openWithoutKey();
    for (const prompt of [lighthouse.prompt, 'A forbidden-word on a wall']) {
      await window.runCommand('Jimeng: Generate Image…');
      await window.quickInput.question('Describe the image');
      await window.quickInput.paste(prompt);
      await window.quickInput.confirm();
      if (prompt !== lighthouse.prompt) break;
      await window.quickInput.question('API Key for OctopusX');
      await window.quickInput.answer(sampleKey);
      await (await window.gallery()).picture(prompt);
    }
    await window.notification("The service's content filter blocked the prompt.").waitFor();
    await window.runCommand('Jimeng: Show Log');
    await window.page.getByText('promptRefused').first().waitFor();

    const traces = await tracesOf(window);
    // What is searched holds what it should: the secret storage, and the log where the server can write one.
    assert.ok(traces.some(([, text]) => text.includes('"secrets.provider"')));
    const logs = traces.filter(([place]) => place.endsWith('Jimeng Images.log'));
    assert.ok(logs.every(([, text]) => text.includes('promptRefused')));
    console.log(`      Searched ${traces.length} places, ${logs.length} of them logs of ours`);
    await assertKept([sampleKey], window);
  });
});
