import type { GenerationView, PageStrings } from '../protocol.ts';

/** What a screen reader says of a change; empty when it is not worth an interruption. */
export function announcementOf(
  before: GenerationView | undefined,
  now: GenerationView,
  strings: PageStrings,
): string {
  if (before?.state === now.state) return '';
  if (now.state === 'done') return fill(strings.imageReady, now.prompt);
  if (now.state === 'failed') return fill(strings.failed, now.reason);
  return '';
}

/** Puts values in the places of `{0}`, `{1}` … */
export function fill(template: string, ...values: (string | number)[]): string {
  return template.replaceAll(/\{(\d)\}/g, (place, index) => String(values[Number(index)] ?? place));
}
