import type { Provider } from '../control/controlApi.ts';
import type { ErrorInfo } from './contentCheck.ts';
import type { TaskStore } from './taskStore.ts';

/** Who makes a call, and which. */
export interface Caller {
  provider: Provider;
  key: string;
  action: string;
}

/** Limits per key. Null for no limit. */
export interface RateLimits {
  qps: number | null;
  maxConcurrent: number | null;
}

/**
 * Rejects calls above the limits, with the codes and messages of Volcengine's table
 * (docs/service.md §9.2).
 */
export class RateLimiter {
  readonly #now: () => number;
  readonly #tasks: TaskStore;
  /** Times of the accepted calls within the last second, by caller. */
  readonly #callTimes = new Map<string, number[]>();

  constructor(now: () => number, tasks: TaskStore) {
    this.#now = now;
    this.#tasks = tasks;
  }

  /** Counts a call. Returns an error if it exceeds the limit per second. */
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

  /** Returns an error if one more task would exceed the limit. */
  checkConcurrency({ provider, key }: Caller, { maxConcurrent }: RateLimits): ErrorInfo | null {
    if (maxConcurrent === null || this.#tasks.countUnfinished(provider, key) < maxConcurrent)
      return null;
    return { code: 50430, message: 'Request Has Reached API Concurrent Limit, Please Try Later' };
  }

  clear(): void {
    this.#callTimes.clear();
  }
}
