import type { DayCount } from '../protocol/views.ts';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Counts generations by the day on which they were created, in the order of their ids.
 * @param ids start with the time of creation: see `createId`
 * @param timeZone IANA name. The user's time zone, as the extension may run on another machine.
 */
export function countByDay(ids: readonly string[], timeZone: string): DayCount[] {
  const offsetAt = createOffsetLookup(timeZone);
  const days: [string, number][] = [];
  let lastDay = Number.NaN;
  for (const id of ids) {
    const time = parseIdTime(id);
    const day = Math.floor((time + offsetAt(time, id)) / dayMs);
    const current = days.at(-1);
    if (day === lastDay && current) current[1]++;
    else days.push([new Date(day * dayMs).toISOString().slice(0, 10), 1]);
    lastDay = day;
  }
  return days;
}

/**
 * Returns the offset of a time zone from UTC, in milliseconds. `Intl` is slow, so the offset is computed
 * once for each month, unless it changes within the month.
 */
function createOffsetLookup(timeZone: string): (time: number, id: string) => number {
  const format = createDateFormat(timeZone);
  const computeOffset = (time: number) => {
    const wholeMinute = Math.floor(time / 60_000) * 60_000;
    return Date.parse(`${format.format(wholeMinute).replace(' ', 'T')}Z`) - wholeMinute;
  };
  const months = new Map<string, number | undefined>();
  return (time, id) => {
    const month = id.slice(0, 6);
    if (!months.has(month)) {
      const [year, number] = [Number(id.slice(0, 4)), Number(id.slice(4, 6))];
      const offset = computeOffset(Date.UTC(year, number - 1));
      months.set(month, offset === computeOffset(Date.UTC(year, number)) ? offset : undefined);
    }
    return months.get(month) ?? computeOffset(time);
  };
}

function createDateFormat(timeZone: string): Intl.DateTimeFormat {
  // The Swedish date format is that of ISO 8601.
  const styles = { dateStyle: 'short', timeStyle: 'short' } as const;
  try {
    return new Intl.DateTimeFormat('sv-SE', { ...styles, timeZone });
  } catch {
    // The page's browser may know a time zone that this Node does not.
    return new Intl.DateTimeFormat('sv-SE', styles);
  }
}

/** Milliseconds since the epoch, in whole minutes. @param id such as `20261121T143000000-00000000` */
function parseIdTime(id: string): number {
  const parsePart = (from: number, to: number) => Number(id.slice(from, to));
  return Date.UTC(
    parsePart(0, 4),
    parsePart(4, 6) - 1,
    parsePart(6, 8),
    parsePart(9, 11),
    parsePart(11, 13),
  );
}
