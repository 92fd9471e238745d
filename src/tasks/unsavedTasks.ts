import type { GenerationRecord } from '../library/record.ts';

/** A task as a record stores it. */
export type RecordTask = NonNullable<GenerationRecord['task']>;

/**
 * The tasks that could not be written to their records yet, by the id of the generation. Every
 * later write of a record includes its task, so that a failure of the disk does not lose it.
 */
export class UnsavedTasks {
  readonly #tasks = new Map<string, RecordTask>();

  /** Called when a task is known, before it is written. */
  add(id: string, task: RecordTask): void {
    this.#tasks.set(id, task);
  }

  /** Called when the record has been written. */
  delete(id: string): void {
    this.#tasks.delete(id);
  }

  /** Whether the task of a generation has not been written. */
  has(id: string): boolean {
    return this.#tasks.has(id);
  }

  /** Returns the record with its task. */
  addTo(record: GenerationRecord): GenerationRecord {
    return addTask(record, this.#tasks.get(record.id));
  }
}

/** Returns the record with a task, unless it has one. */
export function addTask(record: GenerationRecord, task: RecordTask | undefined): GenerationRecord {
  if (!task || record.task) return record;
  const isSubmitting = record.state === 'queued' || record.state === 'submitting';
  return { ...record, task, ...(isSubmitting && { state: 'generating' }) };
}
