import * as vscode from 'vscode';

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** A size on disk in the user's language, such as `12.3 GB`. */
export function formatByteSize(bytes: number): string {
  const exponent = Math.floor(Math.log(Math.max(1, bytes)) / Math.log(1024));
  const unit = units[exponent] ?? 'terabyte';
  return new Intl.NumberFormat(vscode.env.language, {
    style: 'unit',
    unit,
    unitDisplay: unit === 'byte' ? 'long' : 'short',
    maximumFractionDigits: exponent < 2 ? 0 : 1,
  }).format(bytes / 1024 ** units.indexOf(unit));
}

/** A number in the user's language, such as `4,120`. */
export function formatNumber(value: number): string {
  return new Intl.NumberFormat(vscode.env.language).format(value);
}

/** How many images, such as `4,120 images`. */
export function formatImageCount(count: number): string {
  return count === 1 ? vscode.l10n.t('1 image') : vscode.l10n.t('{0} images', formatNumber(count));
}
