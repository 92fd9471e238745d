import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds, for a machine that is busy with other things. */
const patience = 15_000;

/**
 * Asks again until the answer is not `undefined`: for what happens in another process, which tells
 * nobody when it is done.
 * @throws Error naming `what` when that takes too long.
 */
export async function eventually<T>(
  what: string,
  ask: () => T | undefined | Promise<T | undefined>,
): Promise<T> {
  const deadline = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}`);
    await sleep(50);
  }
}
