import {
  JimengError,
  type Client,
  type Clock,
  type DurationEstimate,
  type Fetch,
  type GenerationEvent,
} from '../jimeng/index.ts';
import type { Lease } from '../library/ownership/lease.ts';
import type { Library } from '../library/library.ts';
import type { GenerationRecord, RecordProvider } from '../library/record.ts';
import type { Ticket, Tickets } from '../library/ownership/tickets.ts';
import type { Semaphore } from './semaphore.ts';
import type { UnsavedChanges } from './unsavedChanges.ts';

/** The services and settings of a run. */
export interface RunOptions {
  readonly library: Library;
  /**
   * Returns a client with the provider's key. Rejects with a `JimengError` of kind `noKey` if there
   * is no key, and of kind `noProvider` if the custom provider is not configured.
   */
  readonly getClient: (provider: RecordProvider) => Promise<Client>;
  /** Returns the number of seconds to wait for a task. */
  readonly getTimeoutSeconds: () => number;
  readonly clock: Clock;
  readonly fetch?: Fetch;
  /** Returns a number from 0 up to 1, as `Math.random` does. */
  readonly random?: () => number;
  /** Called with each event, for the log. Events contain no secrets. */
  readonly onEvent?: (id: string, event: GenerationEvent) => void;
  /** Called when a record could not be written. The run goes on. */
  readonly onWriteError?: (id: string, error: unknown) => void;
  /** Called with errors that are bugs in this extension. */
  readonly onUnexpectedError?: (error: unknown) => void;
}

/** A generation to run. */
export interface RunContext {
  readonly record: GenerationRecord;
  readonly provider: RecordProvider;
  readonly lease: Lease;
  readonly ticket: Ticket;
  readonly tickets: Tickets;
  /** The slots of its provider. */
  readonly semaphore: Semaphore;
  /**
   * When aborted with a `JimengError`, the generation fails with it; with any other reason, the run
   * ends and the record stays unfinished. The run first waits for a submit in flight.
   */
  readonly signal: AbortSignal;
  /** Aborted when the window closes, which does not wait for long. */
  readonly closing: AbortSignal;
  readonly unsavedChanges: UnsavedChanges;
}

/** A run, with what it learns. */
export interface KnownContext extends RunContext {
  /**
   * The task, which each write includes: a window that hung may have overwritten the record with
   * what it had read before.
   */
  readonly known: {
    task: GenerationRecord['task'];
    /** Whether this run has marked it as submitting, even if it could not mark it as queued again. */
    isSubmitting?: boolean;
    /** Whether its ticket still has the stage `submitted`, although nothing was accepted. */
    isStageUnsaved?: boolean;
  };
}

/** A generation whose task is being run. */
export interface Run extends KnownContext {
  readonly estimate: DurationEstimate;
}

/**
 * The reason when a run ends because its window closes or its record is removed. Not a failure: the
 * record is not changed.
 */
export class DetachedError extends Error {}

/** Whether a run was ended by its window or its lease, and not by the user. */
export function isDetached(signal: AbortSignal): boolean {
  return signal.aborted && !(signal.reason instanceof JimengError);
}
