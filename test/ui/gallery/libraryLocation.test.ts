import assert from 'node:assert/strict';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { eventually, type VsCodeWindow } from '../driver/index.ts';
import { useSimulatedService } from '../support/simulatedService.ts';
import { fillLibrary } from '../support/libraryFixture.ts';

const prompts = ['lighthouse', 'harbor', 'bakery'];

describe('Gallery whose library is not where it was', () => {
  const service = useSimulatedService(200);

  async function openFilled(): Promise<VsCodeWindow> {
    const window = await service.open({
      fillStorage: (storage) =>
        fillLibrary(
          { storage },
          prompts.map((prompt) => ({ request: { prompt } })),
        ),
    });
    await window.runCommand('Jimeng: Open Gallery');
    const gallery = await window.gallery();
    for (const prompt of prompts) await gallery.waitForImage(prompt);
    return window;
  }

  it('reports an earlier library that is missing until that is dismissed', async () => {
    const window = await openFilled();
    // The number of images is remembered when the gallery is opened again.
    await window.reload();
    await (await window.gallery()).waitForImage('lighthouse');
    rmSync(join(window.storage, 'library'), { recursive: true });

    await window.reload();
    let gallery = await window.gallery();
    const notice = () => gallery.frame.getByText(/^The library with 3 images in .* is missing\./);
    await notice().waitFor();
    await gallery.frame.getByText('No images yet').waitFor();
    for (const name of ['Locate Library…', 'Open Settings'])
      await gallery.frame.getByRole('button', { name }).waitFor();
    await gallery.frame.getByRole('button', { name: 'Dismiss' }).click();
    await notice().waitFor({ state: 'detached' });

    await window.reload();
    gallery = await window.gallery();
    await gallery.frame.getByText('No images yet').waitFor();
    assert.equal(await notice().count(), 0);
  });

  it('shows that the folder in the settings is not available, and moves the images there', async () => {
    const window = await openFilled();
    const folder = join(dirname(window.profile.userDataDir), 'images of mine');
    setMachineSetting(window, folder);

    const text = `The library folder '${folder}' is not available.`;
    await window.notification(text).waitFor();
    // The page of the gallery is loaded again.
    const gallery = await eventually('the reason in the gallery', async () => {
      const found = await window.gallery();
      const isShown = await found.frame
        .getByText(text)
        .isVisible()
        .catch(() => false);
      return isShown ? found : undefined;
    });
    const { frame } = gallery;
    for (const name of ['Retry', 'Open Settings'])
      await frame.getByRole('button', { name }).waitFor();
    assert.ok(!existsSync(folder));

    await frame.getByRole('button', { name: 'Create Folder' }).click();
    await frame.getByText('3 images are still in the earlier library in').waitFor();
    await frame.getByRole('button', { name: 'Move Images Here' }).click();
    for (const prompt of prompts) await gallery.waitForImage(prompt);
    await window.notification(`The library is now in ${folder}`).waitFor();
    await eventually('the old library to be deleted', () => {
      return !existsSync(join(window.storage, 'library', 'records'));
    });
    await frame.getByText('still in the earlier library').waitFor({ state: 'detached' });
    rmSync(folder, { recursive: true });
  });
});

/** Sets the folder of the library as the settings of a remote machine do. */
function setMachineSetting({ profile }: VsCodeWindow, folder: string): void {
  const file = join(profile.userDataDir, 'Machine/settings.json');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ 'jimeng.library.location': folder }));
}
