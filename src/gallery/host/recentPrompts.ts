import type { GenerationRecord } from '../../library/record.ts';

/** A window of the prompts there were, each once, newest first. @param records newest first */
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
