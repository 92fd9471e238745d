import { setTimeout as delay } from 'node:timers/promises';
import { pick, seeded } from '../unit/support/random.ts';
import { rounds, seed } from './chance.ts';
import { repeat } from './lanes.ts';
import { assertOneAtATime, assertWhole } from './verify.ts';
import { World } from './world.ts';

/** How many kills there are in a round, and within how many milliseconds of each other. */
const kills = 5;
const longest = 800;
/** One round is as long as several with one window. */
const share = 5;

interface Blow {
  readonly window: number;
  /** Milliseconds after the one before. */
  readonly after: number;
}

describe(`Two windows on one library, either killed at random, seed ${seed}`, () => {
  const times = Math.ceil(rounds / share);

  it(`bring everything home in ${times} rounds, each task followed by one at a time`, async () => {
    const random = seeded(seed);
    const plans = Array.from({ length: times }, () =>
      Array.from({ length: kills }, () => ({ window: pick(random, 2), after: random() * longest })),
    );
    await repeat(times, async (round) => {
      await survive(plans[round - 1] ?? []);
    });
  });
});

function survive(blows: readonly Blow[]): Promise<void> {
  return World.with(async (world) => {
    const windows = [world.open(['a cat', 'a dog']), world.open(['a horse', 'a cow'])];
    await Promise.all(windows.map(({ ready }) => ready));
    for (const [index, blow] of blows.entries()) {
      await delay(blow.after);
      const struck = windows.splice(blow.window, 1);
      await Promise.all(struck.map((window) => world.takeDown(window)));
      windows.push(world.open([`a bird, number ${index}`]));
    }
    for (const window of windows) await world.settle(window);
    for (const window of windows) await window.close();
    assertOneAtATime(world);
    await assertWhole(world);
  });
}
