/** A string literal of Python. */
export function quotePython(text: string): string {
  return `"${text.replace(/["\\]/g, String.raw`\$&`)}"`;
}
