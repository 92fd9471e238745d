/**
 * `npm run test:soak [-- --rounds N --seed N --brief]`: engine and library in processes of their own,
 * killed at every step and at random. `--brief` leaves out what differs little from the rest.
 */
import { parseArgs } from 'node:util';
import { inProject } from './tools/paths.ts';
import { runInForeground } from './tools/processes.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 32) },
    brief: { type: 'boolean', default: false },
  },
});

process.exit(
  await runInForeground(
    process.execPath,
    [
      inProject('node_modules/mocha/bin/mocha.js'),
      ...['--config', inProject('test/soak/.mocharc.json')],
      ...['--reporter', inProject('scripts/countReporter.ts')],
      // To die before a step is nearly to die after the one before.
      ...(values.brief ? ['--grep', 'before a step', '--invert'] : []),
    ],
    {
      cwd: inProject('.'),
      env: { JIMENG_SOAK_ROUNDS: values.rounds, JIMENG_SOAK_SEED: values.seed },
    },
  ),
);
