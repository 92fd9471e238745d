import { globSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createBlackPng, hugeSidePixels } from '../../gateway/images/hugePng.ts';
import { openVsCode } from '../driver/index.ts';
import { addGeneration } from '../support/libraryFixture.ts';

const prompt = 'A very large black square';

describe('An image file that another program has replaced', () => {
  it('is not decoded if it has too many pixels, and can be saved', async () => {
    const window = await openVsCode({
      fillStorage: async (storage) => {
        await addGeneration({ storage }, { request: { prompt } });
        const [file = ''] = globSync(join(storage, 'library/images/*/1.png'));
        writeFileSync(file, createBlackPng(hugeSidePixels, hugeSidePixels));
      },
    });
    await window.runCommand('Jimeng: Open Gallery');
    const gallery = await window.gallery();
    const card = gallery.card(prompt);
    await card.getByText('The image is too large to show.').waitFor();
    await card.locator('.problem-note').getByRole('button', { name: 'Save As…' }).waitFor();
    await card.focus();
    await window.page.keyboard.press('Space');
    const viewer = gallery.frame.getByRole('dialog', { name: prompt, exact: true });
    await viewer.getByText('The image is too large to show.').waitFor();
    await viewer.locator('img.full').waitFor({ state: 'detached' });
  });
});
