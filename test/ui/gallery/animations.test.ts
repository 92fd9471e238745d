import assert from 'node:assert/strict';
import type { VsCodeWindow } from '../driver/index.ts';
import { useSimulatedService } from '../support/simulatedService.ts';
import { addGeneration } from '../support/libraryFixture.ts';

const prompt = 'A running generation';
/** The default of VS Code, unlike in the other tests. */
const motionSettings = { 'workbench.reduceMotion': 'auto' };

describe('Gallery animations', () => {
  const service = useSimulatedService();

  /** Returns several screenshots of the progress bar of a generation of unknown duration. */
  async function captureBars(window: VsCodeWindow): Promise<Set<string>> {
    await addGeneration(window, { request: { prompt }, state: 'generating', imageCount: 0 });
    await window.runCommand('Jimeng: Open Gallery');
    const bar = (await window.gallery()).card(prompt).getByRole('progressbar');
    await bar.waitFor();
    const seen = new Set<string>();
    for (let attempt = 0; attempt < 5; attempt++) {
      seen.add((await bar.screenshot({ animations: 'allow' })).toString('base64'));
      await window.page.waitForTimeout(300);
    }
    return seen;
  }

  it('show that a generation is running', async () => {
    const window = await service.open({ settings: motionSettings });
    assert.notEqual((await captureBars(window)).size, 1);
  });

  it('are disabled if the system prefers reduced motion', async () => {
    const window = await service.open({ settings: motionSettings });
    await window.page.emulateMedia({ reducedMotion: 'reduce' });
    assert.equal((await captureBars(window)).size, 1);
  });

  it('are disabled if VS Code reduces motion', async () => {
    const window = await service.open();
    assert.equal((await captureBars(window)).size, 1);
  });
});
