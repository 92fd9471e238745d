/** A task's state, whatever word a service has for it. */
export type TaskStatus = 'pending' | 'success' | 'failed' | 'gone';

const rawStatuses: Readonly<Record<Exclude<TaskStatus, 'pending'>, readonly string[]>> = {
  success: ['done', 'success', 'succeeded', 'completed'],
  failed: ['failed', 'fail', 'failure', 'error'],
  gone: ['not_found', 'expired'],
};

/**
 * docs/service.md §6.4. A word in no list is taken as still under way, so that a new one delays
 * nothing but the last resort, the timeout.
 */
export function parseStatus(rawStatus: string): TaskStatus {
  const normalized = rawStatus.toLowerCase();
  if (rawStatuses.success.includes(normalized)) return 'success';
  if (rawStatuses.failed.includes(normalized)) return 'failed';
  if (rawStatuses.gone.includes(normalized)) return 'gone';
  return 'pending';
}
