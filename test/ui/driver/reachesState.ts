import type { Locator } from 'playwright-core';

/** Whether an element reaches a state within these milliseconds. */
export function reachesState(
  locator: Locator,
  state: 'attached' | 'visible' | 'hidden',
  timeoutMs: number,
): Promise<boolean> {
  return locator.waitFor({ state, timeout: timeoutMs }).then(
    () => true,
    () => false,
  );
}
