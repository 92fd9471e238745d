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

/** Puts a value in the place of `{0}`. */
export function fill(template: string, value: string | number): string {
  return template.replace('{0}', () => String(value));
}
