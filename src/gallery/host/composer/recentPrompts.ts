import type { GenerationRecord } from '../../../library/record.ts';

/** A part of the prompts of these records, each listed once, in the order of the records. */
export function listRecentPrompts(
  records: readonly GenerationRecord[],
  from: number,
  count: number,
): string[] {
  const prompts = new Set<string>();
  for (const { isExternal, request } of records) {
    if (prompts.size === from + count) break;
    if (!isExternal) prompts.add(request.prompt);
  }
  return [...prompts].slice(from);
}
