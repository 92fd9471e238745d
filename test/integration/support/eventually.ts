import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds, for a machine that is busy with other things. */
const timeoutMs = 15_000;

/**
 * Asks again until the answer is not `undefined`: for what happens in another process, which tells
 * nobody when it is done.
 * @throws Error naming `what` when that takes too long.
 */
export async function eventually<T>(
  description: string,
  probe: () => T | undefined | Promise<T | undefined>,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const result = await probe();
    if (result !== undefined) return result;
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${description}`);
    await sleep(50);
  }
}
