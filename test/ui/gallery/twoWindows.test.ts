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
    const [here, there] = [await first.gallery(), await second.gallery()];
    for (const gallery of [here, there]) await gallery.waitForImage('An old kite');

    await there.card('An old kite').focus();
    const composer = composerIn(here.frame);
    await composer.prompt.fill(prompt);
    await composer.prompt.press('ControlOrMeta+Enter');
    await there.waitForRunning(prompt);
    await there.waitForImage(prompt);
    // The focus stays on its card, although a new card was added before it.
    await there.waitForFocus('An old kite');
    assert.deepEqual(await there.prompts(), await here.prompts());

    await there.pressKey(prompt, 'f');
    await here.chooseFromMenu(prompt, 'Remove from Favorites');
    await there.chooseFromMenu(prompt, 'Add to Favorites');

    await here.pressKey(prompt, 'Delete');
    await there.card(prompt).waitFor({ state: 'detached' });
    await here.pressKey('An old kite', 'ControlOrMeta+KeyZ');
    await there.waitForImage(prompt);

    // Either window can cancel it.
    await service.gateway.configure({ latencyMs: 60_000 });
    await composer.prompt.fill('A lost kite');
    await composer.prompt.press('ControlOrMeta+Enter');
    await there.waitForRunning('A lost kite');
    await there.pressKey('A lost kite', 'Shift+X');
    for (const gallery of [here, there]) await gallery.waitForFailure('A lost kite', 'Canceled.');
  });
});
