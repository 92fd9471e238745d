/**
 * What the gateways take, as their two published pages list it (docs/service.md §3.2, §6.1). The ranges that the pages leave
 * open, and the inside of `req_json`, come from the original service's own documents.
 */
import * as v from 'valibot';

export const submitAction = 'CVSync2AsyncSubmitTask';
export const queryAction = 'CVSync2AsyncGetResult';
export const apiVersion = '2022-08-31';
export const serviceKey = 'jimeng_t2i_v40';
export const modelName = 'jimeng-4.0';

/** Pixels; both ends are in (docs/service.md §5.1). */
const smallestArea = 1024 * 1024;
const largestArea = 4096 * 4096;
/** docs/service.md §5.3. */
const widestRatio = 16;
/** docs/service.md §3.4. */
const mostReferences = 10;
/** References and pictures of one task together (docs/service.md §3.5). */
const mostImages = 15;

export const pixels = v.pipe(v.number(), v.integer());
export const reference = v.pipe(
  v.string(),
  v.url(),
  v.regex(/^https?:/i, 'must be an http or https URL'),
);

export const promptSchema = v.pipe(
  v.string(),
  v.check((prompt) => prompt.trim() !== '', 'is required'),
);

/** The body of a submit. A field that the page does not list is refused. */
export const submitSchema = v.strictObject({
  req_key: v.string(),
  /** Required by the gateways; whether it must be there is checked apart. */
  model: v.optional(v.string()),
  prompt: promptSchema,
  resolution: v.optional(v.picklist(['1k', '2k', '4k'])),
  size: v.optional(pixels),
  width: v.optional(pixels),
  height: v.optional(pixels),
  force_single: v.optional(v.boolean(), false),
  image_urls: v.optional(v.array(reference), []),
});
type Order = v.InferOutput<typeof submitSchema>;

const upTo = (largest: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(largest));

/** The object inside `req_json` (docs/service.md §6.2, §8.1, §8.2). */
export const wishesSchema = v.strictObject({
  return_url: v.boolean(),
  logo_info: v.optional(
    v.strictObject({
      add_logo: v.optional(v.boolean()),
      position: v.optional(upTo(3)),
      language: v.optional(upTo(1)),
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

/** The body of a query; `req_json` comes out parsed. */
export const querySchema = v.strictObject({
  req_key: v.string(),
  task_id: v.string(),
  req_json: v.pipe(v.string(), v.parseJson(), wishesSchema),
});

/** The first rule on sizes and numbers that an order breaks, in words, or null. */
export function rangeFault(order: Order): string | null {
  if (order.image_urls.length > mostReferences) return 'image_urls can not be more than 10';
  const fault = areaFault(order);
  if (fault !== null) return fault;
  const ratio = ratioOf(order);
  return ratio > widestRatio || ratio < 1 / widestRatio ? 'width/height must in [1/16, 16]' : null;
}

/** What an order says about its size in numbers, in pixels. */
interface Extent {
  width?: number | undefined;
  height?: number | undefined;
  size?: number | undefined;
}

/** The first rule on areas that an order breaks, in words, or null. */
export function areaFault({ width, height, size }: Extent): string | null {
  const inRange = (area: number) => area >= smallestArea && area <= largestArea;
  if ((width === undefined) !== (height === undefined)) return 'width and height go together';
  if (width !== undefined && height !== undefined) {
    const isLegal = width > 0 && height > 0 && inRange(width * height);
    return isLegal ? null : 'width*height must in [1024 * 1024, 4096 * 4096]';
  }
  return size === undefined || inRange(size) ? null : 'size must in [1024 * 1024, 4096 * 4096]';
}

/** Width by height; 1 where an order does not give them. */
export function ratioOf({ width, height }: Extent): number {
  return width === undefined || height === undefined ? 1 : width / height;
}

/** The most pictures that an order can yield. */
export function mostPictures({
  force_single,
  image_urls,
}: Pick<Order, 'force_single' | 'image_urls'>): number {
  return force_single ? 1 : mostImages - image_urls.length;
}

/** What is wrong with a body, in words. */
export function describe(issue: v.BaseIssue<unknown>): string {
  const field = v.getDotPath(issue) ?? 'body';
  if (issue.expected === 'never') return `${field} is not a known field`;
  if (issue.input === undefined) return `${field} is required`;
  return `${field}: ${issue.message}`;
}
