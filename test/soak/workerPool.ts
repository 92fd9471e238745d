/** Number of concurrent sandboxes. More would only wait for the processor. */
const poolSize = 6;

/** Calls `work` with 1, 2, 3 …, several at a time, until a call resolves to `false`. */
export async function runUntilFalse(work: (n: number) => Promise<boolean>): Promise<void> {
  let next = 1;
  let isRunning = true;
  const runWorker = async () => {
    while (isRunning) {
      try {
        if (!(await work(next++))) isRunning = false;
      } catch (error) {
        isRunning = false;
        throw error;
      }
    }
  };
  const results = await Promise.allSettled(Array.from({ length: poolSize }, runWorker));
  // Thrown only now, when no other call is still running.
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

/** Calls `work` with 1 to `rounds`, several at a time. */
export function runRounds(rounds: number, work: (n: number) => Promise<void>): Promise<void> {
  return runUntilFalse(async (n) => {
    if (n <= rounds) await work(n);
    return n < rounds;
  });
}
