/**
 * Schemas of the control API (JSON). It is our own invention; no real service has one. Nothing here
 * draws images or starts servers, so that tests inside VS Code's extension host can import it.
 */
import * as v from 'valibot';
import { faultSchema, operationSchema } from '../faults/faultKinds.ts';

export type { Fault, Operation } from '../faults/faultKinds.ts';

const countSchema = v.pipe(v.number(), v.integer(), v.minValue(0));
const limitSchema = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1)));

/** The base URLs of a running gateway. */
export const originsSchema = v.strictObject({
  octopusx: v.string(),
  deepwl: v.string(),
  /** The original API, with signatures. */
  volcengine: v.string(),
  /** A mirror of the gateways with a configurable path and authentication. */
  custom: v.string(),
  images: v.string(),
  /** The target of the `redirect` fault: another host with the same images. */
  mirror: v.string(),
  control: v.string(),
});
export type Origins = v.InferOutput<typeof originsSchema>;

const providers = ['octopusx', 'deepwl', 'volcengine', 'custom'] as const;
export const providerSchema = v.picklist(providers);
export type Provider = v.InferOutput<typeof providerSchema>;

/** Every origin whose requests are logged. */
const originSchema = v.picklist([...providers, 'images', 'mirror']);

/** `provider`: PNG, but JPEG from DeepWL and from Volcengine's 3.0 models. */
export const formatSchema = v.picklist(['png', 'jpeg', 'provider']);
export type Format = v.InferOutput<typeof formatSchema>;

/** The path and authentication of the custom provider. */
export const customSchema = v.strictObject({
  path: v.pipe(v.string(), v.startsWith('/')),
  auth: v.picklist(['bearer', 'volcengine']),
});
export type Custom = v.InferOutput<typeof customSchema>;

/** What can be changed while the gateway runs. Omitted settings keep their values. */
export const configurationSchema = v.strictObject({
  /** Milliseconds from a submit to its images, for tasks submitted from now on. */
  latencyMs: v.optional(countSchema),
  format: v.optional(formatSchema),
  /** Valid API keys besides the sample keys. */
  keys: v.optional(v.array(v.pipe(v.string(), v.nonEmpty()))),
  /** Replaces the pending faults. */
  faults: v.optional(v.array(faultSchema)),
  custom: v.optional(customSchema),
  /**
   * Milliseconds by which the clock that signatures are checked against is ahead, negative if it is
   * behind.
   */
  clockOffsetMs: v.optional(v.pipe(v.number(), v.integer())),
  /**
   * Maximum number of unfinished tasks per key and provider. More are rejected with 50430. Null for
   * no limit.
   */
  maxConcurrent: v.optional(limitSchema),
  /**
   * Maximum number of calls per second, action, key, and provider. More are rejected with 50429.
   * Null for no limit.
   */
  qps: v.optional(limitSchema),
});
export type Configuration = v.InferOutput<typeof configurationSchema>;

/** A request that the gateway received, with keys replaced by `<key …>` or `<unknown>`. */
export const requestEntrySchema = v.strictObject({
  /** When the request was received completely, in milliseconds since 1970. */
  time: v.number(),
  origin: originSchema,
  /** Null if it is neither a submit, nor a query, nor the download of an image. */
  operation: v.nullable(operationSchema),
  method: v.string(),
  path: v.string(),
  query: v.record(v.string(), v.string()),
  headers: v.record(v.string(), v.string()),
  /** Parsed JSON, the text if it is not JSON, or null. */
  body: v.unknown(),
  /** HTTP status of the response. Null while there is none, or if none was sent. */
  status: v.nullable(v.number()),
  /** `code` in the body of the response, in any of its formats. */
  code: v.nullable(v.union([v.string(), v.number()])),
  /** SHA-256 (hex) and size in bytes of an image that was sent completely. */
  image: v.nullable(v.strictObject({ sha256: v.string(), length: v.number() })),
  /** Whether a configured fault affected this request. */
  faulted: v.boolean(),
});
export type RequestEntry = v.InferOutput<typeof requestEntrySchema>;

/** An accepted task. Times are milliseconds since 1970. */
export const taskEntrySchema = v.strictObject({
  taskId: v.string(),
  provider: providerSchema,
  prompt: v.string(),
  submittedAt: v.number(),
  readyAt: v.number(),
  /** When its images were first delivered. Absent before that. */
  deliveredAt: v.optional(v.number()),
});
export type TaskEntry = v.InferOutput<typeof taskEntrySchema>;
