import assert from 'node:assert/strict';
import { globSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../driver/index.ts';
import { lighthouse } from '../support/samplePrompts.ts';
import { useSimulatedService } from '../support/simulatedService.ts';

describe('Gallery with damaged images', function () {
  // It reloads the window twice.
  this.timeout(240_000);
  const service = useSimulatedService(200);

  it('downloads a damaged and a missing image again, on the card and in the large view', async () => {
    const window = await service.open();
    await window.editor.open('README.md');
    await window.editor.select(lighthouse.prompt);
    await window.runCommand('Jimeng: Generate AI Image from Selection');
    let gallery = await window.gallery();
    await gallery.waitForImage(lighthouse.prompt);
    const images = join(window.storage, 'library/images');
    const [file = assert.fail()] = globSync(join(images, '*/1.{png,jpg}'));
    const original = readFileSync(file);
    const findThumbnails = () => globSync(join(images, '*/*thumbnail*'));
    const deleteThumbnails = async () => {
      // It is written after the image is shown, and would appear again.
      await eventually('the thumbnail', () => findThumbnails().length > 0);
      for (const thumbnail of findThumbnails()) rmSync(thumbnail);
    };

    truncateSync(file, Math.floor(original.length / 3));
    await deleteThumbnails();
    await window.reload();
    gallery = await window.gallery();
    const card = gallery.card(lighthouse.prompt);
    await card.getByText('The image is damaged.').waitFor();
    await card.getByRole('button', { name: 'Download Again', exact: true }).press('Enter');
    await gallery.waitForImage(lighthouse.prompt);
    assert.deepEqual(readFileSync(file), original);

    rmSync(file);
    await deleteThumbnails();
    await window.reload();
    gallery = await window.gallery();
    await gallery.card(lighthouse.prompt).getByText('The image file is missing.').waitFor();
    await gallery.card(lighthouse.prompt).focus();
    await window.page.keyboard.press('Space');
    const viewer = gallery.frame.getByRole('dialog', { name: lighthouse.prompt, exact: true });
    await viewer.getByText('The image file is missing.').waitFor();
    await viewer.getByRole('button', { name: 'Download Again', exact: true }).press('Enter');
    await viewer.locator('.frame.loaded .full').waitFor();
    assert.deepEqual(readFileSync(file), original);
    assert.equal((await service.requests()).submits.length, 1);
  });
});
