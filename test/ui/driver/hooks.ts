import { keepEvidence } from './evidence.ts';
import { closeWindows } from './openVsCode.ts';
import { closeBrowser } from './profile.ts';

/** Around every UI test: a picture of what a failed one looked at; no window outlives its test. */
export const mochaHooks: Mocha.RootHookObject = {
  async afterEach(this: Mocha.Context) {
    const test = this.currentTest;
    if (test?.state === 'failed') await keepEvidence(test.fullTitle());
    await closeWindows();
  },
  afterAll: closeBrowser,
};
