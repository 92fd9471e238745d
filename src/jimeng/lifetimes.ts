/** How long the service keeps a task, in milliseconds (docs/service.md §7.3). */
export const taskLifetime = 12 * 60 * 60 * 1000;

/** How long a picture's address is good for, in milliseconds (docs/service.md §7.3). */
const addressLifetime = 24 * 60 * 60 * 1000;

/** Whether pictures may still be where they were said to be. Times are milliseconds since the epoch. */
export function areAlive(addresses: { readonly receivedAt: number }, now: number): boolean {
  return now - addresses.receivedAt < addressLifetime;
}
