import type { GenerationRecord } from './record.ts';

/** A change of a record. */
export type LibraryChange =
  | { readonly type: 'saved'; readonly record: GenerationRecord }
  | { readonly type: 'removed'; readonly id: string };

/** The records in memory, as they were last read or written. Reports changes. */
export class RecordCache {
  readonly #records = new Map<string, GenerationRecord>();
  readonly #listeners = new Set<(change: LibraryChange) => void>();
  /** The removed records that were reported as such, while the cache is incomplete. */
  readonly #removedIds = new Set<string>();
  /** Newest first; `undefined` if they must be sorted again. */
  #sorted: readonly GenerationRecord[] | undefined;
  #isComplete = false;

  /** Whether all records are in memory. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** Called when all records have been added. */
  markComplete(): void {
    this.#isComplete = true;
    this.#removedIds.clear();
  }

  get(id: string): GenerationRecord | undefined {
    return this.#records.get(id);
  }

  /** The cached records, newest first. */
  list(): readonly GenerationRecord[] {
    return (this.#sorted ??= [...this.#records.values()].sort((a, b) => (a.id < b.id ? 1 : -1)));
  }

  /** Adds a record that was read for the first time. */
  add(record: GenerationRecord): void {
    this.#records.set(record.id, record);
    this.#sorted = undefined;
  }

  /** Adds a record that may have changed, and reports it if it has. */
  update(record: GenerationRecord): void {
    const previous = this.#records.get(record.id);
    this.add(record);
    this.#removedIds.delete(record.id);
    if (!previous || serializeRecord(previous) !== serializeRecord(record))
      this.#fire({ type: 'saved', record });
  }

  /**
   * Removes a record, and reports it once. While the cache is incomplete, a record that is not in it
   * may be in a listing of file names.
   */
  remove(id: string): void {
    const isCached = this.#records.delete(id);
    if (!isCached && (this.#isComplete || this.#removedIds.has(id))) return;
    if (!this.#isComplete) this.#removedIds.add(id);
    this.#sorted = undefined;
    this.#fire({ type: 'removed', id });
  }

  /** Calls `listener` after every change. */
  onDidChange(listener: (change: LibraryChange) => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  /** Stops reporting changes. */
  dispose(): void {
    this.#listeners.clear();
  }

  #fire(change: LibraryChange): void {
    for (const listener of this.#listeners) listener(change);
  }
}

/** The content of the file of a record. */
export function serializeRecord(record: GenerationRecord): string {
  return `${JSON.stringify(record, undefined, 2)}\n`;
}
