/** A task's state, whatever word a service has for it. */
export type TaskStatus = 'pending' | 'success' | 'failed' | 'gone';

const words: Readonly<Record<Exclude<TaskStatus, 'pending'>, readonly string[]>> = {
  success: ['done', 'success', 'succeeded', 'completed'],
  failed: ['failed', 'fail', 'failure', 'error'],
  gone: ['not_found', 'expired'],
};

/**
 * docs/service.md §6.4. A word in no list is taken as still under way, so that a new one delays
 * nothing but the last resort, the timeout.
 */
export function statusOf(word: string): TaskStatus {
  const lower = word.toLowerCase();
  if (words.success.includes(lower)) return 'success';
  if (words.failed.includes(lower)) return 'failed';
  if (words.gone.includes(lower)) return 'gone';
  return 'pending';
}
