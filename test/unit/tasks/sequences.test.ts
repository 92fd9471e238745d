import assert from 'node:assert/strict';
import { runSteps } from '../support/simulation/runSteps.ts';
import { assertSequence, assertSequences } from '../support/simulation/sequences.ts';
import { shrink } from '../support/simulation/shrink.ts';

/** The soak test runs more, with other seeds. */
const count = 500;

describe('Sequences of responses, closings, restarts, and disk faults', function () {
  this.timeout(120_000);

  it(`never pay twice and lose nothing, in ${count} sequences at random`, () =>
    assertSequences(count, 1));

  it('are shrunk to what fails', async () => {
    const fails = (items: readonly number[]) =>
      Promise.resolve(items.includes(3) && items.includes(8));
    assert.deepEqual(await shrink([...Array(20).keys()], fails), [3, 8]);
  });

  it('are the same each time', async () => {
    const steps = [
      { do: 'respond', to: 'query', with: 'lost', times: 1 },
      { do: 'generate', window: 0, images: 3 },
      { do: 'killWindow', window: 0 },
    ] as const;
    assert.deepEqual(await runSteps(steps), await runSteps(steps));
  });

  it('download later what the service withheld before', () =>
    assertSequence([
      { do: 'respond', to: 'query', with: 'firstWithheld', times: 30 },
      { do: 'generate', window: 2, images: 3 },
      { do: 'pass', ms: 134_159 },
    ]));

  it('find the generation again when its failure could not be written', () =>
    assertSequence([
      { do: 'generate', window: 0, images: 3 },
      { do: 'breakDisk', call: 'rename', code: 'EACCES', after: 2, times: -1 },
      { do: 'pass', ms: 60_000 },
      { do: 'closeWindow', window: 0 },
      { do: 'pass', ms: 60_000 },
    ]));
});
