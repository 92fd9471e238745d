import { stepsBeforeTask } from './steps.ts';
import { survives } from './survival.ts';

describe('A generation without a task whose extension host is killed', () => {
  survives(stepsBeforeTask);
});
