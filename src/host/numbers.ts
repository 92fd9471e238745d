import * as vscode from 'vscode';

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** A size on disk in the user's language, such as `12.3 GB`. */
export function tellSize(bytes: number): string {
  const power = Math.floor(Math.log(Math.max(1, bytes)) / Math.log(1024));
  const unit = units[power] ?? 'terabyte';
  return new Intl.NumberFormat(vscode.env.language, {
    style: 'unit',
    unit,
    unitDisplay: unit === 'byte' ? 'long' : 'short',
    maximumFractionDigits: power < 2 ? 0 : 1,
  }).format(bytes / 1024 ** units.indexOf(unit));
}

/** A number in the user's language, such as `4,120`. */
export function tellNumber(value: number): string {
  return new Intl.NumberFormat(vscode.env.language).format(value);
}

/** How many images, such as `4,120 images`. */
export function tellImages(count: number): string {
  return count === 1 ? vscode.l10n.t('1 image') : vscode.l10n.t('{0} images', tellNumber(count));
}
