import assert from 'node:assert/strict';
import { closeWindows } from '../ui/driver/index.ts';
import { simulatedService } from '../ui/support/service.ts';
import type { DeadlyStep } from './steps.ts';
import { assertEnded, assertHome } from './verify.ts';
import { World } from './world.ts';

const ends = {
  nothing: 'nothing was sent',
  home: 'its picture comes home',
  interrupted: 'it says that it may have been billed',
} as const;

/** In the suite it is called in: that a generation survives its extension host at each of these steps. */
export function survives(steps: readonly DeadlyStep[]): void {
  const service = simulatedService();
  let world: World;
  before(async () => {
    world = await World.open(service);
  });
  after(closeWindows);

  for (const step of steps) {
    it(`${step.title}: ${ends[step.end]}`, async () => {
      const { window } = world;
      const prompt = `A cat, killed ${step.title}`;
      await world.beginAndDie(window, prompt, step);
      await window.reload();
      await world.whenAtRest();
      await assertEnded(world, prompt, step);

      await window.runCommand('Jimeng: Open Gallery');
      const gallery = await window.gallery();
      if (step.end === 'nothing') assert.equal(await gallery.card(prompt).count(), 0);
      if (step.end === 'interrupted') {
        await gallery.failure(prompt, 'may have been billed');
        await gallery.press(prompt, 'Retry');
        await gallery.picture(prompt);
        await world.whenAtRest();
        await assertHome(world, prompt);
        assert.equal((await world.submits(prompt)).length, step.submits + 1, 'and one for Retry');
      }
      if (step.end === 'home') await gallery.picture(prompt);
    });
  }
}
