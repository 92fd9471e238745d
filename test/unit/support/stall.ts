import { setImmediate as turn } from 'node:timers/promises';
import type { Fetch } from '../../../src/jimeng/index.ts';
import { systemFetch } from '../../../src/jimeng/fetch.ts';
import { paced, type Hold } from './fetch.ts';
import type { World } from './gateway.ts';

/**
 * A fetch that holds the time of a world while something is on its way, and lets it pass once the
 * service has said all it will say to a call that stalls: only the service knows that.
 * @param kind the only fault that there is: `stall` says nothing, `stallDuring` half
 */
export function stallingFetch({ gateway, pace }: World, kind: 'stall' | 'stallDuring'): Fetch {
  const stalled = () => gateway.requests().filter(({ faulted }) => faulted).length;
  const holdOfCall = (): Hold => {
    const before = stalled();
    const isSilent = (part: number) => stalled() > before && (kind === 'stall' || part >= 0.5);
    return async (work, part = 0) => {
      const release = pace.hold();
      let isOver = false as boolean;
      const settle = () => {
        isOver = true;
      };
      work.then(settle, settle);
      while (!isOver && !isSilent(part)) await turn();
      release();
      return work;
    };
  };
  return paced(systemFetch, pace, holdOfCall);
}
