import { saveFailureArtifacts } from '../ui/driver/failureArtifacts.ts';
import { closeBrowser } from '../ui/driver/profile.ts';

/** As around the UI tests, but that a window lives on from test to test, as its extension host dies in each. */
export const mochaHooks: Mocha.RootHookObject = {
  async afterEach(this: Mocha.Context) {
    const test = this.currentTest;
    if (test?.state === 'failed') await saveFailureArtifacts(test.fullTitle());
  },
  afterAll: closeBrowser,
};
