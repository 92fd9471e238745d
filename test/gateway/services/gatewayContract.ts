/**
 * The fields that the gateways support, as documented on their two pages
 * (docs/service.md §3.2, §6.1). Ranges that the pages do not specify, and the content of
 * `req_json`, come from Volcengine's documentation.
 */
import * as v from 'valibot';

export const submitAction = 'CVSync2AsyncSubmitTask';
export const queryAction = 'CVSync2AsyncGetResult';
export const apiVersion = '2022-08-31';
export const reqKey = 'jimeng_t2i_v40';
export const modelName = 'jimeng-4.0';

/** Inclusive (docs/service.md §5.1). */
const minAreaPixels = 1024 * 1024;
const maxAreaPixels = 4096 * 4096;
/** docs/service.md §5.3. */
const maxRatio = 16;
/** docs/service.md §3.4. */
const maxReferences = 10;
/** References and images of a task together (docs/service.md §3.5). */
const maxImages = 15;

export const pixelsSchema = v.pipe(v.number(), v.integer());
export const referenceSchema = v.pipe(
  v.string(),
  v.url(),
  v.regex(/^https?:/i, 'must be an http or https URL'),
);

export const promptSchema = v.pipe(
  v.string(),
  v.check((prompt) => prompt.trim() !== '', 'is required'),
);

/** The body of a submit. Undocumented fields are rejected. */
export const submitSchema = v.strictObject({
  req_key: v.string(),
  /** Required by the gateways. Checked separately. */
  model: v.optional(v.string()),
  prompt: promptSchema,
  resolution: v.optional(v.picklist(['1k', '2k', '4k'])),
  size: v.optional(pixelsSchema),
  width: v.optional(pixelsSchema),
  height: v.optional(pixelsSchema),
  force_single: v.optional(v.boolean(), false),
  image_urls: v.optional(v.array(referenceSchema), []),
});
type SubmitBody = v.InferOutput<typeof submitSchema>;

const integerUpTo = (max: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(max));

/** The content of `req_json` (docs/service.md §6.2, §8.1, §8.2). */
export const outputOptionsSchema = v.strictObject({
  return_url: v.boolean(),
  logo_info: v.optional(
    v.strictObject({
      add_logo: v.optional(v.boolean()),
      position: v.optional(integerUpTo(3)),
      language: v.optional(integerUpTo(1)),
      opacity: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
      logo_text_content: v.optional(v.string()),
    }),
  ),
  aigc_meta: v.optional(
    v.strictObject({
      producer_id: v.string(),
      content_producer: v.optional(v.string()),
      content_propagator: v.optional(v.string()),
      propagate_id: v.optional(v.string()),
    }),
  ),
});

/** The body of a query, with `req_json` parsed. */
export const querySchema = v.strictObject({
  req_key: v.string(),
  task_id: v.string(),
  req_json: v.pipe(v.string(), v.parseJson(), outputOptionsSchema),
});

/** The error message for the first range that a request violates, or null. */
export function rangeErrorOf(body: SubmitBody): string | null {
  if (body.image_urls.length > maxReferences) return 'image_urls can not be more than 10';
  const areaError = areaErrorOf(body);
  if (areaError !== null) return areaError;
  const ratio = ratioOf(body);
  return ratio > maxRatio || ratio < 1 / maxRatio ? 'width/height must in [1/16, 16]' : null;
}

/** The size of a request in pixels. */
interface SizeFields {
  width?: number | undefined;
  height?: number | undefined;
  size?: number | undefined;
}

/** The error message for an invalid area, or null. */
export function areaErrorOf({ width, height, size }: SizeFields): string | null {
  const inRange = (area: number) => area >= minAreaPixels && area <= maxAreaPixels;
  if ((width === undefined) !== (height === undefined)) return 'width and height go together';
  if (width !== undefined && height !== undefined) {
    const isLegal = width > 0 && height > 0 && inRange(width * height);
    return isLegal ? null : 'width*height must in [1024 * 1024, 4096 * 4096]';
  }
  return size === undefined || inRange(size) ? null : 'size must in [1024 * 1024, 4096 * 4096]';
}

/** Width divided by height, or 1 if they are not specified. */
export function ratioOf({ width, height }: SizeFields): number {
  return width === undefined || height === undefined ? 1 : width / height;
}

/** The maximum number of images that a request can produce. */
export function maxImageCount({
  force_single,
  image_urls,
}: Pick<SubmitBody, 'force_single' | 'image_urls'>): number {
  return force_single ? 1 : maxImages - image_urls.length;
}

/** Describes what is wrong with a body. */
export function describeIssue(issue: v.BaseIssue<unknown>): string {
  const field = v.getDotPath(issue) ?? 'body';
  if (issue.expected === 'never') return `${field} is not a known field`;
  if (issue.input === undefined) return `${field} is required`;
  return `${field}: ${issue.message}`;
}
