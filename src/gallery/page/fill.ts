/** Puts values in the places of `{0}`, `{1}` … */
export function fill(template: string, ...values: (string | number)[]): string {
  return template.replaceAll(/\{(\d)\}/g, (place, index) => String(values[Number(index)] ?? place));
}
