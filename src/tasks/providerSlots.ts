import type { RecordProvider } from '../library/record.ts';
import { Semaphore } from './semaphore.ts';

/**
 * Limits how many tasks run at the same time, for each API key: a custom provider has one for each
 * of its origins.
 */
export class ProviderSlots {
  readonly #limit: () => number;
  readonly #semaphores = new Map<string, Semaphore>();

  /** @param limit returns how many tasks of one provider may run at the same time */
  constructor(limit: () => number) {
    this.#limit = limit;
  }

  /** The slots of a provider. */
  get(provider: RecordProvider): Semaphore {
    const name = getAccountName(provider);
    let semaphore = this.#semaphores.get(name);
    if (!semaphore) this.#semaphores.set(name, (semaphore = new Semaphore(this.#limit)));
    return semaphore;
  }
}

/** The same for all providers whose tasks belong to the same account. */
export function getAccountName({ provider, customProvider }: RecordProvider): string {
  return customProvider ? new URL(customProvider.baseUrl).origin : provider;
}
