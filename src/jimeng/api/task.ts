/** What a query needs to identify a task. */
export interface TaskReference {
  /** The `req_key` of the submit; a query with another one is rejected (docs/service.md §6.1). */
  readonly reqKey: string;
  readonly taskId: string;
}

/** The state of a task, whichever name the service uses for it. */
export type TaskStatus = 'pending' | 'success' | 'failed' | 'notFound';

/** The service's names for each state, in lower case (docs/service.md §6.4). */
const rawStatuses: Readonly<Record<TaskStatus, readonly string[]>> = {
  pending: [
    'in_queue',
    'generating',
    'submitted',
    'processing',
    'queued',
    'queueing',
    'running',
    'pending',
    'not_start',
    'in_progress',
  ],
  success: ['done', 'success', 'succeeded', 'completed'],
  failed: ['failed', 'fail', 'failure', 'error'],
  notFound: ['not_found', 'expired'],
};

/**
 * Parses the status of a query response (docs/service.md §6.4). An unknown status counts as
 * pending: if it turns out to be final, the task ends by timeout instead of being lost.
 */
export function parseStatus(rawStatus: string): {
  readonly status: TaskStatus;
  readonly isKnown: boolean;
} {
  const normalized = rawStatus.toLowerCase();
  const found = (Object.keys(rawStatuses) as TaskStatus[]).find((status) =>
    rawStatuses[status].includes(normalized),
  );
  return { status: found ?? 'pending', isKnown: found !== undefined };
}

/** How long the service keeps a task, in milliseconds (docs/service.md §7.3). */
const taskLifetimeMs = 12 * 60 * 60 * 1000;

/** Whether the service may still know a task. Times are in milliseconds since the epoch. */
export function isTaskValid(task: { readonly submittedAt: number }, now: number): boolean {
  return now - task.submittedAt < taskLifetimeMs;
}

/** How long an image URL stays valid, in milliseconds (docs/service.md §7.3). */
const urlLifetimeMs = 24 * 60 * 60 * 1000;

/** Whether image URLs may still be valid. Times are in milliseconds since the epoch. */
export function areUrlsValid(urls: { readonly receivedAt: number }, now: number): boolean {
  return now - urls.receivedAt < urlLifetimeMs;
}
