import { setTimeout as delay } from 'node:timers/promises';
import { seeded } from '../unit/support/random.ts';
import { rounds, seed } from './chance.ts';
import { repeat } from './lanes.ts';
import { assertConsistent, assertWhole } from './verify.ts';
import { World, type Snapshot } from './world.ts';

/** Milliseconds within which a window is killed: three generations take about as long. */
const longest = 2_000;

describe(`Three generations whose window is killed at random, seed ${seed}`, () => {
  it(`come home in ${rounds} rounds`, async () => {
    const random = seeded(seed);
    const lives = Array.from({ length: rounds }, () => {
      const moments = [random() * longest];
      while (random() < 0.5) moments.push(random() * longest);
      return moments;
    });
    await repeat(rounds, async (round) => {
      await survives(lives[round - 1] ?? []);
    });
  });
});

/** @param moments milliseconds that each window lives */
function survives(moments: readonly number[]): Promise<void> {
  return World.with(async (world) => {
    const snapshots: Snapshot[] = [];
    for (const [index, moment] of moments.entries()) {
      const window = world.open(index === 0 ? ['a cat', 'a dog', 'a horse'] : []);
      await window.ready;
      await delay(moment);
      snapshots.push(await world.takeDown(window));
    }
    const last = world.open();
    await world.settle(last);
    await last.close();
    await assertConsistent(world, snapshots);
    await assertWhole(world);
  });
}
