import type { PageStrings } from '../../protocol/messages.ts';

/**
 * A day as a heading says it.
 * @param day such as `2026-11-21`
 * @param language of the words around it, such as `zh-cn`
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
  const isThisYear = year === now.getFullYear();
  return dateOfDay.toLocaleDateString(language, {
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    ...(!isThisYear && { year: 'numeric' }),
  });
}
