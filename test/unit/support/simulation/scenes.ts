import { pickOne, randomInt } from '../seededRandom.ts';
import { responseNames } from './responses.ts';
import { diskErrorCodes, type Step } from './steps.ts';

type Random = () => number;

const generate: Step = { do: 'generate', window: 0, images: 3 };
const openWindow: Step = { do: 'openWindow' };
const pass = (ms: number): Step => ({ do: 'pass', ms });
/** A generation takes about 10 s. */
const passSome = (random: Random) => pass(randomInt(random, 10_000));

/** Steps that random ones would seldom do in this order and time. */
const scenes: readonly ((random: Random) => Step[])[] = [
  // A window hangs while it waits for the service, until another one has taken over.
  (random) => [
    openWindow,
    { do: 'respond', to: 'submit', with: 'rateLimit', times: 1 + randomInt(random, 4) },
    generate,
    passSome(random),
    { do: 'freezeWindow', window: 0, ms: 18_000 + randomInt(random, 20_000) },
    pass(60_000),
  ],
  // A window hangs at any time, while others wait for a slot.
  (random) => [
    ...[generate, generate, generate, openWindow],
    passSome(random),
    { do: 'freezeWindow', window: randomInt(random, 2), ms: randomInt(random, 60_000) },
    passSome(random),
    { do: 'retry', window: 1, generation: 2 },
  ],
  // A window is closed or killed at any time, after the disk has failed.
  (random) => [
    generate,
    passSome(random),
    { do: 'breakDisk', call: 'any', code: pickOne(random, diskErrorCodes), after: 0, times: -1 },
    passSome(random),
    { do: pickOne(random, ['closeWindow', 'killWindow'] as const), window: 0 },
    passSome(random),
    { do: 'repairDisk' },
    openWindow,
  ],
  // A submit in flight is canceled, and its window closed.
  (random) => [
    {
      do: 'respond',
      to: 'submit',
      with: pickOne(random, responseNames.submit),
      times: 1,
    },
    generate,
    pass(randomInt(random, 2_000)),
    { do: 'cancel', window: randomInt(random, 2), generation: 0 },
    pass(randomInt(random, 2_000)),
    { do: pickOne(random, ['closeWindow', 'killWindow', 'list'] as const), window: 0 },
  ],
  // Two windows retry at the same time.
  (random) => [
    ...[openWindow, generate, passSome(random)],
    { do: 'respond', to: 'image', with: pickOne(random, responseNames.image), times: 12 },
    pass(120_000),
    { do: 'retry', window: 0, generation: 0 },
    { do: 'retry', window: 1, generation: 0 },
  ],
];

/** Creates one of the scenes. */
export function createScene(random: Random): Step[] {
  return pickOne(random, scenes)(random);
}
