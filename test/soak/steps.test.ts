import type { StepCrashPoint } from './windowOptions.ts';
import { runUntilFalse } from './workerPool.ts';
import { assertConsistent, assertNothingLost } from './assertRecovered.ts';
import { ProcessSandbox } from './sandbox.ts';

describe('Crash recovery of one generation at every step', () => {
  for (const when of ['before', 'during', 'after'] as const) {
    it(`saves the image or reports possible billing when killed ${when} a step`, () =>
      runUntilFalse((step) => assertRecovered({ step, when })));
  }
});

/** Returns whether the window has crashed. It does not if the generation has fewer steps. */
async function assertRecovered(crashPoint: StepCrashPoint): Promise<boolean> {
  let hasCrashed = false;
  await ProcessSandbox.use(async (sandbox) => {
    const first = sandbox.openWindow(
      [`a cat that dies ${crashPoint.when} step ${crashPoint.step}`],
      crashPoint,
    );
    try {
      await sandbox.waitUntilIdle(first);
      if (!first.hasDied) await first.close();
      hasCrashed = first.hasDied;
      if (hasCrashed) {
        const snapshot = await sandbox.killWindow(first);
        const second = sandbox.openWindow();
        await sandbox.waitUntilIdle(second);
        await second.close();
        await assertConsistent(sandbox, [snapshot]);
      }
      await assertNothingLost(sandbox);
    } catch (cause) {
      throw new Error(`Step ${crashPoint.step}, ${first.output}`, { cause });
    }
  });
  return hasCrashed;
}
