import { saveFailureArtifacts } from '../ui/driver/failureArtifacts.ts';
import { closeBrowser } from '../ui/driver/profile.ts';

/**
 * Like the hooks of the UI tests, except that a window is shared by all tests: only its extension
 * host dies.
 */
export const mochaHooks: Mocha.RootHookObject = {
  async afterEach(this: Mocha.Context) {
    const test = this.currentTest;
    if (test?.state === 'failed') await saveFailureArtifacts(test.fullTitle());
  },
  afterAll: closeBrowser,
};
