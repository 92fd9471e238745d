import type { Fields } from './foreignJson.ts';

/** The codes for success, in lower case (docs/service.md §3.6). */
const successCodes = new Set(['10000', '0', '200', 'ok', 'success', 'succeeded', 'true']);

/** Whether a code, or a text in its place, stands for success. */
export function isSuccessCode(code: string): boolean {
  return successCodes.has(code.toLowerCase());
}

/** The code of an object as text; services send numbers, texts and booleans. */
export function findCode(fields: Fields): string | undefined {
  for (const name of ['code', 'errorcode', 'errcode']) {
    const code = fields.get(name);
    if (!/^(string|number|boolean)$/.test(typeof code)) continue;
    const text = String(code).trim();
    if (text !== '') return text;
  }
  return undefined;
}
