import { assertSequence } from '../support/simulation/sequences.ts';
import type { Step } from '../support/simulation/steps.ts';

/** A window hangs between reading a record and writing it, because a call must be repeated then. */
const hang = (call: 'open' | 'rename' | 'sync', after: number): Step[] => [
  { do: 'breakDisk', call, code: 'EIO', after, times: 1 },
  { do: 'generate', window: 0, images: 3 },
  { do: 'freezeWindow', window: 0, ms: 23_000 },
  { do: 'openWindow' },
];

describe('A window that hangs before a submit until another window has taken over', () => {
  for (const call of ['open', 'rename', 'sync'] as const) {
    it(`does not submit as well (${call})`, async () => {
      for (let after = 0; after < 8; after++)
        await assertSequence([...hang(call, after), { do: 'pass', ms: 60_000 }]);
    });

    it(`does not make the other window forget its task (${call})`, async () => {
      for (let after = 0; after < 8; after++) {
        await assertSequence([
          ...hang(call, after),
          { do: 'respond', to: 'query', with: 'page', times: 100 },
          { do: 'pass', ms: 180_000 },
          { do: 'retry', window: 1, generation: 0 },
        ]);
      }
    });
  }
});
