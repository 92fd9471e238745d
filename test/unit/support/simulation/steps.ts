import type { Operation } from '../../../gateway/faults/faultKinds.ts';
import { pickOne, randomInt } from '../seededRandom.ts';
import type { FileCall } from '../testDisk.ts';
import { responseNames } from './responses.ts';
import type { TaskOutcome } from './simulatedService.ts';

/** Error codes with which a disk fails. */
export const diskErrorCodes = [
  ...['EPERM', 'EBUSY', 'EACCES', 'ENOSPC', 'EIO', 'EDQUOT'],
  ...['EROFS', 'ENOENT', 'EMFILE', 'EINVAL', 'ENOTSUP'],
] as const;

const fileCalls: readonly FileCall[] = [
  ...(['mkdir', 'open', 'readFile', 'readdir', 'rename', 'rm', 'stat', 'utimes'] as const),
  ...(['write', 'sync', 'close', 'watch'] as const),
];

/**
 * Something that happens to a library, its windows, its disk, or the service. Windows and
 * generations are numbered; numbers too high begin again from 0.
 */
export type Step =
  /** The user presses Generate. */
  | { do: 'generate'; window: number; images: 1 | 3 }
  | { do: 'cancel' | 'retry' | 'downloadAgain'; window: number; generation: number }
  /** The user enters the id of an accepted task. */
  | { do: 'queryTask'; window: number; task: number }
  | { do: 'openWindow' }
  | { do: 'closeWindow' | 'killWindow'; window: number }
  /** The process of a window hangs. */
  | { do: 'freezeWindow'; window: number; ms: number }
  /** Reads all records, as a gallery does. */
  | { do: 'list'; window: number }
  | { do: 'pass' | 'sleepMachine'; ms: number }
  /** Plans the next responses to an operation. */
  | { do: 'respond'; to: Operation; with: string; times: number }
  /** What becomes of the tasks that are accepted from now on. */
  | { do: 'tasks'; outcome: TaskOutcome; ms: number }
  /** After `after` more calls, `times` of them fail (-1: for ever). */
  | { do: 'breakDisk'; call: FileCall | 'any'; code: string; after: number; times: number }
  | { do: 'repairDisk' };

/** Milliseconds, short ones more often: most happens within seconds. */
function pickDuration(random: () => number): number {
  return Math.round(10 ** (1 + random() * 4.2));
}

const hourMs = 3_600_000;

/** Creates a step at random. */
export function createStep(random: () => number): Step {
  const window = randomInt(random, 3);
  const generation = randomInt(random, 3);
  const kind = random();
  if (kind < 0.3) return { do: 'pass', ms: pickDuration(random) };
  if (kind < 0.52) {
    const to = pickOne(random, ['submit', 'query', 'query', 'image'] as const);
    const times = pickOne(random, [1, 1, 1, 2, 4, 30]);
    return { do: 'respond', to, with: pickOne(random, responseNames[to]), times };
  }
  if (kind < 0.62) return { do: 'generate', window, images: pickOne(random, [1, 3]) };
  if (kind < 0.67) return { do: 'cancel', window, generation };
  if (kind < 0.73) return { do: 'retry', window, generation };
  if (kind < 0.75) return { do: 'downloadAgain', window, generation };
  if (kind < 0.78) return { do: 'queryTask', window, task: generation };
  if (kind < 0.81) return { do: 'openWindow' };
  if (kind < 0.825)
    return { do: 'freezeWindow', window, ms: pickOne(random, [5_000, 30_000, 60_000]) };
  if (kind < 0.85) return { do: 'closeWindow', window };
  if (kind < 0.88) return { do: 'killWindow', window };
  if (kind < 0.89) return { do: 'list', window };
  if (kind < 0.91)
    return { do: 'sleepMachine', ms: pickOne(random, [25_000, 600_000, 2 * hourMs, 13 * hourMs]) };
  if (kind < 0.93) {
    const outcome = pickOne(random, ['images', 'images', 'refused', 'secondWithheld'] as const);
    return { do: 'tasks', outcome, ms: pickDuration(random) };
  }
  if (kind < 0.96) return { do: 'repairDisk' };
  return {
    do: 'breakDisk',
    call: pickOne(random, [...fileCalls, 'any' as const]),
    code: pickOne(random, diskErrorCodes),
    after: randomInt(random, 12),
    times: pickOne(random, [1, 2, 7, 30, -1]),
  };
}
