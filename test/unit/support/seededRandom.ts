/**
 * A random generator for numbers from 0 up to 1 that is the same in every run with the same seed.
 */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    // The constants from Numerical Recipes for a generator modulo 2 ** 32.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A random integer from 0 up to `below`. */
export function randomInt(random: () => number, below: number): number {
  return Math.floor(random() * below);
}

/** A random item of a list that is not empty. */
export function pickOne<T>(random: () => number, items: readonly T[]): T {
  const item = items[randomInt(random, items.length)];
  if (item === undefined) throw new RangeError('There is nothing to pick from');
  return item;
}
