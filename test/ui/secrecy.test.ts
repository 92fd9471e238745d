import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleKey } from '../../scripts/tools/simulated.ts';
import type { VsCodeWindow } from './driver/index.ts';
import { lighthouse } from './support/sample.ts';
import { simulatedService } from './support/service.ts';

describe('the API key as a secret', () => {
  const service = simulatedService(500);

  it('is in no file, no page and no output of the server', async () => {
    const window = await service.openWithoutKey();
    for (const prompt of [lighthouse.prompt, 'A forbidden-word on a wall']) {
      await window.runCommand('Jimeng: Generate Image…');
      await window.quickInput.question('Describe the picture');
      await window.quickInput.paste(prompt);
      await window.quickInput.confirm();
      if (prompt !== lighthouse.prompt) break;
      await window.quickInput.question('API Key for OctopusX');
      await window.quickInput.answer(sampleKey);
      await (await window.gallery()).picture(prompt);
    }
    await window.notification('The content check of the service refused the prompt.').waitFor();

    for (const [place, text] of [
      ...filesIn(window.profile.userDataDir),
      ...filesIn(window.workspace),
      ...(await pagesOf(window)),
      ...(await browserStorageOf(window)),
      ['the server’s output', window.serverLog()],
    ]) {
      assert.ok(!text.includes(sampleKey), `The key is in ${place}`);
    }
  });
});

type Text = readonly [place: string, text: string];

function filesIn(folder: string): Text[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => [file, readFileSync(file, 'latin1')]);
}

async function pagesOf(window: VsCodeWindow): Promise<Text[]> {
  return Promise.all(
    window.page.frames().map(async (frame): Promise<Text> => [frame.url(), await frame.content()]),
  );
}

/**
 * What the browser keeps for the server's address. The secret storage of this VS Code is in there,
 * encrypted with a key that only the server has; on the desktop it is the system's own.
 */
async function browserStorageOf(window: VsCodeWindow): Promise<Text[]> {
  const kept = JSON.stringify(await window.page.context().storageState({ indexedDB: true }));
  assert.match(kept, /"secrets\.provider"/);
  const bytes = [...kept.matchAll(/"b":"([^"]*)"/g)].map(([, base64 = '']) => atob(base64));
  return [
    ['the browser’s storage', kept],
    ['the browser’s database', bytes.join('\n')],
  ];
}
