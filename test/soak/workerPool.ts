/** How many worlds there are at once: more would only wait for the processor. */
const poolSize = 6;

/** Does `work` with 1, 2, 3 …, several at a time, until one of them resolves to `false`. */
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
  // Only now, so that nothing is under way any more.
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

/** Does `work` with 1 to `rounds`, several at a time. */
export function runRounds(rounds: number, work: (n: number) => Promise<void>): Promise<void> {
  return runUntilFalse(async (n) => {
    if (n <= rounds) await work(n);
    return n < rounds;
  });
}
