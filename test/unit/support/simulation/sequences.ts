import assert from 'node:assert/strict';
import { pickOne, randomInt, seededRandom } from '../seededRandom.ts';
import { runSteps } from './runSteps.ts';
import { shrink } from './shrink.ts';
import { createScene } from './scenes.ts';
import { createStep, type Step } from './steps.ts';

/** The share of scenes in a sequence. */
const sceneShare = 0.06;

/** Creates a sequence at random. It begins with a press of Generate, mostly after some steps. */
export function createSteps(random: () => number): Step[] {
  const steps = Array.from({ length: 3 + randomInt(random, 20) }, () =>
    random() < sceneShare ? createScene(random) : [createStep(random)],
  );
  const start = randomInt(random, Math.min(4, steps.length));
  steps.splice(start, 0, [{ do: 'generate', window: 0, images: pickOne(random, [1, 3]) }]);
  return steps.flat();
}

/** Asserts that a sequence neither pays twice nor loses anything. */
export async function assertSequence(steps: readonly Step[]): Promise<void> {
  assert.deepEqual(await runSteps(steps), []);
}

/**
 * Runs this many sequences at random. A sequence that fails is shrunk, and thrown as a test that can
 * be pasted.
 */
export async function assertSequences(count: number, seed: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    const steps = createSteps(seededRandom(seed + n));
    const problems = await runSteps(steps);
    if (problems.length > 0) throw new Error(await describeFailure(steps, seed + n));
  }
}

/** The shortest sequence that still fails, as a test, and what is wrong then. */
export async function describeFailure(
  steps: readonly Step[],
  seed: number,
  run = runSteps,
): Promise<string> {
  const shortest = await shrink(steps, async (some) => (await run(some)).length > 0);
  const problems = await run(shortest);
  return [
    `A sequence fails with seed ${seed}:`,
    ...problems,
    `it('holds for the sequence of seed ${seed}', () =>`,
    '  assertSequence([',
    ...shortest.map((step) => `    ${JSON.stringify(step)},`),
    '  ]));',
  ].join('\n');
}
