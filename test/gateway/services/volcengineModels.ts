/**
 * The models of Volcengine: which fields each supports, and the resulting images
 * (docs/service.md §3.1, §4.1).
 */
import * as v from 'valibot';
import {
  areaErrorOf,
  describeIssue,
  maxImageCount,
  pixelsSchema,
  promptSchema,
  ratioOf,
  referenceSchema,
} from './gatewayContract.ts';
import { imageCountIn, resolveSize, sizes2k, type Size } from './sizes.ts';

/** A valid submission. */
export interface VolcengineSubmission {
  prompt: string;
  size: Size;
  /** Number of images. */
  count: number;
  /** An inline reference image. */
  base64?: string | undefined;
}

/** Parses the body of a submit. Returns an error message if it is invalid. */
type Model = (body: Record<string, unknown>) => VolcengineSubmission | string;

/** docs/service.md §3.3. */
const maxPromptLength = 800;
const prompt = v.pipe(
  promptSchema,
  v.check((text) => Array.from(text).length <= maxPromptLength, 'can not be more than 800 chars'),
);
const seed = v.optional(v.pipe(v.number(), v.integer(), v.minValue(-1)));
/** The weight of the prompt relative to the references. */
const weightSchema = v.pipe(
  v.number(),
  v.minValue(0),
  v.maxValue(1),
  v.check((value) => Number(value.toFixed(2)) === value, 'has at most 2 decimals'),
);
const percentageSchema = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100));
const baseFields = {
  req_key: v.string(),
  prompt,
  width: v.optional(pixelsSchema),
  height: v.optional(pixelsSchema),
};

/** The differences between 4.0 and 4.6. */
interface Version4Options {
  maxReferences: number;
  scale: v.GenericSchema<unknown, number>;
  ratio: v.GenericSchema<unknown, number>;
}

function version4Model({ maxReferences, scale, ratio }: Version4Options): Model {
  const schema = v.strictObject({
    ...baseFields,
    image_urls: v.optional(v.pipe(v.array(referenceSchema), v.maxLength(maxReferences)), []),
    size: v.optional(pixelsSchema),
    scale: v.optional(scale),
    force_single: v.optional(v.boolean(), false),
    min_ratio: v.optional(ratio, 1 / 3),
    max_ratio: v.optional(ratio, 3),
  });
  return createModel(schema, (body) => {
    const { min_ratio, max_ratio } = body;
    if (min_ratio >= max_ratio) return 'max_ratio must be greater than min_ratio';
    const areaError = areaErrorOf(body);
    if (areaError !== null) return areaError;
    const requestedRatio = ratioOf(body);
    if (body.width !== undefined && (requestedRatio < min_ratio || requestedRatio > max_ratio)) {
      return 'width/height must in [min_ratio, max_ratio]';
    }
    const count = imageCountIn(body.prompt, maxImageCount(body));
    return { prompt: body.prompt, size: resolveSize(body), count };
  });
}

/** The default side of 3.0 and 3.1 images (docs/service.md §5.4). */
const defaultSidePixels = 1328;

function textToImage(): Model {
  const schema = v.strictObject({ ...baseFields, use_pre_llm: v.optional(v.boolean()), seed });
  return createModel(schema, ({ prompt, width, height }) => {
    if ((width === undefined) !== (height === undefined)) return 'width and height go together';
    const size = { width: width ?? defaultSidePixels, height: height ?? defaultSidePixels };
    const isListed = sizes2k.some(
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
    ...baseFields,
    image_urls: v.optional(v.array(referenceSchema), []),
    binary_data_base64: v.optional(v.array(v.pipe(v.string(), v.base64())), []),
    seed,
    scale: v.optional(weightSchema),
  });
  return createModel(schema, ({ prompt, width, height, image_urls, binary_data_base64 }) => {
    if (image_urls.length + binary_data_base64.length !== 1) return 'exactly one image is required';
    if ((width === undefined) !== (height === undefined)) return 'width and height go together';
    const requested = { width: width ?? defaultSidePixels, height: height ?? defaultSidePixels };
    if (!sidesWithin(requested, 512, 2016)) return 'width and height must in [512, 2016]';
    const size = { width: snapTo16(requested.width), height: snapTo16(requested.height) };
    return { prompt, size, count: 1, base64: binary_data_base64[0] };
  });
}

const models: ReadonlyMap<string, Model> = new Map([
  [
    'jimeng_t2i_v40',
    version4Model({
      maxReferences: 10,
      scale: weightSchema,
      ratio: v.pipe(v.number(), v.minValue(1 / 16), v.ltValue(16)),
    }),
  ],
  [
    'jimeng_seedream46_cvtob',
    version4Model({
      maxReferences: 14,
      scale: percentageSchema,
      ratio: v.pipe(v.number(), v.gtValue(1 / 16), v.maxValue(16)),
    }),
  ],
  ['jimeng_t2i_v31', textToImage()],
  ['jimeng_t2i_v30', textToImage()],
  ['jimeng_i2i_v30', imageToImage()],
]);

/** Parses the body of a submit. Returns an error message if it is invalid. */
export function parseVolcengineSubmit(
  body: Record<string, unknown>,
): VolcengineSubmission | string {
  const { req_key } = body;
  const model = typeof req_key === 'string' ? models.get(req_key) : undefined;
  return model ? model(body) : `req_key ${String(req_key)} is not supported`;
}

function createModel<Schema extends v.GenericSchema>(
  schema: Schema,
  toSubmission: (fields: v.InferOutput<Schema>) => VolcengineSubmission | string,
): Model {
  return (body) => {
    const parsed = v.safeParse(schema, body);
    return parsed.success ? toSubmission(parsed.output) : describeIssue(parsed.issues[0]);
  };
}

function sidesWithin({ width, height }: Size, min: number, max: number): boolean {
  return Math.min(width, height) >= min && Math.max(width, height) <= max;
}

function snapTo16(side: number): number {
  return Math.round(side / 16) * 16;
}
