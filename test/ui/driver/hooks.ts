import { sampleAccessKeys } from '../../gateway/services/accessKeys.ts';
import { sampleKeys } from '../../gateway/services/bearerKeys.ts';
import { saveFailureArtifacts } from './failureArtifacts.ts';
import { closeWindows, currentWindows } from './openVsCode.ts';
import { closeBrowser } from './profile.ts';
import { assertNoSecrets } from './secrets.ts';
import type { VsCodeWindow } from './window.ts';

/** Every key that a test may have used. */
const secrets = [
  ...Object.values(sampleKeys),
  ...Object.values(sampleAccessKeys).flatMap((pair) => Object.values(pair)),
];

/** Those that a suite has opened for all of its tests, and closes after them. */
let suiteWindows: readonly VsCodeWindow[] = [];

/**
 * Around every UI test: a picture of what a failed one looked at; no window that it opened outlives
 * it, and none has left a key in plain sight.
 */
export const mochaHooks: Mocha.RootHookObject = {
  beforeEach() {
    suiteWindows = currentWindows();
  },
  async afterEach(this: Mocha.Context) {
    const test = this.currentTest;
    if (test?.state === 'failed') await saveFailureArtifacts(test.fullTitle());
    try {
      for (const window of currentWindows()) await assertNoSecrets(secrets, window);
    } finally {
      await closeWindows(suiteWindows);
    }
  },
  afterAll: closeBrowser,
};
