import type { Fault } from '../gateway/controlApi.ts';
import type { Blow } from './blow.ts';

/** What is to become of a generation: no trace of it, its picture, or the word that it was interrupted. */
type End = 'nothing' | 'home' | 'interrupted';

/** A step of a generation's life at which its extension host is killed. */
export interface DeadlyStep {
  readonly title: string;
  /** Where the host dies; `submit`: from outside, once the service has seen the submit. */
  readonly blow: Blow | 'submit';
  readonly end: End;
  /** How often it is submitted, as long as its user does not press Retry. */
  readonly submits: 0 | 1;
  /** What the service does to make room for the step. */
  readonly fault?: Fault;
  /** Milliseconds that the task takes at the service, where the step needs time. */
  readonly latencyMs?: number;
}

const submit = 'request .*SubmitTask';
const query = 'request .*GetResult';
const download = 'request .*\\.image';
const nothing = { end: 'nothing', submits: 0 } as const;
const unsent = { end: 'interrupted', submits: 0 } as const;
const interrupted = { end: 'interrupted', submits: 1 } as const;
const home = { end: 'home', submits: 1 } as const;

/** The record's file when it says this. */
const saying = (...holding: string[]) => ({ step: 'rename .*/records/', holding });
const queued = saying('"queued"');
const submitting = saying('"submitting"');
const submitted = saying('"taskId"');
const downloading = saying('"downloading"');
const withPicture = saying('"downloading"', '"file"');
const done = saying('"done"');
/** Not of its thumbnails, which are made later. */
const picture = { step: 'rename .*/images/[^/]+/\\d+\\.\\w+$' };

/** The first step after which nothing can be lost. */
export const afterTask: DeadlyStep = {
  title: 'after the record of its task',
  blow: { when: 'after', ...submitted },
  ...home,
};

/** In the order of a generation's life, until the service's answer is on disk. */
export const stepsBeforeTask: readonly DeadlyStep[] = [
  { title: 'before its first record', blow: { when: 'before', ...queued }, ...nothing },
  { title: 'after its first record', blow: { when: 'after', ...queued }, ...home },
  { title: 'before it is marked', blow: { when: 'before', ...submitting }, ...home },
  { title: 'after it is marked', blow: { when: 'after', ...submitting }, ...unsent },
  { title: 'before the submit leaves', blow: { when: 'before', step: submit }, ...unsent },
  {
    title: 'before the submit is answered',
    blow: 'submit',
    fault: { on: 'submit', kind: 'stall' },
    ...interrupted,
  },
  {
    title: 'during the answer',
    blow: { when: 'during', step: submit },
    fault: { on: 'submit', kind: 'stallDuring' },
    ...interrupted,
  },
  { title: 'after the answer', blow: { when: 'after', step: submit }, ...interrupted },
  {
    title: 'during the record of its task',
    blow: { when: 'during', ...submitted, step: 'write .*/records/' },
    ...interrupted,
  },
  {
    title: 'before the record of its task',
    blow: { when: 'before', ...submitted },
    ...interrupted,
  },
  // The lease does not say yet whose it is, so it is respected for some time.
  {
    title: 'before anything but its lease',
    blow: { when: 'after', step: 'open .*/leases/' },
    ...nothing,
  },
];

/** From there to its end. */
export const stepsWithTask: readonly DeadlyStep[] = [
  afterTask,
  {
    title: 'between two queries',
    blow: { when: 'after', step: query },
    latencyMs: 8000,
    ...home,
  },
  { title: 'before it is known to be ready', blow: { when: 'before', ...downloading }, ...home },
  { title: 'after it is known to be ready', blow: { when: 'after', ...downloading }, ...home },
  { title: 'before the download', blow: { when: 'before', step: download }, ...home },
  { title: 'during the download', blow: { when: 'during', step: download }, ...home },
  {
    title: 'during the file of its picture',
    blow: { when: 'during', step: 'write .*/images/' },
    ...home,
  },
  { title: 'before its picture is named', blow: { when: 'before', ...picture }, ...home },
  { title: 'after its picture is named', blow: { when: 'after', ...picture }, ...home },
  { title: 'before the record of its picture', blow: { when: 'before', ...withPicture }, ...home },
  { title: 'after the record of its picture', blow: { when: 'after', ...withPicture }, ...home },
  { title: 'before its last record', blow: { when: 'before', ...done }, ...home },
  { title: 'after its last record', blow: { when: 'after', ...done }, ...home },
];

export const deadlySteps: readonly DeadlyStep[] = [...stepsBeforeTask, ...stepsWithTask];
