import {
  latestTimeMs,
  maxListEntries,
  maxPromptCharacters,
  maxRecordInsertions,
  maxTextCharacters,
} from '../untrusted/limits.ts';

/** What is bounded of a record. */
interface BoundedFields {
  readonly request: { readonly prompt: string; readonly imageUrls?: string[] };
  readonly resultUrls?: { readonly imageUrls: string[]; readonly receivedAt: number };
  readonly images: { readonly file: string }[];
  readonly insertions?: {
    readonly uri: string;
    readonly at: number;
    readonly file?: string;
    readonly rule?: string;
  }[];
}

/**
 * Cuts what is too long in a record: texts, lists, and numbers. A record is not refused for that,
 * because it may have the id of a billed task.
 */
export function boundRecord<T extends BoundedFields>(record: T): T {
  const { request, resultUrls, images, insertions } = record;
  const { imageUrls } = request;
  const withoutLongUrls = {
    ...record,
    request: { ...request, ...(imageUrls && { imageUrls: imageUrls.filter(isShort) }) },
    // Their positions are those of the images.
    ...(resultUrls && {
      resultUrls: {
        ...resultUrls,
        imageUrls: resultUrls.imageUrls.map((url) => (isShort(url) ? url : '')),
      },
    }),
    ...(insertions && {
      insertions: insertions
        .filter(({ uri, file = '', rule = '' }) => isShort(uri) && isShort(file) && isShort(rule))
        .slice(-maxRecordInsertions),
    }),
  };
  const bounded = cutValue(withoutLongUrls);
  const prompt = request.prompt.slice(0, maxPromptCharacters);
  return {
    ...bounded,
    request: { ...bounded.request, prompt },
    // All of them: the files of others would be deleted. The schema limits their names.
    images: [...new Map(images.map((image) => [image.file, cutValue(image)])).values()],
  };
}

/** The nearest possible time, in milliseconds since the epoch. */
export function clampTime(time: number): number {
  return Math.min(Math.max(time, 0), latestTimeMs);
}

function isShort(url: string): boolean {
  return url.length <= maxTextCharacters;
}

function cutValue<T>(value: T): T;
function cutValue(value: unknown): unknown {
  if (typeof value === 'string') return value.slice(0, maxTextCharacters);
  if (typeof value === 'number')
    return Math.min(Math.max(value, Number.MIN_SAFE_INTEGER), Number.MAX_SAFE_INTEGER);
  if (Array.isArray(value))
    return value.slice(0, maxListEntries).map((each: unknown) => cutValue(each));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, cutValue(each)]));
}
