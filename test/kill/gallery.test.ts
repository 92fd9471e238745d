import assert from 'node:assert/strict';
import { closeWindows, eventually } from '../ui/driver/index.ts';
import { simulatedService } from '../ui/support/service.ts';
import { recordNow, shelve } from '../ui/support/shelf.ts';
import { afterTask } from './steps.ts';
import { World } from './world.ts';

describe('A gallery whose extension host is killed', () => {
  const service = simulatedService();
  after(closeWindows);

  it('is heard again, in its place, without being opened again', async () => {
    const world = await World.open(service);
    const { window } = world;
    const boat = await shelve(window, { request: { prompt: 'A boat' } });
    await window.runCommand('Jimeng: Open Gallery');
    const dead = await window.galleryFrame();

    await world.beginAndDie(window, 'A cat', afterTask);
    const tabs = window.page.locator('.tab', { hasText: 'Jimeng Gallery' });
    await eventually('the page that nobody hears to go', () => dead.isDetached(), 60_000);
    const gallery = await window.gallery();
    await gallery.picture('A cat');
    assert.equal(await tabs.count(), 1);

    const star = gallery.card('A boat').getByRole('button', { name: 'Favourite', exact: true });
    await star.press('Enter');
    await eventually('the star', () => recordNow(window, boat).favourite);
    await world.whenAtRest();
  });
});
