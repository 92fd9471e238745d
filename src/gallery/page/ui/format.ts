/** Puts values in the places of `{0}`, `{1}` … */
export function format(template: string, ...values: (string | number)[]): string {
  return template.replaceAll(/\{(\d)\}/g, (placeholder, index) =>
    String(values[Number(index)] ?? placeholder),
  );
}
