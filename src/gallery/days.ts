/** How many generations there were on a day, such as `2026-11-21`. */
export type Day = readonly [day: string, count: number];

/**
 * Counts generations by the day they were begun on, in the order given.
 * @param ids whose first part is their time: see `newId`
 * @param timeZone the user's, which need not be that of the machine the extension runs on
 */
export function daysOf(ids: readonly string[], timeZone: string): Day[] {
  const dayOfHour = dayNamer(timeZone);
  const days: [string, number][] = [];
  for (const id of ids) {
    const day = dayOfHour(id.slice(0, 11));
    const last = days.at(-1);
    if (last?.[0] === day) last[1]++;
    else days.push([day, 1]);
  }
  return days;
}

/** Offsets of time zones that are no whole hours split an hour between days, which nobody will mind. */
function dayNamer(timeZone: string): (hour: string) => string {
  const format = formatFor(timeZone);
  const known = new Map<string, string>();
  return (hour) => {
    let day = known.get(hour);
    if (day === undefined) known.set(hour, (day = format.format(timeOf(hour))));
    return day;
  };
}

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  try {
    return new Intl.DateTimeFormat('sv-SE', { ...parts, timeZone });
  } catch {
    // A browser may know a zone that this machine does not.
    return new Intl.DateTimeFormat('sv-SE', parts);
  }
}

/** @param hour such as `20261121T14` */
function timeOf(hour: string): number {
  const [, year = '', month = '', day = '', hours = ''] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)$/.exec(hour) ?? [];
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hours));
}
