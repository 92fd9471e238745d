import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from '../../../scripts/tools/paths.ts';
import { samplePairs } from '../../gateway/accessKeys.ts';
import { sampleKeys } from '../../gateway/keys.ts';
import { closeWindows, windowsNow } from './openVsCode.ts';
import { closeBrowser } from './profile.ts';
import { assertKept } from './secrets.ts';

const failures = inProject('out/ui-failures');

/** Every key that a test may have used. */
const secrets = [
  ...Object.values(sampleKeys),
  ...Object.values(samplePairs).flatMap((pair) => Object.values(pair)),
];

/**
 * Around every UI test: a picture of what a failed one looked at; no window outlives its test, and
 * none has left a key in plain sight.
 */
export const mochaHooks: Mocha.RootHookObject = {
  async afterEach(this: Mocha.Context) {
    const test = this.currentTest;
    if (test?.state === 'failed') await keepEvidence(test.fullTitle());
    try {
      for (const window of windowsNow()) await assertKept(secrets, window);
    } finally {
      await closeWindows();
    }
  },
  afterAll: closeBrowser,
};

async function keepEvidence(title: string): Promise<void> {
  mkdirSync(failures, { recursive: true });
  const name = title.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 100);
  for (const [index, window] of windowsNow().entries()) {
    const file = join(failures, `${name}-${index + 1}`);
    await window.screenshot(`${file}.png`).catch(console.error);
    writeFileSync(`${file}.log`, window.serverLog());
    console.log(`      What it looked like: ${file}.png`);
  }
}
