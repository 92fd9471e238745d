import type { PageStrings, PluralForms } from '../../protocol/strings.ts';

let numbers = new Intl.NumberFormat('en');
const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** Sets the language that numbers are written in, such as `zh-cn`. */
export function setLanguage(language: string): void {
  numbers = new Intl.NumberFormat(language);
}

/** Fills in the placeholders `{0}`, `{1}`, and so on. */
export function format(template: string, ...values: readonly (string | number)[]): string {
  const texts = values.map((value) => (typeof value === 'number' ? numbers.format(value) : value));
  return template.replaceAll(
    /\{(\d)\}/g,
    (placeholder, index) => texts[Number(index)] ?? placeholder,
  );
}

/** Fills in the form for a number, which is `{0}`, like `formatPlural` in `host/plural.ts`. */
export function formatPlural(
  count: number,
  { one, other }: PluralForms,
  ...values: readonly (string | number)[]
): string {
  return format(count === 1 ? one : other, count, ...values);
}

/**
 * The heading of a day, such as `Yesterday` or `Wednesday, November 18`.
 * @param day such as `2026-11-21`
 * @param language such as `zh-cn`
 */
export function formatDay(
  day: string,
  strings: Pick<PageStrings, 'today' | 'yesterday'>,
  language: string,
  now = new Date(),
): string {
  const [year = 0, month = 1, dayOfMonth = 1] = day.split('-').map(Number);
  const dateOfDay = new Date(year, month - 1, dayOfMonth);
  const today = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  const daysAgo = Math.round((today.getTime() - dateOfDay.getTime()) / (24 * 60 * 60 * 1000));
  if (daysAgo === 0) return strings.today;
  if (daysAgo === 1) return strings.yesterday;
  return getDayFormat(language, year !== now.getFullYear()).format(dateOfDay);
}

/** Creating a format is slow, and days are formatted in every draw. */
function getDayFormat(language: string, hasYear: boolean): Intl.DateTimeFormat {
  const key = `${language} ${hasYear}`;
  const known = dayFormats.get(key);
  if (known) return known;
  const dayFormat = new Intl.DateTimeFormat(language, {
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    ...(hasYear && { year: 'numeric' }),
  });
  dayFormats.set(key, dayFormat);
  return dayFormat;
}

/** Date and time in the user's time zone. @param at milliseconds since the epoch */
export function formatDateTime(at: number, language: string): string {
  return new Date(at).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' });
}
