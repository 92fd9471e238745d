import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { closeWindows, eventually, type VsCodeWindow } from '../ui/driver/index.ts';
import { simulatedService } from '../ui/support/service.ts';
import { afterTask, deadlySteps, type DeadlyStep } from './steps.ts';
import { assertEnded } from './verify.ts';
import { World } from './world.ts';

describe('Two windows whose extension hosts are killed', () => {
  const service = simulatedService();
  let world: World;
  let first: VsCodeWindow;
  let second: VsCodeWindow;
  const cards: string[] = [];
  before(async () => {
    world = await World.open(service);
    first = world.window;
    second = await world.openAnother();
  });
  after(closeWindows);

  it('bring home what the other began, which stays dead', async () => {
    // VS Code brings an extension host back by itself, but not the third time.
    for (const prompt of ['A cat', 'A dog', 'A horse']) {
      await world.whenBack();
      await world.beginAndDie(first, prompt, { ...afterTask, latencyMs: 10_000 });
      cards.push(prompt);
    }
    await world.begin(second, 'A cow');
    cards.push('A cow');
    await world.whenAtRest();
    assert.equal(world.hosts().alive, 1, 'nobody has brought the first one back');
    for (const prompt of cards) await assertEnded(world, prompt, afterTask);

    await assertShown(second, cards);
    await world.whenBack();
    await assertShown(first, cards);
    const tabs = first.page.locator('.tab', { hasText: 'Jimeng Gallery' });
    assert.equal(await tabs.count(), 1, 'no gallery is left of an extension host that died');
  });

  it('by turns at every step of a generation, lose nothing and pay nothing twice', async function () {
    this.timeout(600_000);
    for (const [index, step] of deadlySteps.entries()) {
      const window = index % 2 === 0 ? first : second;
      await world.beginAndDie(window, promptOf(step), step);
      await world.whenBack();
    }
    await world.whenAtRest();
    for (const step of deadlySteps) await assertEnded(world, promptOf(step), step);

    cards.push(...deadlySteps.filter(({ end }) => end !== 'nothing').map(promptOf));
    for (const window of [first, second]) {
      await window.reload();
      await assertShown(window, cards);
    }
  });
});

function promptOf({ title }: DeadlyStep): string {
  return `A bird, killed ${title}`;
}

/** Checks that a window's gallery has exactly these cards, and shows the picture of each that has one. */
async function assertShown(window: VsCodeWindow, prompts: readonly string[]): Promise<void> {
  await window.runCommand('Jimeng: Open Gallery');
  const gallery = await eventually('the gallery with all cards', async () => {
    const gallery = await window.gallery();
    // What an extension host that died has left standing is about to go.
    const shown = await gallery.prompts().catch(() => []);
    return isDeepStrictEqual(shown, prompts.toReversed()) && gallery;
  });
  for (const prompt of prompts) {
    await gallery.find(prompt);
    const card = gallery.card(prompt);
    if ((await card.getAttribute('data-state')) === 'done') await gallery.picture(prompt);
  }
  await gallery.find('');
}
