import * as vscode from 'vscode';
import { formatNumber } from './format.ts';

/** Both forms of a text that states a number: `{0}` is the number, `{1}` and so on are other values. */
export interface PluralForms {
  readonly one: string;
  /** For every number but 1, also for 0. */
  readonly other: string;
}

/**
 * The text for a number. Only 1 has a form of its own, as in English; Chinese has the same text in both.
 * Not `Intl.PluralRules` of the user's language: without a bundle for that language the text is English.
 */
export function formatPlural(
  count: number,
  { one, other }: PluralForms,
  ...values: readonly (string | number)[]
): string {
  const texts = [count, ...values].map((value) =>
    typeof value === 'number' ? formatNumber(value) : value,
  );
  const form = count === 1 ? one : other;
  return form.replaceAll(/\{(\d)\}/g, (whole, index) => texts[Number(index)] ?? whole);
}

/** Such as `4,120 images`. */
export function formatImageCount(count: number): string {
  return formatPlural(count, { one: vscode.l10n.t('1 image'), other: vscode.l10n.t('{0} images') });
}

/** Such as `801 characters`. */
export function formatCharacterCount(count: number): string {
  return formatPlural(count, {
    one: vscode.l10n.t('1 character'),
    other: vscode.l10n.t('{0} characters'),
  });
}

/** Such as `10 seconds`. */
export function formatSeconds(count: number): string {
  return formatPlural(count, {
    one: vscode.l10n.t('1 second'),
    other: vscode.l10n.t('{0} seconds'),
  });
}
