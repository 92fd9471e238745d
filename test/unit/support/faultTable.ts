import { operations, type Operation } from '../../gateway/faults/faultKinds.ts';
import { isPossiblyBilled, type FaultOutcome, type ReportedFailure } from './faultOutcomes.ts';

/** The outcome of a fault on each operation that it applies to. */
export type OutcomesByOperation = Readonly<Partial<Record<Operation, FaultOutcome>>>;

/** Formats the outcome of a fault for the last column of the table. */
export function formatOutcomeCell(outcomes: OutcomesByOperation): string {
  const texts = new Map<string, Operation[]>();
  for (const on of operations) {
    const outcome = outcomes[on];
    if (outcome !== undefined) {
      const text = formatOutcome(outcome, on);
      texts.set(text, [...(texts.get(text) ?? []), on]);
    }
  }
  const sentences = [...texts].map(([text, on]) =>
    texts.size > 1 ? `${capitalize(on)}: ${text}` : text,
  );
  return `${sentences.join('. ')} · ${formatLoss(outcomes)}`;
}

function formatOutcome(outcome: FaultOutcome, on: Operation): string {
  if (outcome === 'noEffect') return 'no effect';
  const message = `“${outcome.message.replace('{0}', '…')}”`;
  if (isPossiblyBilled(outcome, on)) return `${message}, and that it may have been billed`;
  return `${formatAttempts(outcome)}${message}`;
}

function formatAttempts({ attempts }: ReportedFailure): string {
  if (attempts === 1) return '';
  return attempts === 'untilTimeout'
    ? 'retried until the timeout, then '
    : `tried ${attempts} times, then `;
}

/** Only a lost response to a submit loses an image, because it contains the task ID. */
function formatLoss({ submit }: OutcomesByOperation): string {
  const isLost = submit && submit !== 'noEffect' && isPossiblyBilled(submit, 'submit');
  return isLost && submit.acceptedCount !== 0
    ? 'the image of that submit, which is reported'
    : 'nothing';
}

function capitalize(operations: readonly Operation[]): string {
  const list = operations.join(', ');
  return list.charAt(0).toUpperCase() + list.slice(1);
}
