import { setTimeout as delay } from 'node:timers/promises';
import { randomInt, seededRandom } from '../unit/support/seededRandom.ts';
import { rounds, seed } from './soakOptions.ts';
import { runRounds } from './workerPool.ts';
import { assertPolledFromOneWindow, assertNothingLost } from './assertRecovered.ts';
import { ProcessSandbox } from './sandbox.ts';

/** Number of kills per round, and the maximum interval between them. */
const killsPerRound = 5;
const maxIntervalMs = 800;
/** A round takes as long as several rounds with one window. */
const roundsPerRun = 5;

interface Kill {
  readonly window: number;
  /** Milliseconds after the previous kill. */
  readonly delayMs: number;
}

describe(`Crash recovery of two windows on one library, killed at random times (seed ${seed})`, () => {
  const roundCount = Math.ceil(rounds / roundsPerRun);

  it(`saves all images in ${roundCount} rounds and polls each task from one window at a time`, async () => {
    const random = seededRandom(seed);
    const plans = Array.from({ length: roundCount }, () =>
      Array.from({ length: killsPerRound }, () => ({
        window: randomInt(random, 2),
        delayMs: random() * maxIntervalMs,
      })),
    );
    await runRounds(roundCount, async (round) => {
      await assertRecovered(plans[round - 1] ?? []);
    });
  });
});

function assertRecovered(kills: readonly Kill[]): Promise<void> {
  return ProcessSandbox.use(async (sandbox) => {
    const windows = [
      sandbox.openWindow(['a cat', 'a dog']),
      sandbox.openWindow(['a horse', 'a cow']),
    ];
    await Promise.all(windows.map(({ whenReady }) => whenReady));
    for (const [index, kill] of kills.entries()) {
      await delay(kill.delayMs);
      const killed = windows.splice(kill.window, 1);
      await Promise.all(killed.map((window) => sandbox.killWindow(window)));
      windows.push(sandbox.openWindow([`a bird, number ${index}`]));
    }
    for (const window of windows) await sandbox.waitUntilIdle(window);
    for (const window of windows) await window.close();
    assertPolledFromOneWindow(sandbox);
    await assertNothingLost(sandbox);
  });
}
