/** How long the service keeps a task, in milliseconds (contract 4). */
export const taskLifetimeMs = 12 * 60 * 60 * 1000;

/** How long a picture's address is good for, in milliseconds (contract 4). */
const urlLifetimeMs = 24 * 60 * 60 * 1000;

/** Whether pictures may still be where they were said to be. Times are milliseconds since the epoch. */
export function areUrlsValid(urls: { readonly receivedAt: number }, now: number): boolean {
  return now - urls.receivedAt < urlLifetimeMs;
}
