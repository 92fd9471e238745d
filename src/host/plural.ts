import * as vscode from 'vscode';
import { formatNumber } from './format.ts';

/** The forms of a text with a number: `{0}` is the number; `{1}` and so on are other values. */
export interface PluralForms {
  readonly one: string;
  /** For every number but 1, also for 0. */
  readonly other: string;
}

/**
 * Formats a text with a number. Only 1 has its own form, as in English; in Chinese, both forms are the same.
 * `Intl.PluralRules` would not help: without a bundle for the user's language, texts are in English.
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

/** Formats a number of images, such as `4,120 images`. */
export function formatImageCount(count: number): string {
  return formatPlural(count, { one: vscode.l10n.t('1 image'), other: vscode.l10n.t('{0} images') });
}

/** Formats a number of characters, such as `801 characters`. */
export function formatCharacterCount(count: number): string {
  return formatPlural(count, {
    one: vscode.l10n.t('1 character'),
    other: vscode.l10n.t('{0} characters'),
  });
}

/** Formats a number of seconds, such as `10 seconds`. */
export function formatSeconds(count: number): string {
  return formatPlural(count, {
    one: vscode.l10n.t('1 second'),
    other: vscode.l10n.t('{0} seconds'),
  });
}
