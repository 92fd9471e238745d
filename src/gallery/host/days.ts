/** How many generations there were on a day, such as `2026-11-21`. */
export type DayCount = readonly [day: string, count: number];

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Counts generations by the day they were begun on, in the order given.
 * @param ids whose first part is their time: see `newId`
 * @param timeZone the user's, which need not be that of the machine the extension runs on
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
 * Milliseconds by which a time zone is ahead. To ask for it is slow, so that of a month is taken for
 * all of its times unless the month begins with one and ends with another.
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
  // Swedes write dates as ISO does.
  const styles = { dateStyle: 'short', timeStyle: 'short' } as const;
  try {
    return new Intl.DateTimeFormat('sv-SE', { ...styles, timeZone });
  } catch {
    // A browser may know a zone that this machine does not.
    return new Intl.DateTimeFormat('sv-SE', styles);
  }
}

/** @param id such as `20261121T143000000-00000000` */
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
