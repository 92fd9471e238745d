import type { Death } from './life.ts';
import { count } from './lanes.ts';
import { assertConsistent, assertWhole } from './verify.ts';
import { World } from './world.ts';

describe('A generation whose window is killed', () => {
  for (const when of ['before', 'during', 'after'] as const) {
    it(`${when} a step, each in turn, comes home or says that it may have been billed`, () =>
      count((step) => survives({ step, when })));
  }
});

/** Resolves to whether the window has died: it lives when the generation has fewer steps. */
async function survives(death: Death): Promise<boolean> {
  let hasDied = false;
  await World.with(async (world) => {
    const first = world.open([`a cat that dies ${death.when} step ${death.step}`], death);
    try {
      await world.settle(first);
      if (!first.hasDied) await first.close();
      hasDied = first.hasDied;
      if (hasDied) {
        const snapshot = await world.takeDown(first);
        const second = world.open();
        await world.settle(second);
        await second.close();
        await assertConsistent(world, [snapshot]);
      }
      await assertWhole(world);
    } catch (cause) {
      throw new Error(`Step ${death.step}, ${first.lastWords}`, { cause });
    }
  });
  return hasDied;
}
