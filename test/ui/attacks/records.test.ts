import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GenerationRecord } from '../../../src/library/record.ts';
import { addGeneration } from '../support/libraryFixture.ts';
import { useSimulatedService } from '../support/simulatedService.ts';
import { commandLink } from './links.ts';
import { assertQuiet } from './quiet.ts';

describe('Records that somebody else has written into the library', () => {
  const service = useSimulatedService(500);

  it('are shown, not submitted or queried, and ask for no key', async () => {
    const { origins } = service.gateway;
    const task = { taskId: '7', reqKey: 'jimeng_t2i_v40', submittedAt: Date.now() };
    const customProvider = {
      baseUrl: origins.custom,
      path: '/jimeng/',
      model: 'jimeng-4.0',
      auth: 'bearer' as const,
    };
    const attacks: Record<string, Partial<GenerationRecord>> = {
      'queued at a provider of somebody else': { provider: 'custom', customProvider },
      'queued at the provider of the user': {},
      'running at a provider of somebody else': {
        provider: 'custom',
        customProvider,
        task,
        state: 'generating',
      },
      'running at the provider of the user': { task, state: 'generating' },
      'with URLs of images': {
        task,
        state: 'downloading',
        resultUrls: { imageUrls: [`${origins.mirror}/1.image`], receivedAt: Date.now() },
      },
      [`with a model ${commandLink}`]: {
        request: { model: commandLink, prompt: `with a model ${commandLink}` },
      },
    };
    const window = await service.open({
      fillStorage: async (storage) => {
        for (const [prompt, fields] of Object.entries(attacks)) {
          const record = await addGeneration(
            { storage },
            { state: 'queued', request: { prompt }, imageCount: 0, ...fields },
          );
          // As if a window had been closed while it was running.
          const leases = join(storage, 'library/leases');
          mkdirSync(leases, { recursive: true });
          const lease = { hostname: 'elsewhere', pid: 1, renewedAt: 0 };
          writeFileSync(join(leases, `${record.id}.1`), JSON.stringify(lease).padEnd(1024));
        }
      },
    });
    await window.runCommand('Jimeng: Open Gallery');
    for (const moment of ['at the first start', 'after a reload']) {
      const gallery = await window.gallery();
      const title = `Needs attention (${Object.keys(attacks).length})`;
      await gallery.frame.getByRole('button', { name: title, exact: true }).waitFor();
      await assertQuiet(window, service, moment);
      if (moment === 'at the first start') await window.reload();
    }

    // The user may go on with it, at the user's own provider.
    const gallery = await window.gallery();
    const prompt = 'queued at the provider of the user';
    // Alone, it is not in a group.
    await gallery.search(prompt);
    await gallery.waitForFailure(prompt, /./);
    await gallery.pressRemedy(prompt, 'Retry');
    // It may be a set, which nobody has asked for here.
    await window.pressInDialog('Do you want to generate images for 1 prompt?', 'Generate');
    await gallery.waitForImage(prompt);
    const { submits } = await service.requests();
    assert.deepEqual(
      submits.map(({ origin }) => origin),
      ['octopusx'],
    );
  });
});
