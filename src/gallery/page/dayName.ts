import type { PageStrings } from '../protocol.ts';

/**
 * A day as a heading says it.
 * @param day such as `2026-11-21`
 * @param language of the words around it, such as `zh-cn`
 */
export function dayName(
  day: string,
  strings: Pick<PageStrings, 'today' | 'yesterday'>,
  language: string,
  now = new Date(),
): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const that = new Date(year, month - 1, date);
  const today = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  const ago = Math.round((today.getTime() - that.getTime()) / (24 * 60 * 60 * 1000));
  if (ago === 0) return strings.today;
  if (ago === 1) return strings.yesterday;
  const isThisYear = year === now.getFullYear();
  return that.toLocaleDateString(language, {
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    ...(!isThisYear && { year: 'numeric' }),
  });
}
