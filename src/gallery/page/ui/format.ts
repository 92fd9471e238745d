import type { PluralForms } from '../../protocol/messages.ts';

let numbers = new Intl.NumberFormat('en');

/** Sets the language that numbers are written in, such as `zh-cn`. */
export function setLanguage(language: string): void {
  numbers = new Intl.NumberFormat(language);
}

/** Puts values in the places of `{0}`, `{1}` … */
export function format(template: string, ...values: readonly (string | number)[]): string {
  const texts = values.map((value) => (typeof value === 'number' ? numbers.format(value) : value));
  return template.replaceAll(
    /\{(\d)\}/g,
    (placeholder, index) => texts[Number(index)] ?? placeholder,
  );
}

/** Fills in the form for a number, which is `{0}`, as `plural` of `host/plural.ts` does. */
export function formatPlural(
  count: number,
  { one, other }: PluralForms,
  ...values: readonly (string | number)[]
): string {
  return format(count === 1 ? one : other, count, ...values);
}
