/**
 * `npm run test:soak [-- --rounds N --sequences N --inputs N --seed N --only TEXT
 * --brief]`: runs the task engine and the
 * library in processes that are killed at every step and at random, and in memory with sequences of
 * everything that can go wrong, and hostile input. `--only` runs the tests whose title contains the
 * text. `--brief` skips near-duplicates, and what unit tests run a part of.
 */
import { parseArgs } from 'node:util';
import { runMocha } from './tools/mocha.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '200' },
    sequences: { type: 'string', default: '20000' },
    inputs: { type: 'string', default: '100000' },
    only: { type: 'string', default: '' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 32) },
    brief: { type: 'boolean', default: false },
  },
});

process.exit(
  await runMocha(
    'soak',
    // A crash before a step is almost the same as a crash after the previous one.
    values.brief ? ['--grep', 'before a step|in memory', '--invert'] : ['--fgrep', values.only],
    {
      JIMENG_SOAK_ROUNDS: values.rounds,
      JIMENG_SOAK_SEQUENCES: values.sequences,
      JIMENG_SOAK_INPUTS: values.inputs,
      JIMENG_SOAK_SEED: values.seed,
    },
  ),
);
