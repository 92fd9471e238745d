import { samplePairs } from '../../gateway/accessKeys.ts';
import { sampleKeys } from '../../gateway/keys.ts';
import { keepEvidence } from './evidence.ts';
import { closeWindows, windowsNow } from './openVsCode.ts';
import { closeBrowser } from './profile.ts';
import { assertKept } from './secrets.ts';
import type { VsCodeWindow } from './window.ts';

/** Every key that a test may have used. */
const secrets = [
  ...Object.values(sampleKeys),
  ...Object.values(samplePairs).flatMap((pair) => Object.values(pair)),
];

/** Those that a suite has opened for all of its tests, and closes after them. */
let shared: readonly VsCodeWindow[] = [];

/**
 * Around every UI test: a picture of what a failed one looked at; no window that it opened outlives
 * it, and none has left a key in plain sight.
 */
export const mochaHooks: Mocha.RootHookObject = {
  beforeEach() {
    shared = windowsNow();
  },
  async afterEach(this: Mocha.Context) {
    const test = this.currentTest;
    if (test?.state === 'failed') await keepEvidence(test.fullTitle());
    try {
      for (const window of windowsNow()) await assertKept(secrets, window);
    } finally {
      await closeWindows(shared);
    }
  },
  afterAll: closeBrowser,
};
