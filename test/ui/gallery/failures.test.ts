import assert from 'node:assert/strict';
import { eventually } from '../driver/index.ts';
import { fillLibrary, type PastGeneration } from '../support/libraryFixture.ts';
import { useSimulatedService } from '../support/simulatedService.ts';

describe('Failures above the grid', () => {
  const service = useSimulatedService(500);
  const task = { reqKey: 'jimeng_t2i_v40', submittedAt: Date.now() };
  const refused = (n: number): PastGeneration => ({
    request: { prompt: `A refused cat ${n}` },
    imageCount: 0,
    state: 'failed',
    failure: { kind: 'promptRefused' },
    task: { ...task, taskId: `refused-${n}` },
    finishedAt: Date.now(),
  });
  const library: readonly PastGeneration[] = [
    { request: { prompt: 'A cat in a box' } },
    ...[1, 2, 3].map(refused),
    {
      request: { prompt: 'A poor cat' },
      imageCount: 0,
      state: 'failed',
      failure: { kind: 'quota' },
    },
  ];

  it('are grouped, expanded, dismissed, restored, and found by the filter', async () => {
    const window = await service.open();
    await window.runCommand('Jimeng: Open Gallery');
    const gallery = await window.gallery();
    await fillLibrary(window, library);
    const { frame, page } = { frame: gallery.frame, page: window.page };
    const heading = (count: number) =>
      frame.getByRole('button', { name: `Needs attention (${count})`, exact: true });
    await heading(4).waitFor();
    await gallery.waitForImage('A cat in a box');
    // The grid has what has images.
    assert.deepEqual(await gallery.prompts(), ['A cat in a box']);

    // Keys go through the rows, and show the prompts of one.
    const group = frame.getByRole('button', {
      name: '3 prompts · Prompt blocked by the content filter',
      exact: true,
    });
    await heading(4).focus();
    await page.keyboard.press('ArrowDown');
    await group.and(frame.locator(':focus')).waitFor();
    await page.keyboard.press('ArrowRight');
    await frame
      .getByRole('button', { name: 'Edit Prompt…: A refused cat 2', exact: true })
      .waitFor();
    await page.keyboard.press('ArrowDown');
    await gallery.failure('A poor cat').locator('.attention-title:focus').waitFor();
    // The keys in its menu apply to it.
    await page.keyboard.press('p');
    await window.statusBarItem('Prompt copied').waitFor();
    await page.keyboard.press('ArrowUp');

    // Delete has Undo, and the focus stays.
    await page.keyboard.press('Delete');
    await heading(1).waitFor();
    await gallery.failure('A poor cat').locator('.attention-title:focus').waitFor();
    await window.pressInNotification('Deleted from the gallery', 'Undo');
    await heading(4).waitFor();

    // The filter shows them as cards.
    await frame.getByRole('button', { name: 'Filters', exact: true }).click();
    await frame.getByRole('checkbox', { name: /^Failed/ }).click();
    await page.keyboard.press('Escape');
    await eventually('the failed ones', async () => (await gallery.prompts()).length === 4);
    assert.equal(await frame.getByRole('button', { name: /^Needs attention/ }).count(), 0);
    assert.deepEqual((await service.requests()).submits, []);
  });
});
