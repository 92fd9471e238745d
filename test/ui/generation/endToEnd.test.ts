import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { sampleKey } from '../../../scripts/tools/simulatedService.ts';
import type { Provider, RequestEntry } from '../../gateway/control/controlApi.ts';
import type { Gallery, VsCodeWindow } from '../driver/index.ts';
import { cat, lighthouse } from '../support/samplePrompts.ts';
import { useSimulatedService } from '../support/simulatedService.ts';

describe('End to end', function () {
  this.timeout(120_000);
  const service = useSimulatedService(4000);

  for (const [provider, extension] of [
    ['octopusx', 'png'],
    ['deepwl', 'jpg'],
  ] as const) {
    it(`inserts an image by context menu and by palette at ${provider}`, async () => {
      const window = await service.open({
        key: { provider, key: sampleKey },
        settings: { 'jimeng.provider': provider },
      });
      await window.editor.open('README.md');
      const original = await window.fileText('README.md');

      await window.editor.select(lighthouse.prompt);
      await window.editor.chooseFromContextMenu('Generate AI Image from Selection');
      const gallery = await watchProgress(window, lighthouse.prompt);
      await insert(window, gallery, lighthouse.prompt);
      const expected = original.replace(
        lighthouse.prompt,
        `${lighthouse.prompt}\n\n![${lighthouse.prompt}](images/${lighthouse.file}.${extension})`,
      );
      assert.equal(await window.fileText('README.md'), expected);
      await assertFileSent(
        await window.fileBytes(`images/${lighthouse.file}.${extension}`),
        provider,
      );

      await window.editor.undo();
      await window.editor.save();
      assert.equal(await window.fileText('README.md'), original);

      await service.gateway.clearRequests();
      await window.editor.placeCursor(9);
      await window.runCommand('Jimeng: Generate AI Image…');
      await window.quickInput.waitForPrompt('Describe the image');
      await window.quickInput.submit(cat.prompt);
      await watchProgress(window, cat.prompt);
      await insert(window, gallery, cat.prompt);
      assert.equal(
        await window.fileText('README.md'),
        original.replace(
          'Lantern Bay is',
          `![${cat.prompt}](images/${cat.file}.${extension})\n\nLantern Bay is`,
        ),
      );
      await assertFileSent(await window.fileBytes(`images/${cat.file}.${extension}`), provider);
      assert.deepEqual(await gallery.prompts(), [cat.prompt, lighthouse.prompt]);
    });
  }

  /** Checks what is shown while a generation runs, until it has an image. */
  async function watchProgress(window: VsCodeWindow, prompt: string): Promise<Gallery> {
    const gallery = await window.gallery();
    await gallery.waitForRunning(prompt);
    await window.editor.waitForFocus();
    assert.match(await gallery.waitForImage(prompt), /^1024 × 1024$/);
    // The card shows the progress.
    assert.equal(await window.notification('Generating "').count(), 0);
    await window.editor.waitForFocus();
    return gallery;
  }

  async function insert(window: VsCodeWindow, gallery: Gallery, prompt: string): Promise<void> {
    await gallery.pressButton(prompt, 'Insert');
    // A save before the alt text is selected would split the insertion into two undo steps.
    await window.editor.waitForSelected(prompt.length);
    await window.editor.save();
  }

  /**
   * Asserts that a file has the bytes that the service sent, and that it received one submit with
   * the right key.
   */
  async function assertFileSent(file: Buffer, provider: Provider): Promise<void> {
    const { submits, queries, images } = await service.requests();
    assert.equal(submits.length, 1);
    assert.ok(queries.length >= 1);
    const toGateway: RequestEntry[] = [...submits, ...queries];
    assert.deepEqual([...new Set(toGateway.map(({ origin }) => origin))], [provider]);
    assert.deepEqual(
      [...new Set(toGateway.map(({ headers }) => headers['authorization']))],
      ['Bearer <key 0>'],
    );
    assert.deepEqual(
      images.map(({ image }) => image?.sha256),
      [createHash('sha256').update(file).digest('hex')],
    );
    assert.ok(!JSON.stringify(images).includes('<key'), 'the image host received the API key');
  }
});
