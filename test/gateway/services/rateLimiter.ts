import type { Provider } from '../control/controlApi.ts';
import type { ErrorInfo } from './contentCheck.ts';
import type { TaskStore } from './taskStore.ts';

/** Who asks, and for what. */
export interface Caller {
  provider: Provider;
  key: string;
  action: string;
}

/** How much each key may ask for at once; null is without limit. */
export interface RateLimits {
  qps: number | null;
  maxConcurrent: number | null;
}

/** Refuses who asks too much, with the codes and words of the original service's table (docs/service.md §9.2). */
export class RateLimiter {
  readonly #now: () => number;
  readonly #tasks: TaskStore;
  /** When the calls of the last second were let in, by caller. */
  readonly #callTimes = new Map<string, number[]>();

  constructor(now: () => number, tasks: TaskStore) {
    this.#now = now;
    this.#tasks = tasks;
  }

  /** Counts a call, unless it is one too many for its second. */
  checkRate({ provider, key, action }: Caller, { qps }: RateLimits): ErrorInfo | null {
    const callerId = `${provider} ${action} ${key}`;
    const recent = (this.#callTimes.get(callerId) ?? []).filter(
      (time) => this.#now() - time < 1000,
    );
    if (qps !== null && recent.length >= qps) {
      return { code: 50429, message: 'Request Has Reached API Limit, Please Try Later' };
    }
    this.#callTimes.set(callerId, [...recent, this.#now()]);
    return null;
  }

  /** Whether one more task would be too many. */
  checkConcurrency({ provider, key }: Caller, { maxConcurrent }: RateLimits): ErrorInfo | null {
    if (maxConcurrent === null || this.#tasks.countUnfinished(provider, key) < maxConcurrent)
      return null;
    return { code: 50430, message: 'Request Has Reached API Concurrent Limit, Please Try Later' };
  }

  clear(): void {
    this.#callTimes.clear();
  }
}
