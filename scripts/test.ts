/**
 * `npm test`: the package, types, lint and all tests. A step that fails does not keep the next from
 * running. The last line is `N passed, N failed`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { type Counts, counts } from './countReporter.ts';
import { throwAwayFolder } from './tools/endings.ts';
import { npmRun, npmRunCaptured } from './tools/npm.ts';

/** A step by its npm script; one that counts its tests is given arguments for that. */
interface Step {
  readonly title: string;
  readonly script: string;
  readonly counting?: readonly string[];
}

/** Steps that run one after another. */
type Lane = readonly Step[];

/**
 * Lanes of one stage run side by side, and what their steps print is shown as each ends. The
 * integration tests mostly wait; the others need all there is of a small machine.
 */
const stages: readonly (readonly Lane[])[] = [
  [[{ title: 'Package', script: 'package' }]],
  [
    [{ title: 'Integration tests', script: 'test:integration', counting: [] }],
    [
      { title: 'Types', script: 'typecheck' },
      { title: 'Lint', script: 'lint' },
      { title: 'Crash tests', script: 'test:crash', counting: [] },
      {
        title: 'Unit tests',
        script: 'test:unit',
        counting: ['--reporter', './scripts/countReporter.ts'],
      },
    ],
  ],
  [[{ title: 'UI tests', script: 'test:ui', counting: [] }]],
  [[{ title: 'Kill tests', script: 'test:kill', counting: [] }]],
];

const folder = throwAwayFolder('jimeng-test');
const total: Counts = { passed: 0, failed: 0 };
for (const lanes of stages) {
  const isAlone = lanes.length === 1;
  await Promise.all(
    lanes.map(async (steps) => {
      for (const step of steps) {
        const { passed, failed } = await run(step, isAlone);
        total.passed += passed;
        total.failed += failed;
      }
    }),
  );
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);

/** @param isAlone whether it may print while it runs */
async function run({ title, script, counting }: Step, isAlone: boolean): Promise<Counts> {
  if (isAlone) console.log(`\n── ${title}`);
  const started = performance.now();
  const file = join(folder, `${script.replace(':', '-')}.json`);
  const env = { JIMENG_TEST_COUNTS: file };
  let code: number;
  if (isAlone) code = await npmRun(script, counting, env);
  else {
    const ran = await npmRunCaptured(script, counting ?? [], env);
    code = ran.code;
    console.log(`\n── ${title}\n${ran.output}`);
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`── ${title}: ${code === 0 ? 'good' : 'FAILED'} after ${seconds} s`);

  const counted = counting && existsSync(file) ? readCounts(file) : { passed: 0, failed: 0 };
  // A step that failed without a failed test, such as lint or a host that broke down, counts as one.
  return code !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
}

function readCounts(file: string): Counts {
  return v.parse(v.pipe(v.string(), v.parseJson(), counts), readFileSync(file, 'utf8'));
}
