/** How many worlds there are at once: more would only wait for the processor. */
const lanes = 6;

/** Does `work` with 1, 2, 3 …, several at a time, until one of them resolves to `false`. */
export async function count(work: (n: number) => Promise<boolean>): Promise<void> {
  let next = 1;
  let goesOn = true;
  const lane = async () => {
    while (goesOn) {
      try {
        if (!(await work(next++))) goesOn = false;
      } catch (error) {
        goesOn = false;
        throw error;
      }
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: lanes }, lane));
  // Only now, so that nothing is under way any more.
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

/** Does `work` with 1 to `rounds`, several at a time. */
export function repeat(rounds: number, work: (n: number) => Promise<void>): Promise<void> {
  return count(async (n) => {
    if (n <= rounds) await work(n);
    return n < rounds;
  });
}
