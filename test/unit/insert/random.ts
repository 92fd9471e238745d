/** Numbers that look random and are the same in every run (a linear congruential generator, modulus 2^32). */
export function createRandom(seed: number) {
  let state = seed;
  const randomIndex = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const pick = (items: readonly string[]) => items[randomIndex(items.length)] ?? '';
  return { randomIndex, pick };
}
