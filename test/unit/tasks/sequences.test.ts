import assert from 'node:assert/strict';
import {
  assertSequence,
  assertSequences,
  describeFailure,
} from '../support/simulation/sequences.ts';
import type { Step } from '../support/simulation/steps.ts';

/** The soak test runs more, with other seeds. */
const count = 500;

describe('Sequences of responses, closings, restarts, and disk faults', function () {
  this.timeout(120_000);

  it(`never pay twice and lose nothing, in ${count} sequences at random`, () =>
    assertSequences(count, 1));

  it('keep what another window wrote while this one hung during a write', () =>
    assertSequence([
      { do: 'breakDisk', call: 'sync', code: 'EMFILE', after: 3, times: -1 },
      { do: 'generate', window: 0, images: 3 },
      { do: 'generate', window: 0, images: 3 },
      { do: 'openWindow' },
      { do: 'pass', ms: 6458 },
      { do: 'freezeWindow', window: 0, ms: 38_921 },
    ]));

  it('are shrunk to what fails, and shown as a test', async () => {
    const open: Step = { do: 'openWindow' };
    const steps: Step[] = [open, { do: 'killWindow', window: 1 }, open, { do: 'repairDisk' }, open];
    const run = (some: readonly Step[]) => {
      const names = some.map((step) => step.do);
      const isFailure = names.includes('killWindow') && names.includes('repairDisk');
      return Promise.resolve(isFailure ? ['lost'] : []);
    };
    assert.equal(
      await describeFailure(steps, 7, run),
      [
        'A sequence fails with seed 7:',
        'lost',
        "it('holds for the sequence of seed 7', () =>",
        '  assertSequence([',
        '    {"do":"killWindow","window":1},',
        '    {"do":"repairDisk"},',
        '  ]));',
      ].join('\n'),
    );
  });

  it('download later what the service withheld before', () =>
    assertSequence([
      { do: 'respond', to: 'query', with: 'firstWithheld', times: 30 },
      { do: 'generate', window: 2, images: 3 },
      { do: 'pass', ms: 134_159 },
    ]));

  it('leave no temporary file if it cannot be deleted at first', () =>
    assertSequence([
      { do: 'generate', window: 0, images: 1 },
      { do: 'breakDisk', call: 'any', code: 'ENOTSUP', after: 8, times: -1 },
      { do: 'pass', ms: 9787 },
      { do: 'repairDisk' },
      { do: 'generate', window: 0, images: 1 },
    ]));
});
