import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { closeWindows, eventually, type Gallery, type VsCodeWindow } from '../ui/driver/index.ts';
import { useSimulatedService } from '../ui/support/simulatedService.ts';
import { afterTask, crashSteps, type CrashStep } from './crashSteps.ts';
import { assertOutcome } from './assertRecovered.ts';
import { VsCodeSandbox } from './sandbox.ts';

describe('Crash recovery in two windows', () => {
  const service = useSimulatedService();
  let sandbox: VsCodeSandbox;
  let first: VsCodeWindow;
  let second: VsCodeWindow;
  const prompts: string[] = [];
  before(async () => {
    sandbox = await VsCodeSandbox.open(service);
    first = sandbox.window;
    second = await sandbox.openSecondWindow();
  });
  after(closeWindows);

  it('resumes the generations of a window whose extension host stays dead', async () => {
    // VS Code restarts an extension host automatically, but not after the third crash.
    for (const prompt of ['A cat', 'A dog', 'A horse']) {
      await sandbox.waitForHosts();
      await sandbox.startAndCrash(first, prompt, { ...afterTask, latencyMs: 10_000 });
      prompts.push(prompt);
    }
    await sandbox.startGeneration(second, 'A cow');
    prompts.push('A cow');
    await sandbox.waitUntilIdle();
    assert.equal(sandbox.countHosts().alive, 1, 'the first extension host is still dead');
    for (const prompt of prompts) await assertOutcome(sandbox, prompt, afterTask);

    await assertShown(second, prompts);
    await sandbox.waitForHosts();
    await assertShown(first, prompts);
    const tabs = first.page.locator('.tab', { hasText: 'Jimeng Gallery' });
    assert.equal(await tabs.count(), 1, 'the gallery of the dead extension host is closed');
  });

  it('loses nothing and bills nothing twice when the extension hosts crash in turn at every step', async function () {
    this.timeout(600_000);
    for (const [index, step] of crashSteps.entries()) {
      const window = index % 2 === 0 ? first : second;
      await sandbox.startAndCrash(window, promptFor(step), step);
      await sandbox.waitForHosts();
    }
    await sandbox.waitUntilIdle();
    for (const step of crashSteps) await assertOutcome(sandbox, promptFor(step), step);

    const stepsOf = (outcome: CrashStep['outcome']) =>
      crashSteps.filter((step) => step.outcome === outcome);
    prompts.push(...stepsOf('recovered').map(promptFor));
    const failures = `Needs attention (${stepsOf('interrupted').length})`;
    for (const window of [first, second]) {
      await window.reload();
      const { frame } = await assertShown(window, prompts);
      await frame.getByRole('button', { name: failures, exact: true }).waitFor();
    }
  });
});

function promptFor({ title }: CrashStep): string {
  return `A bird, killed ${title}`;
}

/** Asserts that the gallery of a window shows exactly these cards, with their images. */
async function assertShown(window: VsCodeWindow, prompts: readonly string[]): Promise<Gallery> {
  await window.runCommand('Jimeng: Open Gallery');
  const gallery = await eventually('the gallery with all cards', async () => {
    const gallery = await window.gallery();
    // The page of an extension host that died is about to be closed.
    const shown = await gallery.prompts().catch(() => []);
    return isDeepStrictEqual(shown, prompts.toReversed()) && gallery;
  });
  for (const prompt of prompts) {
    await gallery.search(prompt);
    await gallery.waitForImage(prompt);
  }
  await gallery.search('');
  return gallery;
}
