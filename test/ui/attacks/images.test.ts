import assert from 'node:assert/strict';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createBlackPng, hugeSidePixels } from '../../gateway/images/hugePng.ts';
import type { VsCodeWindow } from '../driver/index.ts';
import { addGeneration } from '../support/libraryFixture.ts';
import { useSimulatedService } from '../support/simulatedService.ts';

const note = 'The image is too large to show.';

describe('Images of others', () => {
  const service = useSimulatedService(200);
  const hugePng = createBlackPng(hugeSidePixels, hugeSidePixels);

  it('are not decoded if another program has replaced them by one with too many pixels', async () => {
    const prompt = 'A very large black square';
    const window = await service.open({
      fillStorage: async (storage) => {
        await addGeneration({ storage }, { request: { prompt } });
        const [file = ''] = globSync(join(storage, 'library/images/*/1.png'));
        writeFileSync(file, hugePng);
      },
    });
    await window.runCommand('Jimeng: Open Gallery');
    await assertNotDecoded(window, prompt);
  });

  it('are kept but not decoded if the service sends too many pixels', async () => {
    const window = await service.open();
    const prompt = 'A huge-image of nothing';
    await window.startGeneration(prompt);
    await assertNotDecoded(window, prompt);
    const [file = ''] = globSync(join(window.storage, 'library/images/*/1.png'));
    assert.ok(readFileSync(file).equals(hugePng));
  });

  it('are not all downloaded if the service sends 1,500', async () => {
    const window = await service.open();
    const prompt = 'One of many-images';
    await window.startGeneration(prompt);
    await (await window.gallery()).waitForImage(prompt);
    const { images } = await service.requests();
    assert.ok(images.length > 0 && images.length <= 20, `${images.length} downloads`);
  });
});

/** Asserts that the card and the large view of a prompt show a note instead of its image. */
async function assertNotDecoded(window: VsCodeWindow, prompt: string): Promise<void> {
  const gallery = await window.gallery();
  const card = gallery.card(prompt);
  await card.getByText(note).waitFor();
  await card.locator('.problem-note').getByRole('button', { name: 'Save As…' }).waitFor();
  await card.focus();
  await window.page.keyboard.press('Space');
  const viewer = gallery.frame.getByRole('dialog', { name: prompt, exact: true });
  await viewer.getByText(note).waitFor();
  assert.equal(await gallery.frame.locator('img.full').count(), 0);
}
