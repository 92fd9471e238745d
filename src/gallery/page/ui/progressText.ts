import { estimateTimeLeft, type TimeLeft } from '../../../progress/timeLeft.ts';
import type { PageStrings } from '../../protocol/strings.ts';
import { format } from './format.ts';

/** A running generation: its step, and when it ends as far as that is known. */
export interface ShownProgress {
  /** Such as `Generating…`. */
  readonly activity: string;
  /** Seconds since its task was submitted. */
  readonly elapsedSeconds: number;
  /** Seconds that its task is expected to take in all. */
  readonly expectedSeconds?: number | undefined;
  /** Its place among those that wait, from 1. */
  readonly queueNumber?: number | undefined;
}

/** How far a running generation is: in words, and as a share of 1 if the bar has one. */
export function describeProgress(
  { activity, elapsedSeconds, expectedSeconds, queueNumber }: ShownProgress,
  strings: PageStrings,
): { readonly text: string; readonly share?: number } {
  // The bar of what waits does not move.
  if (queueNumber !== undefined) return { text: formatQueueNumber(queueNumber, strings), share: 0 };
  if (expectedSeconds === undefined) return { text: activity };
  const timeLeft = estimateTimeLeft(elapsedSeconds, expectedSeconds);
  const text = formatTimeLeft(timeLeft, strings);
  return timeLeft.kind === 'longer'
    ? { text }
    : { text, share: Math.min(1, elapsedSeconds / expectedSeconds) };
}

function formatQueueNumber(queueNumber: number, { nextInQueue, queueNumber: text }: PageStrings) {
  return queueNumber === 1 ? nextInQueue : format(text, queueNumber);
}

function formatTimeLeft(timeLeft: TimeLeft, strings: PageStrings): string {
  switch (timeLeft.kind) {
    case 'left':
      return format(
        timeLeft.unit === 'seconds' ? strings.secondsLeft : strings.minutesLeft,
        timeLeft.amount,
      );
    case 'nearly':
      return strings.nearlyThere;
    case 'longer':
      return timeLeft.elapsedSeconds === undefined
        ? strings.longerThanUsual
        : format(strings.longerThanUsualSeconds, timeLeft.elapsedSeconds);
  }
}
