import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { eventually } from '../driver/index.ts';
import { useSimulatedService } from '../support/simulatedService.ts';
import {
  addGeneration,
  fillLibrary,
  readRecord,
  removeFromLibrary,
  type PastGeneration,
} from '../support/libraryFixture.ts';

describe('Gallery viewer', function () {
  this.timeout(180_000);
  const service = useSimulatedService();

  it('shows a large image, navigates through all of them, and returns to the card', async () => {
    const window = await service.open();
    const { keyboard } = window.page;
    await fillLibrary(window, [
      { request: { prompt: 'first' } },
      { request: { prompt: 'a set' }, imageCount: 3 },
      {
        request: { prompt: 'failed' },
        imageCount: 0,
        state: 'failed',
        failure: { kind: 'noKey' },
      },
      ...numberedGenerations(100),
    ]);
    await window.runCommand('Jimeng: Open Gallery');
    const gallery = await window.gallery();
    const largeImage = (prompt: string) =>
      gallery.frame.getByRole('dialog', { name: prompt, exact: true });
    const fullImage = (prompt: string) => largeImage(prompt).locator('.frame.loaded .full');

    await gallery.card('first').waitFor();
    await gallery.card('first').focus();
    await keyboard.press('Space');
    await fullImage('first').waitFor();
    assert.equal(await naturalWidth(fullImage('first')), 640);
    assert.equal(await isFocused(largeImage('first')), true);
    const previous = largeImage('first').getByRole('button', {
      name: 'Previous Image',
      exact: true,
    });
    assert.equal(await previous.getAttribute('aria-disabled'), 'true');

    // Go through the set by key and by button, and skip the generation without an image.
    await keyboard.press('ArrowRight');
    await largeImage('a set').getByText('Image 1 of 3').waitFor();
    await largeImage('a set').getByRole('button', { name: 'Next Image', exact: true }).click();
    await largeImage('a set').getByText('Image 2 of 3').waitFor();
    await largeImage('a set').getByRole('button', { name: 'Image 3 of 3', exact: true }).click();
    await fullImage('a set').waitFor();
    await keyboard.press('ArrowRight');
    await fullImage('number 0').waitFor();
    await keyboard.press('ArrowLeft');
    await largeImage('a set').getByText('Image 3 of 3').waitFor();

    // Continue far beyond the items that the page has loaded initially.
    for (let number = 0; number < 100; number++) {
      await keyboard.press('ArrowRight');
      await largeImage(`number ${number}`).waitFor();
    }
    await keyboard.press('ArrowRight');
    await fullImage('number 99').waitFor();
    assert.equal(await gallery.frame.locator('.full').count(), 1);

    await keyboard.press('Escape');
    await largeImage('number 99').waitFor({ state: 'detached' });
    await eventually('the focus on the card', () => isFocused(gallery.card('number 99')));
    assert.equal(await gallery.frame.locator('.full').count(), 0);
  });

  it('opens a set from its badge and by key and continues after a deletion', async () => {
    const window = await service.open();
    const { keyboard } = window.page;
    await fillLibrary(window, [{ request: { prompt: 'last' } }]);
    const set = await addGeneration(window, { request: { prompt: 'a set' }, imageCount: 6 });
    await window.runCommand('Jimeng: Open Gallery');
    const gallery = await window.gallery();
    await gallery.card('last').waitFor();
    assert.equal(await gallery.card('a set').locator('.image-button').count(), 1);
    await gallery.pressButton('a set', 'Show All 6 Images');
    const dialog = gallery.frame.getByRole('dialog');
    await dialog.getByText('Image 1 of 6').waitFor();
    await dialog.getByRole('button', { name: 'Close', exact: true }).click();
    await eventually('the focus on the card', () => isFocused(gallery.card('a set')));
    await keyboard.press('Enter');
    await dialog.getByText('Image 1 of 6').waitFor();
    assert.equal(await dialog.getByRole('button', { name: /^Image \d of 6$/ }).count(), 6);

    // The elements behind the dialog cannot be focused.
    const searchBox = gallery.frame.getByRole('searchbox', { name: 'Search prompts' });
    await searchBox.focus();
    assert.equal(await isFocused(searchBox), false);
    await window.tabTo(dialog.getByRole('button', { name: 'Image 6 of 6', exact: true }));
    await keyboard.press('Enter');
    await dialog.getByText('Image 6 of 6').waitFor();
    const star = dialog.getByRole('button', { name: 'Favorite', exact: true });
    assert.equal(await star.getAttribute('aria-pressed'), 'false');
    await star.click();
    await eventually('a favorite', () => readRecord(window, set).favorite);
    await star.and(dialog.locator('[aria-pressed="true"]')).waitFor();
    removeFromLibrary(window, 'a set');
    await gallery.frame.getByRole('dialog', { name: 'last', exact: true }).waitFor();
    await keyboard.press('Escape');
    await eventually('the focus on the card', () => isFocused(gallery.card('last')));
    assert.equal(await dialog.count(), 0);
  });

  it('compares two images with a divider that moves by key and pointer', async () => {
    const window = await service.open();
    const { keyboard, mouse } = window.page;
    await fillLibrary(window, [{ request: { prompt: 'left' } }, { request: { prompt: 'right' } }]);
    await window.runCommand('Jimeng: Open Gallery');
    const gallery = await window.gallery();
    await gallery.card('right').waitFor();
    await gallery.card('left').focus();
    await keyboard.press('Space');
    const { frame } = gallery;
    await frame
      .getByRole('dialog', { name: 'left', exact: true })
      .getByRole('button', { name: 'Compare with Next', exact: true })
      .click();
    const compare = frame.getByRole('dialog', { name: 'Compare', exact: true });
    await compare.locator('.side.left .loaded').getByRole('img', { name: 'left' }).waitFor();
    await compare.locator('.side.right .loaded').getByRole('img', { name: 'right' }).waitFor();

    const divider = compare.getByRole('slider', { name: 'Divider between the images' });
    const waitForDivider = (at: string) =>
      eventually(`the divider at ${at}`, async () => {
        return (await divider.getAttribute('aria-valuenow')) === at;
      });
    await waitForDivider('50');
    assert.equal(await isFocused(divider), true);
    await keyboard.press('ArrowLeft');
    await waitForDivider('45');
    await keyboard.press('End');
    await waitForDivider('100');
    const box = await compare.locator('.compare').boundingBox();
    assert.ok(box);
    const middle = box.y + box.height / 2;
    await mouse.move(box.x + box.width / 2, middle);
    await mouse.down();
    await mouse.move(box.x + box.width / 4, middle, { steps: 4 });
    await mouse.up();
    await waitForDivider('25');

    // The other layout, and the other image for the keys of actions.
    await keyboard.press('s');
    await compare.locator('.half .loaded').nth(1).waitFor();
    await keyboard.press('ArrowRight');
    const right = compare.getByRole('group', { name: 'right', exact: true });
    await right.and(compare.locator('[aria-current="true"]')).waitFor();
    assert.equal(await isFocused(right.getByRole('button', { name: 'Insert' })), true);
    await keyboard.press('s');
    await waitForDivider('25');

    await keyboard.press('Escape');
    await frame.getByRole('dialog', { name: 'left', exact: true }).waitFor();
    await keyboard.press('Escape');
    await eventually('the focus on the card', () => isFocused(gallery.card('left')));
  });

  it('shows the details next to the grid and in the viewer', async () => {
    const window = await service.open();
    const { keyboard } = window.page;
    const taskId = '67fb9e82-126e-4c71-bb16-a3bb3789e3b7';
    await fillLibrary(window, [
      {
        request: { prompt: 'with a seed', seed: 4711, resolution: '1k', forceSingle: true },
        task: { taskId, reqKey: 'jimeng_t2i_v40', submittedAt: Date.now() },
      },
      { request: { prompt: 'without' } },
    ]);
    await window.runCommand('Jimeng: Open Gallery');
    const gallery = await window.gallery();
    await gallery.card('without').waitFor();
    await gallery.card('with a seed').focus();
    await keyboard.press('i');
    const details = gallery.frame.getByRole('complementary', { name: 'Details', exact: true });
    const row = (name: string) =>
      details.getByRole('term').filter({ hasText: name }).locator('xpath=following-sibling::dd');
    const waitForDetail = (name: string, value: string) =>
      row(name)
        .and(details.getByText(value, { exact: true }))
        .waitFor();
    await details.getByText(/^640 × 480 · 4:3 · PNG · [\d.]+ K?B$/).waitFor();
    await waitForDetail('Model', 'jimeng-4.0');
    await details.getByText('More', { exact: true }).click();
    await waitForDetail('Seed', '4711');
    await waitForDetail('Task ID', taskId);
    await waitForDetail('Duration', '12 s');
    await waitForDetail('Number of images', 'Single');

    // The details follow the focus and the viewer.
    await gallery.card('without').focus();
    await details.getByText('without', { exact: true }).waitFor();
    assert.equal(await row('Seed').count(), 0);
    await keyboard.press('Space');
    await gallery.frame.getByRole('dialog').waitFor();
    // Each place remembers whether they are open.
    await details.waitFor({ state: 'detached' });
    await keyboard.press('i');
    await keyboard.press('ArrowLeft');
    await waitForDetail('Seed', '4711');
    await keyboard.press('i');
    await details.waitFor({ state: 'detached' });
    await keyboard.press('Escape');
    await eventually('the focus on the card', () => isFocused(gallery.card('with a seed')));
    await waitForDetail('Seed', '4711');

    await gallery.card('without').focus();
    await details.getByText('without', { exact: true }).waitFor();
    await details.getByRole('button', { name: 'Close', exact: true }).press('Escape');
    await details.waitFor({ state: 'detached' });
    await eventually('the focus on the card', () => isFocused(gallery.card('without')));
  });
});

function numberedGenerations(count: number): PastGeneration[] {
  return Array.from({ length: count }, (_, number) => ({
    request: { prompt: `number ${number}` },
  }));
}

function isFocused(element: Locator): Promise<boolean> {
  return element.evaluate((found: { matches(selector: string): boolean }) =>
    found.matches(':focus'),
  );
}

function naturalWidth(image: Locator): Promise<number> {
  return image.evaluate((element: { naturalWidth: number }) => element.naturalWidth);
}
