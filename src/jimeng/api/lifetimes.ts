/** How long the service keeps a task, in milliseconds (docs/service.md §7.3). */
export const taskLifetimeMs = 12 * 60 * 60 * 1000;

/** How long a picture's address is good for, in milliseconds (docs/service.md §7.3). */
const urlLifetimeMs = 24 * 60 * 60 * 1000;

/** Whether pictures may still be where they were said to be. Times are milliseconds since the epoch. */
export function areUrlsValid(urls: { readonly receivedAt: number }, now: number): boolean {
  return now - urls.receivedAt < urlLifetimeMs;
}
