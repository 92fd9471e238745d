/**
 * `npm run test:soak [-- --rounds N --seed N --brief]`: engine and library in processes of their own,
 * killed at every step and at random. `--brief` leaves out what differs little from the rest.
 */
import { parseArgs } from 'node:util';
import { runMocha } from './tools/mocha.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 32) },
    brief: { type: 'boolean', default: false },
  },
});

process.exit(
  await runMocha(
    'soak',
    // To die before a step is nearly to die after the one before.
    values.brief ? ['--grep', 'before a step', '--invert'] : [],
    { JIMENG_SOAK_ROUNDS: values.rounds, JIMENG_SOAK_SEED: values.seed },
  ),
);
