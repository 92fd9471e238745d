/**
 * `npm test`: packages the extension, checks types, lints, and runs all tests. If a step fails, the
 * next ones still run. The last line is `N passed, N failed`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { type TestCounts, testCountsSchema } from './countReporter.ts';
import { createTemporaryFolder } from './tools/cleanup.ts';
import { runNpmScript, captureNpmScript } from './tools/npm.ts';

/** A step, run by its npm script. `countingArgs` make it report the number of its tests. */
interface Step {
  readonly title: string;
  readonly script: string;
  readonly countingArgs?: readonly string[];
}

/** Steps that run one after another. */
type StepSequence = readonly Step[];

/**
 * The sequences of a stage run in parallel, and each step's output is shown when it ends. The
 * integration tests mostly wait; the other tests need a small machine for themselves.
 */
const stages: readonly (readonly StepSequence[])[] = [
  [[{ title: 'Package', script: 'package' }]],
  [
    [{ title: 'Integration tests', script: 'test:integration', countingArgs: [] }],
    [
      { title: 'Types', script: 'typecheck' },
      { title: 'Lint', script: 'lint' },
      { title: 'Crash tests', script: 'test:crash', countingArgs: [] },
      {
        title: 'Unit tests',
        script: 'test:unit',
        countingArgs: ['--reporter', './scripts/countReporter.ts'],
      },
    ],
  ],
  [[{ title: 'UI tests', script: 'test:ui', countingArgs: [] }]],
  [[{ title: 'Kill tests', script: 'test:kill', countingArgs: [] }]],
];

const folder = createTemporaryFolder('jimeng-test');
const totals: TestCounts = { passed: 0, failed: 0 };
for (const sequences of stages) {
  const printsLive = sequences.length === 1;
  await Promise.all(
    sequences.map(async (steps) => {
      for (const step of steps) {
        const { passed, failed } = await runStep(step, printsLive);
        totals.passed += passed;
        totals.failed += failed;
      }
    }),
  );
}
console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
process.exit(totals.failed === 0 ? 0 : 1);

/** @param printsLive whether the output is shown while it runs */
async function runStep(
  { title, script, countingArgs }: Step,
  printsLive: boolean,
): Promise<TestCounts> {
  if (printsLive) console.log(`\n── ${title}`);
  const startTimeMs = performance.now();
  const file = join(folder, `${script.replace(':', '-')}.json`);
  const env = { JIMENG_TEST_COUNTS: file };
  let code: number;
  if (printsLive) code = await runNpmScript(script, countingArgs, env);
  else {
    const result = await captureNpmScript(script, countingArgs ?? [], env);
    code = result.code;
    console.log(`\n── ${title}\n${result.output}`);
  }
  const seconds = ((performance.now() - startTimeMs) / 1000).toFixed(1);
  console.log(`── ${title}: ${code === 0 ? 'passed' : 'FAILED'} after ${seconds} s`);

  const stepCounts = countingArgs && existsSync(file) ? readCounts(file) : { passed: 0, failed: 0 };
  // A step that fails without a failed test, such as lint or a crashed extension host, counts as
  // one failure.
  return code !== 0 && stepCounts.failed === 0 ? { ...stepCounts, failed: 1 } : stepCounts;
}

function readCounts(file: string): TestCounts {
  return v.parse(v.pipe(v.string(), v.parseJson(), testCountsSchema), readFileSync(file, 'utf8'));
}
