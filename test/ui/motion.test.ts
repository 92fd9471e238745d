import assert from 'node:assert/strict';
import type { VsCodeWindow } from './driver/index.ts';
import { simulatedService } from './support/service.ts';
import { shelve } from './support/shelf.ts';

const prompt = 'A picture on its way';
/** VS Code as it comes, unlike in the other tests. */
const moving = { 'workbench.reduceMotion': 'auto' };

describe('motion in the gallery', () => {
  const service = simulatedService();

  /** The bar of a generation of which nobody knows how long it takes, a few times in a row. */
  async function bars(window: VsCodeWindow): Promise<Set<string>> {
    await shelve(window, { request: { prompt }, state: 'generating', pictures: 0 });
    await window.runCommand('Jimeng: Open Gallery');
    const bar = (await window.gallery()).card(prompt).getByRole('progressbar');
    await bar.waitFor();
    const seen = new Set<string>();
    for (let look = 0; look < 5; look++) {
      seen.add((await bar.screenshot({ animations: 'allow' })).toString('base64'));
      await window.page.waitForTimeout(300);
    }
    return seen;
  }

  it('tells that something is under way', async () => {
    const window = await service.open({ settings: moving });
    assert.notEqual((await bars(window)).size, 1);
  });

  it('is none where the system is asked for less of it', async () => {
    const window = await service.open({ settings: moving });
    await window.page.emulateMedia({ reducedMotion: 'reduce' });
    assert.equal((await bars(window)).size, 1);
  });

  it('is none where VS Code is', async () => {
    const window = await service.open();
    assert.equal((await bars(window)).size, 1);
  });
});
