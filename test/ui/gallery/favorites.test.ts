import assert from 'node:assert/strict';
import { eventually } from '../driver/index.ts';
import { useSimulatedService } from '../support/simulatedService.ts';
import { fillLibrary } from '../support/libraryFixture.ts';

describe('Gallery favorites and filters', function () {
  this.timeout(150_000);
  const service = useSimulatedService();

  it('are toggled on a card, counted among the filters, and used as such', async () => {
    const window = await service.open();
    await fillLibrary(window, [
      { request: { prompt: 'liked' } },
      { request: { prompt: 'inserted' }, insertions: [{ uri: 'file:///a.md', at: 1 }] },
      { request: { prompt: 'plain' } },
    ]);
    await window.runCommand('Jimeng: Open Gallery');
    const gallery = await window.gallery();
    const { frame } = gallery;
    const star = gallery.card('liked').getByRole('button', { name: 'Favorite', exact: true });
    const filters = frame.locator('.filter-button');
    const favorites = frame.getByRole('checkbox', { name: /^Favorites\s+1$/ });
    const inserted = frame.getByRole('checkbox', { name: /^Inserted\s+1$/ });
    const prompts = () => frame.getByRole('article').evaluateAll(namesOf);
    const waitForPrompts = (...expected: string[]) =>
      eventually(`only ${expected.join()}`, async () => {
        return (await prompts()).join() === expected.join();
      });

    await filters.click();
    await inserted.waitFor();
    assert.ok(await frame.getByRole('checkbox', { name: /^Favorites\s+0$/ }).isDisabled());
    await window.page.keyboard.press('Escape');
    await gallery.card('liked').focus();
    await star.press('Enter');
    await filters.click();
    await favorites.waitFor();
    assert.equal(await star.getAttribute('aria-pressed'), 'true');

    await window.page.keyboard.press('ArrowUp');
    await window.page.keyboard.press('ArrowUp');
    await window.page.keyboard.press('Space');
    await waitForPrompts('liked');
    assert.ok(await favorites.isChecked());
    await frame.getByText('1 of 3 images').first().waitFor();
    assert.equal(await filters.getAttribute('aria-label'), 'Filters (1 active)');
    await inserted.click();
    await frame.getByRole('heading', { name: 'No matching images' }).waitFor();
    await window.page.keyboard.press('Escape');
    await frame.locator('.filter-button:focus').waitFor();
    await frame.locator('.empty').getByRole('button', { name: 'Clear' }).click();
    await waitForPrompts('liked', 'inserted', 'plain');
    await star.click();
    await filters.click();
    await frame.getByRole('checkbox', { name: /^Favorites\s+0$/ }).waitFor();
    await window.page.keyboard.press('Escape');

    const items = frame.getByRole('list').getByRole('listitem');
    const [last] = await items.filter({ hasText: 'plain' }).evaluateAll(positionsOf);
    assert.ok(last && last.position === last.of);
  });
});

interface Card {
  readonly ariaLabel: string;
}
interface Item {
  readonly ariaPosInSet: string;
  readonly ariaSetSize: string;
}

function namesOf(cards: Card[]): string[] {
  return cards.map(({ ariaLabel }) => ariaLabel);
}

function positionsOf(items: Item[]): { position: string; of: string }[] {
  return items.map(({ ariaPosInSet, ariaSetSize }) => ({
    position: ariaPosInSet,
    of: ariaSetSize,
  }));
}
