import { setImmediate as turn } from 'node:timers/promises';
import type { Fetch } from '../../../src/jimeng/index.ts';
import { systemFetch } from '../../../src/jimeng/http/fetch.ts';
import { pausingFetch, type Hold } from './fakeFetch.ts';
import type { ServiceHarness } from './serviceHarness.ts';

/**
 * A fetch that stops time while a request is pending, but lets it pass when the service has sent
 * everything of a stalled response, which only the service knows.
 * @param kind the injected fault: `stall` sends nothing, `stallDuring` half of the response
 */
export function stallingFetch(
  { gateway, driver }: ServiceHarness,
  kind: 'stall' | 'stallDuring',
): Fetch {
  const countStalled = () => gateway.requests().filter(({ faulted }) => faulted).length;
  const createHold = (): Hold => {
    const countBefore = countStalled();
    const isSilent = (progress: number) =>
      countStalled() > countBefore && (kind === 'stall' || progress >= 0.5);
    return async (work, progress = 0) => {
      const release = driver.hold();
      let isSettled = false as boolean;
      const onSettled = () => {
        isSettled = true;
      };
      work.then(onSettled, onSettled);
      while (!isSettled && !isSilent(progress)) await turn();
      release();
      return work;
    };
  };
  return pausingFetch(systemFetch, driver, createHold);
}
