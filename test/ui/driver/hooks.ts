import { samplePairs } from '../../gateway/accessKeys.ts';
import { sampleKeys } from '../../gateway/keys.ts';
import { keepEvidence } from './evidence.ts';
import { closeWindows, windowsNow } from './openVsCode.ts';
import { closeBrowser } from './profile.ts';
import { assertKept } from './secrets.ts';

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
