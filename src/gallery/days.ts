/** How many generations there were on a day, such as `2026-11-21`. */
export type Day = readonly [day: string, count: number];

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Counts generations by the day they were begun on, in the order given.
 * @param ids whose first part is their time: see `newId`
 * @param timeZone the user's, which need not be that of the machine the extension runs on
 */
export function daysOf(ids: readonly string[], timeZone: string): Day[] {
  const offsetAt = offsetsIn(timeZone);
  const days: [string, number][] = [];
  let last = Number.NaN;
  for (const id of ids) {
    const time = timeOf(id);
    const day = Math.floor((time + offsetAt(time, id)) / dayMs);
    const counted = days.at(-1);
    if (day === last && counted) counted[1]++;
    else days.push([new Date(day * dayMs).toISOString().slice(0, 10), 1]);
    last = day;
  }
  return days;
}

/**
 * Milliseconds by which a time zone is ahead. To ask for it is slow, so that of a month is taken for
 * all of its times unless the month begins with one and ends with another.
 */
function offsetsIn(timeZone: string): (time: number, id: string) => number {
  const format = formatFor(timeZone);
  const ask = (time: number) => {
    const whole = Math.floor(time / 60_000) * 60_000;
    return Date.parse(`${format.format(whole).replace(' ', 'T')}Z`) - whole;
  };
  const months = new Map<string, number | undefined>();
  return (time, id) => {
    const month = id.slice(0, 6);
    if (!months.has(month)) {
      const [year, number] = [Number(id.slice(0, 4)), Number(id.slice(4, 6))];
      const offset = ask(Date.UTC(year, number - 1));
      months.set(month, offset === ask(Date.UTC(year, number)) ? offset : undefined);
    }
    return months.get(month) ?? ask(time);
  };
}

function formatFor(timeZone: string): Intl.DateTimeFormat {
  // Swedes write dates as ISO does.
  const parts = { dateStyle: 'short', timeStyle: 'short' } as const;
  try {
    return new Intl.DateTimeFormat('sv-SE', { ...parts, timeZone });
  } catch {
    // A browser may know a zone that this machine does not.
    return new Intl.DateTimeFormat('sv-SE', parts);
  }
}

/** @param id such as `20261121T143000000-00000000` */
function timeOf(id: string): number {
  const part = (from: number, to: number) => Number(id.slice(from, to));
  return Date.UTC(part(0, 4), part(4, 6) - 1, part(6, 8), part(9, 11), part(11, 13));
}
