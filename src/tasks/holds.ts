/** Why a generation that is pending does not run by itself. */
export type Hold =
  /** Another machine, an earlier version, or somebody who can write into the library started it. */
  | 'notStartedHere'
  /** Its windows crashed too often. */
  | 'resumedTooOften';

/** The pending generations that do not run by themselves, as they were last found. */
export class Holds {
  readonly #holds = new Map<string, Hold>();
  readonly #listeners = new Set<(id: string) => void>();

  get(id: string): Hold | undefined {
    return this.#holds.get(id);
  }

  /** @param hold `undefined` if the generation runs, or is not pending */
  set(id: string, hold: Hold | undefined): void {
    if (this.#holds.get(id) === hold) return;
    if (hold) this.#holds.set(id, hold);
    else this.#holds.delete(id);
    for (const listener of this.#listeners) listener(id);
  }

  /** Calls `listener` with the id of a generation whenever its hold has changed. */
  onDidChange(listener: (id: string) => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }
}
