import assert from 'node:assert/strict';
import { eventually } from '../driver/index.ts';
import { useSimulatedService } from '../support/simulatedService.ts';
import { fillLibrary } from '../support/libraryFixture.ts';

describe('Gallery favorites and filters', function () {
  this.timeout(150_000);
  const service = useSimulatedService();

  it('are toggled on a card, counted in the toolbar, and used as filters', async () => {
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
    const favorites = frame.getByRole('button', { name: 'Favorites 1', exact: true });
    const inserted = frame.getByRole('button', { name: 'Inserted 1', exact: true });
    const prompts = () => frame.getByRole('article').evaluateAll(namesOf);
    const waitForPrompts = (...expected: string[]) =>
      eventually(`only ${expected.join()}`, async () => {
        return (await prompts()).join() === expected.join();
      });

    await inserted.waitFor();
    assert.equal(await favorites.count(), 0);
    await gallery.card('liked').focus();
    await star.press('Enter');
    await favorites.waitFor();
    assert.equal(await star.getAttribute('aria-pressed'), 'true');

    await favorites.click();
    await waitForPrompts('liked');
    assert.equal(await favorites.getAttribute('aria-pressed'), 'true');
    await frame.getByText('1 of 3 images').waitFor();
    await inserted.click();
    await frame.getByRole('heading', { name: 'No matching images' }).waitFor();
    await frame.locator('.empty').getByRole('button', { name: 'Clear' }).click();
    await waitForPrompts('liked', 'inserted', 'plain');
    await star.click();
    await favorites.waitFor({ state: 'detached' });

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
