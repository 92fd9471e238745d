import { stepsWithTask } from './crashSteps.ts';
import { testCrashRecovery } from './testCrashRecovery.ts';

describe('Crash recovery with a task', () => {
  testCrashRecovery(stepsWithTask);
});
