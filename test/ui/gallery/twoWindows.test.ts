import assert from 'node:assert/strict';
import { composerIn, openBeside } from '../driver/index.ts';
import { addGeneration } from '../support/libraryFixture.ts';
import { useSimulatedService } from '../support/simulatedService.ts';

describe('Gallery in two windows', function () {
  this.timeout(120_000);
  const service = useSimulatedService(3000);

  it('shows what the other window does', async () => {
    const first = await service.open();
    const second = await openBeside(first);
    const prompt = 'A shared kite';
    await addGeneration(first, { request: { prompt: 'An old kite' } });
    await first.runCommand('Jimeng: Open Gallery');
    await second.runCommand('Jimeng: Open Gallery');
    const [firstGallery, secondGallery] = [await first.gallery(), await second.gallery()];
    for (const gallery of [firstGallery, secondGallery]) await gallery.waitForImage('An old kite');

    await secondGallery.card('An old kite').focus();
    const composer = composerIn(firstGallery.frame);
    await composer.prompt.fill(prompt);
    await composer.prompt.press('ControlOrMeta+Enter');
    await secondGallery.waitForRunning(prompt);
    await secondGallery.waitForImage(prompt);
    // The focus stays on its card, although a new card was added before it.
    await secondGallery.waitForFocus('An old kite');
    assert.deepEqual(await secondGallery.prompts(), await firstGallery.prompts());

    await secondGallery.pressKey(prompt, 'f');
    await firstGallery.chooseFromMenu(prompt, 'Remove from Favorites');
    await secondGallery.chooseFromMenu(prompt, 'Add to Favorites');

    await firstGallery.pressKey(prompt, 'Delete');
    await secondGallery.card(prompt).waitFor({ state: 'detached' });
    await firstGallery.pressKey('An old kite', 'ControlOrMeta+KeyZ');
    await secondGallery.waitForImage(prompt);

    // Either window can cancel it.
    await service.gateway.configure({ latencyMs: 60_000 });
    await composer.prompt.fill('A lost kite');
    await composer.prompt.press('ControlOrMeta+Enter');
    await secondGallery.waitForRunning('A lost kite');
    await secondGallery.pressKey('A lost kite', 'Shift+X');
    for (const gallery of [firstGallery, secondGallery])
      await gallery.waitForFailure('A lost kite', 'Canceled.');
  });
});
