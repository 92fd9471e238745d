import { setTimeout as delay } from 'node:timers/promises';
import { seededRandom } from '../unit/support/seededRandom.ts';
import { rounds, seed } from './soakOptions.ts';
import { runRounds } from './workerPool.ts';
import { assertConsistent, assertNothingLost } from './assertRecovered.ts';
import { ProcessSandbox, type Snapshot } from './sandbox.ts';

/** Maximum time before a window is killed. Three generations take about as long. */
const maxLifetimeMs = 2_000;

describe(`Crash recovery of three generations in a window killed at random times (seed ${seed})`, () => {
  it(`saves all images in ${rounds} rounds`, async () => {
    const random = seededRandom(seed);
    const lifetimes = Array.from({ length: rounds }, () => {
      const windowLifetimesMs = [random() * maxLifetimeMs];
      while (random() < 0.5) windowLifetimesMs.push(random() * maxLifetimeMs);
      return windowLifetimesMs;
    });
    await runRounds(rounds, async (round) => {
      await assertRecovered(lifetimes[round - 1] ?? []);
    });
  });
});

/** @param windowLifetimesMs milliseconds after which each window is killed */
function assertRecovered(windowLifetimesMs: readonly number[]): Promise<void> {
  return ProcessSandbox.use(async (sandbox) => {
    const snapshots: Snapshot[] = [];
    for (const [index, lifetimeMs] of windowLifetimesMs.entries()) {
      const window = sandbox.openWindow(index === 0 ? ['a cat', 'a dog', 'a horse'] : []);
      await window.whenReady;
      await delay(lifetimeMs);
      snapshots.push(await sandbox.killWindow(window));
    }
    const last = sandbox.openWindow();
    await sandbox.waitUntilIdle(last);
    await last.close();
    await assertConsistent(sandbox, snapshots);
    await assertNothingLost(sandbox);
  });
}
