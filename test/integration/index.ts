import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';
import CountReporter from '../../scripts/countReporter.ts';

/**
 * Called by the extension host. Runs all test files in this folder and those below. All are CommonJS bundles at
 * that time, hence `__dirname`. Rejects if a test failed.
 */
export async function run(): Promise<void> {
  const grep = process.env['JIMENG_TEST_GREP'];
  const mocha = new Mocha({
    ...(grep !== undefined && { grep }),
    reporter: CountReporter,
    timeout: 30_000,
    forbidOnly: true,
    forbidPending: true,
  });
  for (const path of readdirSync(__dirname, { recursive: true, encoding: 'utf8' })) {
    if (path.endsWith('.test.cjs')) mocha.addFile(join(__dirname, path));
  }
  await mocha.loadFilesAsync();
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} of the integration tests failed.`);
}
