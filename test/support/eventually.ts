import { setTimeout as pause } from 'node:timers/promises';

const pollIntervalMs = 100;

/**
 * Polls until the result is neither `undefined` nor `false`, and returns it. For conditions without an
 * event, such as changes on disk or in another process.
 * @throws Error with the description after the timeout
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
      throw new Error(`Timed out after ${timeoutMs / 1000} s waiting for ${description}.`);
    await pause(pollIntervalMs);
  }
}
