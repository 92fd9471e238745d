import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleKey } from '../../../scripts/tools/simulatedService.ts';
import { composerIn, type Gallery, type VsCodeWindow } from '../driver/index.ts';
import { eventually } from '../../support/eventually.ts';
import { lighthouse } from '../support/samplePrompts.ts';
import { useSimulatedService } from '../support/simulatedService.ts';

const firstExample = 'A lighthouse on a cliff at dawn, in watercolor';

describe('Sample images', () => {
  const service = useSimulatedService(500);
  const { prompt, file } = lighthouse;

  it('show everything from an empty profile to the reference, without a key or a request', async () => {
    const window = await service.openWithoutKey();
    const { editor, page } = window;
    const startedAt = performance.now();
    await editor.open('README.md');
    await window.runCommand('Jimeng: Open Gallery');
    const gallery = await trySamples(window);
    const notice = gallery.frame.getByText('Sample images are drawn by the extension.');
    await notice.waitFor();

    await editor.focus();
    await editor.select(prompt);
    await editor.chooseFromContextMenu('Generate AI Image from Selection');
    const size = await gallery.waitForImage(prompt);
    assert.equal(size, '960 × 640');
    await gallery.card(prompt).getByText('Sample', { exact: true }).waitFor();
    await gallery.pressButton(prompt, 'Insert');
    await editor.waitForText(`images/${file}.png`);
    await editor.save();
    assert.match(await window.fileText('README.md'), new RegExp(`\\(images/${file}\\.png\\)`));
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    console.log(`      From an empty profile to the image in the document: ${seconds} s`);

    await gallery.chooseFromMenu(prompt, 'Show Details');
    const details = gallery.frame.getByRole('complementary');
    await details.getByText('Sample', { exact: true }).waitFor();
    assert.equal(await details.getByText('jimeng-4.0').count(), 0);

    await gallery.frame.getByRole('button', { name: 'Remove Sample Images' }).click();
    await gallery.frame.getByRole('heading', { name: 'Generate Your First Image' }).waitFor();
    await notice.waitFor({ state: 'hidden' });
    const library = join(window.storage, 'library');
    for (const folder of ['records', 'images', 'leases', 'trash'])
      assert.deepEqual(readdirSync(join(library, folder)), [], folder);
    // What was inserted belongs to the document.
    assert.deepEqual(readdirSync(join(window.workspace, 'images')), [`${file}.png`]);
    assert.deepEqual(await service.gateway.requests(), []);
    const settings = readFileSync(join(window.profile.userDataDir, 'User/settings.json'), 'utf8');
    assert.ok(!settings.includes('jimeng.provider'));
    assert.equal(await page.locator('.notifications-toasts .notification-list-item').count(), 0);
  });

  it('end when a key is set, and stay until they are removed', async () => {
    const window = await service.openWithoutKey();
    const { quickInput } = window;
    await window.runCommand('Jimeng: Try with Sample Images');
    const gallery = await window.gallery();
    await gallery.waitForImage(firstExample);
    const composer = composerIn(gallery.frame);
    await composer.prompt.fill(prompt);
    await composer.waitForText('Sample, not billed');
    assert.deepEqual(await service.gateway.requests(), []);

    await gallery.frame.getByRole('button', { name: 'Set API Key…' }).click();
    await quickInput.waitForPrompt('API Key for OctopusX');
    await quickInput.submit(sampleKey);
    await gallery.frame.getByText('The library still has sample images.').waitFor();
    await gallery.frame.getByText('Sample, not billed').waitFor({ state: 'hidden' });
    await composer.generate.click();
    await gallery.waitForImage(prompt);
    assert.equal((await service.requests()).submits.length, 1);
    assert.equal(await gallery.card(prompt).getByText('Sample', { exact: true }).count(), 0);

    await window.runCommand('Jimeng: Remove Sample Images');
    await gallery.card(firstExample).waitFor({ state: 'detached' });
    assert.deepEqual(await gallery.prompts(), [prompt]);
    await window.runCommand('Jimeng: Try with Sample Images');
    await window.notification('available only while no API key is set').waitFor();
    assert.deepEqual(await gallery.prompts(), [prompt]);
  });
});

/** Presses the button in the empty gallery, twice. */
async function trySamples(window: VsCodeWindow): Promise<Gallery> {
  const gallery = await window.gallery();
  await gallery.frame.getByRole('button', { name: 'Try with Sample Images' }).dblclick();
  await gallery.waitForImage(firstExample);
  await eventually('three samples', async () => (await gallery.prompts()).length === 3);
  return gallery;
}
