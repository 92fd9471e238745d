import { formatNumber } from '../../../host/format.ts';
import { formatActionLabel } from '../../../host/messages/buttons.ts';
import { formatFailureCause } from '../../../host/messages/failureCauses.ts';
import { listFailureActions, type FailureAction } from '../../../host/messages/failureActions.ts';
import { isMaybeBilled } from '../../../host/submissions/recordSubmission.ts';
import type { GenerationRecord } from '../../../library/record.ts';
import type { Hold } from '../../../tasks/holds.ts';
import { canRetry } from '../../../tasks/transitions.ts';
import { maxFailureGroups, maxListedFailures } from '../../../untrusted/limits.ts';
import type { Attention, FailureGroup, Remedy } from '../../protocol/views.ts';
import { formatHold, formatHoldCause } from './holds.ts';
import { formatPrompt, formatReason, getProviderName } from '../presentation.ts';

/** How long a failure that cannot be retried is shown above the grid. */
const expiryMs = 24 * 60 * 60 * 1000;

/** What is known about failures besides their records. */
export interface AttentionContext {
  /** Milliseconds since the epoch. */
  readonly nowMs: number;
  /** Why a pending generation does not run by itself. */
  readonly getHold: (id: string) => Hold | undefined;
  /** The ids of those that failed because of their API key, and whose provider has got one since. */
  readonly newKeyIds: ReadonlySet<string>;
}

/**
 * Groups failed generations without images by their cause. Those that cannot be retried or that the user has
 * canceled are left out after a day: nothing has to be done about them.
 * @param records newest first
 */
export function summarizeFailures(
  records: readonly GenerationRecord[],
  context: AttentionContext,
): Attention {
  const { nowMs, getHold, newKeyIds } = context;
  const groups = new Map<string, GenerationRecord[]>();
  let count = 0;
  for (const record of records) {
    const hold = getHold(record.id);
    if (!hold && isOver(record, nowMs)) continue;
    count++;
    const key = getCauseKey(record, hold, newKeyIds.has(record.id));
    const group = groups.get(key);
    if (group) group.push(record);
    else groups.set(key, [record]);
  }
  return {
    count,
    groups: [...groups]
      .slice(0, maxFailureGroups)
      .map(([key, failed]) => toGroup(key, failed, context)),
  };
}

function isOver(record: GenerationRecord, nowMs: number): boolean {
  const { failure, finishedAt, createdAt } = record;
  if (canRetry(record) && failure?.kind !== 'canceled') return false;
  return nowMs - (finishedAt ?? createdAt) > expiryMs;
}

/** The same for those that failed for the same cause, and about which the same can be done. */
function getCauseKey(record: GenerationRecord, hold: Hold | undefined, hasNewKey: boolean): string {
  const { provider, customProvider, task, failure, isExternal } = record;
  const account = [provider, customProvider?.baseUrl];
  if (hold) return JSON.stringify([hold, account, task !== undefined, isExternal]);
  const cause = failure && [
    failure.kind,
    'host' in failure && failure.host,
    'problem' in failure && failure.problem,
    'code' in failure && failure.kind === 'save' && failure.code,
    'faults' in failure && failure.faults,
    'field' in failure && failure.field,
  ];
  return JSON.stringify([
    account,
    cause,
    canRetry(record),
    isMaybeBilled(record),
    isExternal,
    hasNewKey,
  ]);
}

function toGroup(
  key: string,
  records: readonly GenerationRecord[],
  { getHold, newKeyIds }: AttentionContext,
): FailureGroup {
  const [newest] = records;
  if (!newest) throw new Error('A group has at least one generation.');
  const hold = getHold(newest.id);
  const providerName = getProviderName(newest);
  const retryable = hold !== undefined || canRetry(newest);
  return {
    key,
    cause: hold ? formatHoldCause(hold) : formatCause(newest, providerName),
    reason: hold ? formatHold(hold, newest) : formatReason(newest),
    ids: records.map(({ id }) => id),
    newest: records
      .slice(0, maxListedFailures)
      .map((record) => ({ id: record.id, prompt: formatPrompt(record) })),
    remedies: listRemedies(newest, hold, newKeyIds.has(newest.id)).map((name) => ({
      name,
      label: formatRemedyLabel(name, providerName, records.length),
    })),
    canRetry: retryable,
    isMaybeBilled: isMaybeBilled(newest, hold),
    isRepeatable: !newest.isExternal,
  };
}

function formatCause(record: GenerationRecord, providerName: string): string {
  const { failure = { kind: 'unexpected' } } = record;
  return formatFailureCause(failure, providerName, canRetry(record));
}

function listRemedies(
  record: GenerationRecord,
  hold: Hold | undefined,
  hasNewKey: boolean,
): FailureAction[] {
  // First what finds the image that may have been billed.
  if (hold === 'maybeSubmitted') return ['queryTask', 'openProviderWebsite', 'retry'];
  if (hold === 'ticketFailed') return ['retry', 'showLog'];
  if (hold) return ['retry'];
  if (hasNewKey && canRetry(record)) return ['retry', 'setApiKey'];
  const { failure = { kind: 'unexpected' }, isExternal } = record;
  return listFailureActions(failure, {
    canRetry: canRetry(record),
    isRepeatable: !isExternal,
  });
}

/** The remedies whose button applies to all generations of a group. */
const repeatingRemedies: ReadonlySet<FailureAction> = new Set([
  'retry',
  'keepWaiting',
  'retryDownload',
  'generateAgain',
  'generateAgainMaybeBilled',
]);

function formatRemedyLabel(name: Remedy['name'], providerName: string, count: number): string {
  const label = formatActionLabel(name, providerName);
  return count > 1 && repeatingRemedies.has(name) ? `${label} (${formatNumber(count)})` : label;
}
