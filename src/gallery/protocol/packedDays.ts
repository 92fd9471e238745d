import type { DayCount } from '../host/days.ts';
import type { PackedDays } from './toPage.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Makes days ready for the way to the page. */
export function packDays(days: readonly DayCount[]): PackedDays {
  const [first] = days;
  if (!first) return [];
  const rest = days.slice(1).flatMap(([day, count], index) => {
    const previousDay = days[index]?.[0] ?? day;
    return [(Date.parse(day) - Date.parse(previousDay)) / dayMs, count];
  });
  return [first[0], first[1], ...rest];
}

/** The days that were packed. */
export function unpackDays([first, count, ...rest]: PackedDays): DayCount[] {
  if (first === undefined || count === undefined) return [];
  const days: DayCount[] = [[first, count]];
  let time = Date.parse(first);
  for (let index = 0; index + 1 < rest.length; index += 2) {
    time += (rest[index] ?? 0) * dayMs;
    days.push([new Date(time).toISOString().slice(0, 10), rest[index + 1] ?? 0]);
  }
  return days;
}
