/** How often a measurement is repeated, because the machine may be busy. */
const repetitions = 4;

/**
 * The CPU time of a call in its thread in milliseconds: the least of several calls, or of the first if that is below `enoughMs`.
 */
export function measureCpuMs(run: () => unknown, enoughMs: number): number {
  let least = Infinity;
  for (let repetition = 0; repetition < repetitions && least > enoughMs; repetition++) {
    const start = process.threadCpuUsage();
    run();
    const { user, system } = process.threadCpuUsage(start);
    least = Math.min(least, (user + system) / 1_000);
  }
  return least;
}

/** The same for work that waits; other work of the process counts, too. */
export async function measureAsyncCpuMs(
  run: () => Promise<unknown>,
  enoughMs: number,
): Promise<number> {
  let least = Infinity;
  for (let repetition = 0; repetition < repetitions && least > enoughMs; repetition++) {
    const start = process.cpuUsage();
    await run();
    const { user, system } = process.cpuUsage(start);
    least = Math.min(least, (user + system) / 1_000);
  }
  return least;
}
