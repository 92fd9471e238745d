import { isMaybeBilled as isFailureMaybeBilled } from '../messages/failureActions.ts';
import type { Provider } from '../../jimeng/index.ts';
import { getRecordProvider, type GenerationRecord } from '../../library/record.ts';
import type { Hold } from '../../tasks/holds.ts';
import { canRetry } from '../../tasks/transitions.ts';
import type { TaskEngine } from '../../tasks/taskEngine.ts';
import { resolveRecordProvider } from '../settings/settings.ts';
import { repeatQuestion, type Question } from './confirmSubmissions.ts';
import type { Submission } from './submissionPlan.ts';

/**
 * The submission that repeats a generation.
 * @param getDefaultProvider returns the provider of an imported generation, whose own is unknown
 */
export function toSubmission(
  record: GenerationRecord,
  getDefaultProvider: () => Provider,
): Submission {
  const recordProvider = getRecordProvider(record);
  const provider = recordProvider ? resolveRecordProvider(recordProvider) : getDefaultProvider();
  return { provider, request: record.request };
}

/** What is asked before the requests of generations are submitted again. */
export function createRepeatQuestion(
  records: readonly GenerationRecord[],
  engine: Pick<TaskEngine, 'getHold'>,
): Question {
  const isAnyMaybeBilled = records.some((record) =>
    isMaybeBilled(record, engine.getHold(record.id)),
  );
  return { ...repeatQuestion, isMaybeBilled: isAnyMaybeBilled };
}

/**
 * Whether an image without a known task may have been billed.
 * @param hold why the generation does not run by itself
 */
export function isMaybeBilled(record: GenerationRecord, hold?: Hold): boolean {
  if (hold === 'maybeSubmitted') return true;
  return record.failure !== undefined && isFailureMaybeBilled(record.failure, canRetry(record));
}
