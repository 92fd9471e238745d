import { sampleAccessKeys } from '../../gateway/services/accessKeys.ts';
import { sampleKeys } from '../../gateway/services/bearerKeys.ts';
import { saveFailureArtifacts } from './failureArtifacts.ts';
import { closeWindows, currentWindows } from './openVsCode.ts';
import { closeBrowser } from './profile.ts';
import { assertNoSecrets } from './secrets.ts';
import type { VsCodeWindow } from './window.ts';

/** All API keys that a test may use. */
const secrets = [
  ...Object.values(sampleKeys),
  ...Object.values(sampleAccessKeys).flatMap((pair) => Object.values(pair)),
];

/** The windows that a suite has opened for all of its tests, and closes itself. */
let suiteWindows: readonly VsCodeWindow[] = [];

/**
 * Runs around every UI test: saves screenshots after a failure, closes the windows that the test
 * opened, and asserts that no API key is exposed.
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
