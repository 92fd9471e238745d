import * as vscode from 'vscode';

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** Formats the size of a file or folder in the user's language, such as `12.3 GB`. */
export function formatByteSize(size: number): string {
  // More is a mistake in a record, and would fill a sentence with digits.
  const bytes = Math.min(size, Number.MAX_SAFE_INTEGER);
  const exponent = Math.floor(Math.log(Math.max(1, bytes)) / Math.log(1024));
  const unit = units[exponent] ?? 'terabyte';
  const text = new Intl.NumberFormat(vscode.env.language, {
    style: 'unit',
    unit,
    unitDisplay: unit === 'byte' ? 'long' : 'short',
    maximumFractionDigits: exponent < 2 ? 0 : 1,
  }).format(bytes / 1024 ** units.indexOf(unit));
  // To Intl, kB is 1000 bytes. VS Code and file managers write KB for 1024 bytes.
  return text.replace('kB', 'KB');
}

/** Formats a number in the user's language, such as `4,120`; a huge one, which is a mistake, like `1e+300`. */
export function formatNumber(value: number): string {
  if (Math.abs(value) >= 1e15) return String(value);
  return new Intl.NumberFormat(vscode.env.language).format(value);
}
