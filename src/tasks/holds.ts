/** Why a generation that is pending does not run by itself. */
export type Hold =
  /** Another machine, an earlier version, or another user with access to the library started it. */
  | 'notStartedHere'
  /** This machine has sent it, but its record has a state before that: after a crash, or a change of the record. */
  | 'maybeSubmitted'
  /** It would be submitted to a custom provider that is no longer in the settings. */
  | 'providerNotInSettings'
  /** Its windows crashed too often. */
  | 'resumedTooOften'
  /** Its ticket cannot be read or written at the moment. */
  | 'ticketFailed';

/** The pending generations that do not run by themselves, as they were last found. */
export class Holds {
  /** Also the generations that had a hold before. */
  readonly #holds = new Map<string, Hold | undefined>();
  readonly #listeners = new Set<(id: string) => void>();

  /** The number of generations with a hold. */
  get size(): number {
    return [...this.#holds.values()].filter((hold) => hold !== undefined).length;
  }

  get(id: string): Hold | undefined {
    return this.#holds.get(id);
  }

  /** Whether a generation has or had a hold. */
  wasHeld(id: string): boolean {
    return this.#holds.has(id);
  }

  /** @param hold `undefined` if the generation runs, or is not pending */
  set(id: string, hold: Hold | undefined): void {
    if (this.#holds.get(id) === hold) return;
    this.#holds.set(id, hold);
    for (const listener of this.#listeners) listener(id);
  }

  /** Calls `listener` with the id of a generation whenever its hold has changed. */
  onDidChange(listener: (id: string) => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }
}
