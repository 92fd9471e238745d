import type { Fault } from '../gateway/control/controlApi.ts';
import type { CrashPoint } from './crashPoint.ts';

/**
 * What a generation must end as: no trace of it, its image, or a failure with the kind
 * `interrupted`.
 */
type ExpectedOutcome = 'noTrace' | 'recovered' | 'interrupted';

/** A step of a generation at which its extension host is killed. */
export interface CrashStep {
  readonly title: string;
  /**
   * Where the extension host crashes. `submit`: it is killed from outside when the service has
   * received the submit.
   */
  readonly crashPoint: CrashPoint | 'submit';
  readonly outcome: ExpectedOutcome;
  /** Number of submits. */
  readonly submits: 0 | 1;
  /** A fault of the service that makes the step possible. */
  readonly fault?: Fault;
  /** Milliseconds that the task takes at the service, if the step needs time. */
  readonly latencyMs?: number;
}

const submit = 'request .*SubmitTask';
const query = 'request .*GetResult';
const download = 'request .*\\.image';
const noTrace = { outcome: 'noTrace', submits: 0 } as const;
const interruptedUnsent = { outcome: 'interrupted', submits: 0 } as const;
const interrupted = { outcome: 'interrupted', submits: 1 } as const;
const recovered = { outcome: 'recovered', submits: 1 } as const;

/** A write of the record with this content. */
const recordContaining = (...contains: string[]) => ({ step: 'rename .*/records/', contains });
const queued = recordContaining('"queued"');
const submitting = recordContaining('"submitting"');
const submitted = recordContaining('"taskId"');
const downloading = recordContaining('"downloading"');
const withImage = recordContaining('"downloading"', '"file"');
const done = recordContaining('"done"');
/** Does not match thumbnails, which are created later. */
const imageRename = { step: 'rename .*/images/[^/]+/\\d+\\.\\w+$' };

/** The first step after which nothing can be lost. */
export const afterTask: CrashStep = {
  title: 'after the record with the task id',
  crashPoint: { when: 'after', ...submitted },
  ...recovered,
};

/** In order, until the service's response to the submit is on disk. */
export const stepsBeforeTask: readonly CrashStep[] = [
  { title: 'before the first record', crashPoint: { when: 'before', ...queued }, ...noTrace },
  { title: 'after the first record', crashPoint: { when: 'after', ...queued }, ...recovered },
  {
    title: 'before it is marked as submitting',
    crashPoint: { when: 'before', ...submitting },
    ...recovered,
  },
  {
    title: 'after it is marked as submitting',
    crashPoint: { when: 'after', ...submitting },
    ...interruptedUnsent,
  },
  {
    title: 'before the submit request is sent',
    crashPoint: { when: 'before', step: submit },
    ...interruptedUnsent,
  },
  {
    title: 'before the submit response',
    crashPoint: 'submit',
    fault: { on: 'submit', kind: 'stall' },
    ...interrupted,
  },
  {
    title: 'during the submit response',
    crashPoint: { when: 'during', step: submit },
    fault: { on: 'submit', kind: 'stallDuring' },
    ...interrupted,
  },
  {
    title: 'after the submit response',
    crashPoint: { when: 'after', step: submit },
    ...interrupted,
  },
  {
    // From here on, the lease file has the task id.
    title: 'while writing the record with the task id',
    crashPoint: { when: 'during', ...submitted, step: 'write .*/records/' },
    ...recovered,
  },
  {
    title: 'before the record with the task id',
    crashPoint: { when: 'before', ...submitted },
    ...recovered,
  },
  // The lease does not contain its owner yet, so other windows respect it for some time.
  {
    title: 'after creating the lease only',
    crashPoint: { when: 'after', step: 'open .*/leases/' },
    ...noTrace,
  },
];

/** In order, from there to the end. */
export const stepsWithTask: readonly CrashStep[] = [
  afterTask,
  {
    title: 'between two queries',
    crashPoint: { when: 'after', step: query },
    latencyMs: 8000,
    ...recovered,
  },
  {
    title: 'before it is marked as downloading',
    crashPoint: { when: 'before', ...downloading },
    ...recovered,
  },
  {
    title: 'after it is marked as downloading',
    crashPoint: { when: 'after', ...downloading },
    ...recovered,
  },
  { title: 'before the download', crashPoint: { when: 'before', step: download }, ...recovered },
  { title: 'during the download', crashPoint: { when: 'during', step: download }, ...recovered },
  {
    title: 'while writing the image file',
    crashPoint: { when: 'during', step: 'write .*/images/' },
    ...recovered,
  },
  {
    title: 'before the image file is renamed',
    crashPoint: { when: 'before', ...imageRename },
    ...recovered,
  },
  {
    title: 'after the image file is renamed',
    crashPoint: { when: 'after', ...imageRename },
    ...recovered,
  },
  {
    title: 'before the record with the image',
    crashPoint: { when: 'before', ...withImage },
    ...recovered,
  },
  {
    title: 'after the record with the image',
    crashPoint: { when: 'after', ...withImage },
    ...recovered,
  },
  { title: 'before the final record', crashPoint: { when: 'before', ...done }, ...recovered },
  { title: 'after the final record', crashPoint: { when: 'after', ...done }, ...recovered },
];

export const crashSteps: readonly CrashStep[] = [...stepsBeforeTask, ...stepsWithTask];
