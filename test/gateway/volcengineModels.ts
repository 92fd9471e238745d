/** The original service's models: which fields each takes, and what comes of them (docs/service.md §3.1, §4.1). */
import * as v from 'valibot';
import {
  areaFault,
  describe,
  mostPictures,
  pixels,
  promptSchema,
  ratioOf,
  reference,
} from './contract.ts';
import { countIn, sizeOf, twoK, type Size } from './sizes.ts';

/** An order that a model takes. */
export interface VolcengineOrder {
  prompt: string;
  size: Size;
  /** How many pictures. */
  count: number;
  /** A reference picture that came inside the request. */
  base64?: string | undefined;
}

/** Reads the body of a submit; what is wrong with it comes as one sentence. */
type Model = (body: Record<string, unknown>) => VolcengineOrder | string;

/** docs/service.md §3.3. */
const largestPrompt = 800;
const prompt = v.pipe(
  promptSchema,
  v.check((text) => Array.from(text).length <= largestPrompt, 'can not be more than 800 chars'),
);
const seed = v.optional(v.pipe(v.number(), v.integer(), v.minValue(-1)));
/** The weight of the words against the references. */
const share = v.pipe(
  v.number(),
  v.minValue(0),
  v.maxValue(1),
  v.check((value) => Number(value.toFixed(2)) === value, 'has at most 2 decimals'),
);
const percentage = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100));
const base = { req_key: v.string(), prompt, width: v.optional(pixels), height: v.optional(pixels) };

/** What 4.0 and 4.6 do not share. */
interface FourthGeneration {
  mostReferences: number;
  scale: v.GenericSchema<unknown, number>;
  ratio: v.GenericSchema<unknown, number>;
}

function fourth({ mostReferences, scale, ratio }: FourthGeneration): Model {
  const schema = v.strictObject({
    ...base,
    image_urls: v.optional(v.pipe(v.array(reference), v.maxLength(mostReferences)), []),
    size: v.optional(pixels),
    scale: v.optional(scale),
    force_single: v.optional(v.boolean(), false),
    min_ratio: v.optional(ratio, 1 / 3),
    max_ratio: v.optional(ratio, 3),
  });
  return modelOf(schema, (order) => {
    const { min_ratio, max_ratio } = order;
    if (min_ratio >= max_ratio) return 'max_ratio must be greater than min_ratio';
    const fault = areaFault(order);
    if (fault !== null) return fault;
    const given = ratioOf(order);
    if (order.width !== undefined && (given < min_ratio || given > max_ratio)) {
      return 'width/height must in [min_ratio, max_ratio]';
    }
    const count = countIn(order.prompt, mostPictures(order));
    return { prompt: order.prompt, size: sizeOf(order), count };
  });
}

/** The side of a 3.0 or 3.1 picture whose order names none (docs/service.md §5.4). */
const usualSide = 1328;

function textToImage(): Model {
  const schema = v.strictObject({ ...base, use_pre_llm: v.optional(v.boolean()), seed });
  return modelOf(schema, ({ prompt, width, height }) => {
    if ((width === undefined) !== (height === undefined)) return 'width and height go together';
    const size = { width: width ?? usualSide, height: height ?? usualSide };
    const isListed = twoK.some(
      (each) =>
        Math.max(each.width, each.height) === Math.max(size.width, size.height) &&
        Math.min(each.width, each.height) === Math.min(size.width, size.height),
    );
    if (!isListed && !sidesWithin(size, 512, 2048)) return 'width and height must in [512, 2048]';
    const ratio = ratioOf(size);
    if (ratio < 1 / 3 || ratio > 3) return 'width/height must in [1/3, 3]';
    return { prompt, size, count: 1 };
  });
}

function imageToImage(): Model {
  const schema = v.strictObject({
    ...base,
    image_urls: v.optional(v.array(reference), []),
    binary_data_base64: v.optional(v.array(v.pipe(v.string(), v.base64())), []),
    seed,
    scale: v.optional(share),
  });
  return modelOf(schema, ({ prompt, width, height, image_urls, binary_data_base64 }) => {
    if (image_urls.length + binary_data_base64.length !== 1) return 'exactly one image is required';
    if ((width === undefined) !== (height === undefined)) return 'width and height go together';
    const wanted = { width: width ?? usualSide, height: height ?? usualSide };
    if (!sidesWithin(wanted, 512, 2016)) return 'width and height must in [512, 2016]';
    const size = { width: snapped(wanted.width), height: snapped(wanted.height) };
    return { prompt, size, count: 1, base64: binary_data_base64[0] };
  });
}

const models: ReadonlyMap<string, Model> = new Map([
  [
    'jimeng_t2i_v40',
    fourth({
      mostReferences: 10,
      scale: share,
      ratio: v.pipe(v.number(), v.minValue(1 / 16), v.ltValue(16)),
    }),
  ],
  [
    'jimeng_seedream46_cvtob',
    fourth({
      mostReferences: 14,
      scale: percentage,
      ratio: v.pipe(v.number(), v.gtValue(1 / 16), v.maxValue(16)),
    }),
  ],
  ['jimeng_t2i_v31', textToImage()],
  ['jimeng_t2i_v30', textToImage()],
  ['jimeng_i2i_v30', imageToImage()],
]);

/** What a submit orders, or what is wrong with it, in words. */
export function volcengineOrder(body: Record<string, unknown>): VolcengineOrder | string {
  const { req_key } = body;
  const model = typeof req_key === 'string' ? models.get(req_key) : undefined;
  return model ? model(body) : `req_key ${String(req_key)} is not supported`;
}

function modelOf<Schema extends v.GenericSchema>(
  schema: Schema,
  orderOf: (fields: v.InferOutput<Schema>) => VolcengineOrder | string,
): Model {
  return (body) => {
    const parsed = v.safeParse(schema, body);
    return parsed.success ? orderOf(parsed.output) : describe(parsed.issues[0]);
  };
}

function sidesWithin({ width, height }: Size, least: number, most: number): boolean {
  return Math.min(width, height) >= least && Math.max(width, height) <= most;
}

function snapped(side: number): number {
  return Math.round(side / 16) * 16;
}
