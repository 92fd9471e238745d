import { l10n } from 'vscode';
import { estimateTimeLeft, estimateTotalSeconds } from '../../progress/timeLeft.ts';
import { formatPlural } from '../plural.ts';
import { formatPromptExcerpt } from '../promptExcerpt.ts';
import type { BatchCounts } from './runBatch.ts';

/** The runs of a batch, and what is known about the oldest one. */
export interface RunningBatch {
  readonly counts: BatchCounts;
  /** The prompt of the oldest run. */
  readonly prompt: string;
  /** Seconds since the task of the oldest run was submitted. */
  readonly elapsedSeconds: number;
  /** Seconds that a task is expected to take, if that is known. */
  readonly expectedSeconds: number | undefined;
  /** How many run at the same time. */
  readonly concurrency: number;
}

/** Such as `6 of 53 images ready · about 70 s left`. */
export function formatBatchProgress(batch: RunningBatch): string {
  const { total, ready } = batch.counts;
  const text = formatPlural(
    total,
    { one: l10n.t('{1} of 1 image ready'), other: l10n.t('{1} of {0} images ready') },
    ready,
  );
  return joinTime(text, formatTimeLeft(batch));
}

/** Such as `Generating "A red lighthouse" · about 30 s left`; of several, that of the batch. */
export function formatRunProgress(batch: RunningBatch): string {
  if (batch.counts.total > 1) return formatBatchProgress(batch);
  const text = l10n.t('Generating "{0}"', formatPromptExcerpt(batch.prompt));
  return joinTime(text, formatTimeLeft(batch));
}

/** Empty while nothing is known from earlier images. */
function formatTimeLeft(batch: RunningBatch): string {
  const { counts, elapsedSeconds, expectedSeconds, concurrency } = batch;
  if (expectedSeconds === undefined) return '';
  const totalSeconds = estimateTotalSeconds(counts.running, concurrency, expectedSeconds);
  const timeLeft = estimateTimeLeft(elapsedSeconds, totalSeconds);
  switch (timeLeft.kind) {
    case 'left':
      return timeLeft.unit === 'seconds'
        ? l10n.t('about {0} s left', timeLeft.amount)
        : l10n.t('about {0} min left', timeLeft.amount);
    case 'nearly':
      return l10n.t('nearly there…');
    case 'longer':
      return timeLeft.elapsedSeconds === undefined
        ? l10n.t('longer than usual')
        : l10n.t('longer than usual · {0} s', timeLeft.elapsedSeconds);
  }
}

function joinTime(text: string, time: string): string {
  return time === '' ? text : `${text} · ${time}`;
}
