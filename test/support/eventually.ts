import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks again and again until the answer is neither undefined nor false, and returns it. Throws
 * after `timeoutMs`, naming what was waited for. For what no event announces: disk, frames.
 */
export async function eventually<T>(
  description: string,
  probe: () => Promise<T | undefined | false> | T | undefined | false,
  timeoutMs = 20_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const result = await probe();
    if (result !== undefined && result !== false) return result;
    if (Date.now() > deadline)
      throw new Error(`Waited ${timeoutMs / 1000} s in vain for ${description}.`);
    await pause(100);
  }
}
