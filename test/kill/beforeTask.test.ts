import { stepsBeforeTask } from './crashSteps.ts';
import { testCrashRecovery } from './testCrashRecovery.ts';

describe('Crash recovery before a task exists', () => {
  testCrashRecovery(stepsBeforeTask);
});
