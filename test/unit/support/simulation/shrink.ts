/**
 * Drops items while the rest still fails: first halves, then ever smaller parts, then single items.
 * Resolves to a sequence of which no single item can be dropped.
 */
export async function shrink<T>(
  items: readonly T[],
  fails: (items: readonly T[]) => Promise<boolean>,
): Promise<readonly T[]> {
  let shortest = items;
  for (let size = Math.ceil(items.length / 2); size >= 1;) {
    let isShorter = false;
    for (let start = 0; start < shortest.length;) {
      const rest = [...shortest.slice(0, start), ...shortest.slice(start + size)];
      if (rest.length < shortest.length && (await fails(rest))) {
        shortest = rest;
        isShorter = true;
      } else start += size;
    }
    if (size > 1) size = Math.ceil(size / 2);
    else if (!isShorter) return shortest;
  }
  return shortest;
}
