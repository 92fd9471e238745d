import assert from 'node:assert/strict';
import { closeWindows } from '../ui/driver/index.ts';
import { useSimulatedService } from '../ui/support/simulatedService.ts';
import type { CrashStep } from './crashSteps.ts';
import { assertOutcome } from './assertRecovered.ts';
import { VsCodeSandbox } from './sandbox.ts';

const outcomeTitles = {
  noTrace: 'nothing was sent',
  recovered: 'its image is saved',
  interrupted: 'it reports that it may have been billed',
} as const;

/**
 * Call inside `describe`: tests that a generation recovers after its extension host is killed at
 * each step.
 */
export function testCrashRecovery(steps: readonly CrashStep[]): void {
  const service = useSimulatedService();
  let sandbox: VsCodeSandbox;
  before(async () => {
    sandbox = await VsCodeSandbox.open(service);
  });
  after(closeWindows);

  for (const step of steps) {
    it(`${step.title}: ${outcomeTitles[step.outcome]}`, async () => {
      const { window } = sandbox;
      const prompt = `A cat, killed ${step.title}`;
      await sandbox.startAndCrash(window, prompt, step);
      await window.reload();
      await sandbox.waitUntilIdle();
      await assertOutcome(sandbox, prompt, step);

      await window.runCommand('Jimeng: Open Gallery');
      const gallery = await window.gallery();
      if (step.outcome === 'noTrace') assert.equal(await gallery.card(prompt).count(), 0);
      if (step.outcome === 'interrupted') {
        // Alone, it is not in a group with those of earlier steps.
        await gallery.search(prompt);
        await gallery.waitForFailure(prompt, 'may still have been accepted and billed');
        // Retry would be billed twice; the button that says so does nothing by itself.
        const getButton = (name: string) =>
          gallery.failure(prompt).getByRole('button', { name, exact: true });
        await gallery.failure(prompt).locator('.attention-title').click();
        await getButton('Generate Again (May Be Billed Twice)').waitFor();
        assert.equal(await getButton('Retry').count(), 0);
        assert.equal((await sandbox.submitsFor(prompt)).length, step.submits);
        await gallery.search('');
      }
      if (step.outcome === 'recovered') await gallery.waitForImage(prompt);
    });
  }
}
