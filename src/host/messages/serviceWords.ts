import * as v from 'valibot';
import type { Failure } from '../../jimeng/index.ts';
import { safeParse } from '../../untrusted/safeParse.ts';

/** The service's own words about a failure. Empty if there are none. */
export function readServiceWords(failure: Failure): string {
  if (failure.kind === 'badResponse') return readExcerpt(failure.excerpt);
  return 'message' in failure ? (failure.message ?? '') : '';
}

const bodySchema = v.pipe(v.string(), v.parseJson(), v.object({ message: v.string() }));

/** Words that describe no failure. */
const successPattern = /^(?:ok|success|succeeded|成功)[.!。]?$/i;

/** The words of a response that cannot be used: its `message`, or all of it if it is plain text. */
function readExcerpt(excerpt: string): string {
  const text = excerpt.trim();
  const parsed = safeParse(bodySchema, text);
  const words = parsed.success ? parsed.output.message.trim() : text;
  // The rest of a page, of JSON, or of an image is of no use to the user.
  const isPlainText = !/^[<{["]/.test(words) && !/[^\P{C}\s]|\ufffd/u.test(words);
  return isPlainText && !successPattern.test(words) ? words : '';
}
