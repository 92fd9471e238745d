import { stepsWithTask } from './steps.ts';
import { survives } from './survival.ts';

describe('A generation with a task whose extension host is killed', () => {
  survives(stepsWithTask);
});
