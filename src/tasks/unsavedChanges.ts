import type { Failure } from '../jimeng/index.ts';
import { isUnfinished, type GenerationRecord } from '../library/record.ts';
import { applyEvent } from './transitions.ts';

/** A task as a record stores it. */
export type RecordTask = NonNullable<GenerationRecord['task']>;

/** What could not be written to a record. */
interface UnsavedChange {
  readonly task?: RecordTask;
  /** The failure of a generation without a task, and its time in milliseconds since the epoch. */
  readonly failed?: { readonly failure: Failure; readonly at: number };
}

/**
 * What could not be written to records yet, by the id of the generation. Every later write of a
 * record includes it, so that a failure of the disk neither loses a task nor submits a request that
 * was reported as failed.
 */
export class UnsavedChanges {
  readonly #changes = new Map<string, UnsavedChange>();

  /** Called when a task is known, before it is written. */
  addTask(id: string, task: RecordTask): void {
    this.#changes.set(id, { task });
  }

  /**
   * Called when the failure of a generation without a task could not be written.
   * @param at milliseconds since the epoch
   */
  addFailure(id: string, failure: Failure, at: number): void {
    this.#changes.set(id, { failed: { failure, at } });
  }

  /** Called when the record has been written. */
  delete(id: string): void {
    this.#changes.delete(id);
  }

  /** The ids of the generations of which something has not been written. */
  listIds(): string[] {
    return [...this.#changes.keys()];
  }

  /** Whether something of a generation has not been written. */
  has(id: string): boolean {
    return this.#changes.has(id);
  }

  /** Returns the record with what has not been written. */
  addTo(record: GenerationRecord): GenerationRecord {
    const { task, failed } = this.#changes.get(record.id) ?? {};
    const changed = addTask(record, task);
    if (!failed || changed.task || !isUnfinished(changed)) return changed;
    return applyEvent(changed, { type: 'failed', failure: failed.failure }, failed.at);
  }
}

/** Returns the record with a task, unless it has one. */
export function addTask(record: GenerationRecord, task: RecordTask | undefined): GenerationRecord {
  if (!task || record.task) return record;
  const isSubmitting = record.state === 'queued' || record.state === 'submitting';
  return { ...record, task, ...(isSubmitting && { state: 'generating' }) };
}
