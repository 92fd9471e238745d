import { assertSequences } from '../unit/support/simulation/sequences.ts';
import { seed, sequences } from './soakOptions.ts';

/** Number of sequences in one test. */
const batchSize = 1000;

describe(`Sequences in memory (seed ${seed})`, () => {
  for (let start = 0; start < sequences; start += batchSize) {
    const count = Math.min(batchSize, sequences - start);
    it(`never pay twice and lose nothing: ${start + 1} to ${start + count}`, () =>
      assertSequences(count, seed + start));
  }
});
