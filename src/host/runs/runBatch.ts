import type { GenerationRecord } from '../../library/record.ts';
import type { GenerationRun } from '../../tasks/runs.ts';
import type { TaskEngine } from '../../tasks/taskEngine.ts';

/** The progress of a batch. */
export interface BatchCounts {
  /** The images of all runs. A run counts as one image until it has ended with more. */
  readonly total: number;
  /** The images that are ready. */
  readonly ready: number;
  /** The runs that have not ended. */
  readonly running: number;
}

/** What is done when runs end. */
export interface BatchListener {
  /** Called when a run has ended; without its record if it was deleted. */
  readonly onResult?: (run: GenerationRun, record: GenerationRecord | undefined) => void;
  /** Called when the last run has ended, with the counts of the batch. */
  readonly onEnd?: (counts: BatchCounts) => void;
  /** Called when the record of a run cannot be read. */
  readonly onError?: (error: unknown) => void;
}

/** The number of images of a generation that is done; at least 1, as a run counts before it has ended. */
export function countReadyImages({ images }: GenerationRecord): number {
  return Math.max(images.length, 1);
}

const noCounts: BatchCounts = { total: 0, ready: 0, running: 0 };

/** The runs that go on at the same time, in whichever way they were started, from the first to the last. */
export class RunBatch {
  readonly #listener: BatchListener;
  readonly #subscription: { dispose(): void };
  readonly #watched = new WeakSet<GenerationRun>();
  #counts = noCounts;

  constructor(engine: Pick<TaskEngine, 'runs' | 'onDidChangeRuns'>, listener: BatchListener = {}) {
    this.#listener = listener;
    this.#subscription = engine.onDidChangeRuns(() => {
      for (const run of engine.runs) this.#watch(run);
    });
  }

  get counts(): BatchCounts {
    return this.#counts;
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #watch(run: GenerationRun): void {
    if (this.#watched.has(run)) return;
    this.#watched.add(run);
    this.#count({ total: 1, running: 1 });
    run.finished.then(
      (record) => {
        this.#end(record?.state === 'done' ? countReadyImages(record) : 0);
        this.#listener.onResult?.(run, record);
        this.#checkEnd();
      },
      (error: unknown) => {
        this.#end(0);
        this.#listener.onError?.(error);
        this.#checkEnd();
      },
    );
  }

  #end(ready: number): void {
    this.#count({ total: Math.max(ready, 1) - 1, ready, running: -1 });
  }

  #checkEnd(): void {
    const counts = this.#counts;
    if (counts.running > 0) return;
    this.#counts = noCounts;
    this.#listener.onEnd?.(counts);
  }

  #count({ total = 0, ready = 0, running = 0 }: Partial<BatchCounts>): void {
    const counts = this.#counts;
    this.#counts = {
      total: counts.total + total,
      ready: counts.ready + ready,
      running: counts.running + running,
    };
  }
}
