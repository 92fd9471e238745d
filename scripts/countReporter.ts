import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';
import * as v from 'valibot';

/** Number of passed and failed tests of a run. */
export const testCountsSchema = v.object({ passed: v.number(), failed: v.number() });
export type TestCounts = v.InferOutput<typeof testCountsSchema>;

/**
 * Mocha's spec reporter that also reports retried tests, and writes the counts to the file named by
 * JIMENG_TEST_COUNTS.
 */
export default class CountReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options?: Mocha.MochaOptions) {
    super(runner, options);
    runner.on('retry', (test: Mocha.Test, error: Error) => {
      console.log(`      Retried: ${test.fullTitle()}: ${error.message}`);
    });
    const file = process.env['JIMENG_TEST_COUNTS'];
    if (file === undefined) return;
    runner.once('end', () => {
      const counts: TestCounts = { passed: this.stats.passes, failed: this.stats.failures };
      writeFileSync(file, JSON.stringify(counts));
    });
  }
}
