/**
 * `npm run test:soak [-- --rounds N --sequences N --seed N --brief]`: runs the task engine and the
 * library in processes that are killed at every step and at random, and in memory with sequences of
 * everything that can go wrong. `--brief` skips near-duplicates, and what unit tests run a part of.
 */
import { parseArgs } from 'node:util';
import { runMocha } from './tools/mocha.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '200' },
    sequences: { type: 'string', default: '20000' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 32) },
    brief: { type: 'boolean', default: false },
  },
});

process.exit(
  await runMocha(
    'soak',
    // A crash before a step is almost the same as a crash after the previous one.
    values.brief ? ['--grep', 'before a step|in memory', '--invert'] : [],
    {
      JIMENG_SOAK_ROUNDS: values.rounds,
      JIMENG_SOAK_SEQUENCES: values.sequences,
      JIMENG_SOAK_SEED: values.seed,
    },
  ),
);
