/**
 * The shapes of the control API, as JSON. All of it is our own invention: no real service has one.
 * Nothing here draws or serves, so that tests inside VS Code's extension host can import it.
 */
import * as v from 'valibot';
import { faultSchema, operationSchema } from '../faults/faultKinds.ts';

export type { Fault, Operation } from '../faults/faultKinds.ts';

const countSchema = v.pipe(v.number(), v.integer(), v.minValue(0));
const limitSchema = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1)));

/** The base URLs that one run of the gateway listens on. */
export const originsSchema = v.strictObject({
  octopusx: v.string(),
  deepwl: v.string(),
  /** The original service, with signatures. */
  volcengine: v.string(),
  /** A mirror of the gateways, its path and authentication as configured. */
  custom: v.string(),
  pictures: v.string(),
  /** Where the `redirect` fault points to: another host of the same pictures. */
  mirror: v.string(),
  control: v.string(),
});
export type Origins = v.InferOutput<typeof originsSchema>;

const providers = ['octopusx', 'deepwl', 'volcengine', 'custom'] as const;
export const providerSchema = v.picklist(providers);
export type Provider = v.InferOutput<typeof providerSchema>;

/** Every origin whose requests are logged. */
const originSchema = v.picklist([...providers, 'pictures', 'mirror']);

/** `provider`: PNG, but JPEG from DeepWL and the original service's 3.0 models. */
export const formatSchema = v.picklist(['png', 'jpeg', 'provider']);
export type Format = v.InferOutput<typeof formatSchema>;

/** How the custom origin is reached. */
export const customSchema = v.strictObject({
  path: v.pipe(v.string(), v.startsWith('/')),
  auth: v.picklist(['bearer', 'volcengine']),
});
export type Custom = v.InferOutput<typeof customSchema>;

/** What can be changed while the gateway runs; what is left out stays as it is. */
export const configurationSchema = v.strictObject({
  /** Milliseconds from a submit to its pictures, for the tasks submitted from now on. */
  latencyMs: v.optional(countSchema),
  format: v.optional(formatSchema),
  /** Valid bearer keys besides the sample keys. */
  keys: v.optional(v.array(v.pipe(v.string(), v.nonEmpty()))),
  /** Replaces the faults that are still to come. */
  faults: v.optional(v.array(faultSchema)),
  custom: v.optional(customSchema),
  /** Milliseconds by which the clock that signatures are checked against is ahead (or behind). */
  clockOffsetMs: v.optional(v.pipe(v.number(), v.integer())),
  /** Most unfinished tasks of one key at one provider; more are refused with 50430. Null lifts it. */
  maxConcurrent: v.optional(limitSchema),
  /** Most calls of one action, key and provider in a second; more are refused with 50429. */
  qps: v.optional(limitSchema),
});
export type Configuration = v.InferOutput<typeof configurationSchema>;

/** One request as the gateway saw it, keys replaced by `<key …>` or `<unknown>`. */
export const requestEntrySchema = v.strictObject({
  /** Milliseconds since 1970, at the request's end. */
  time: v.number(),
  origin: originSchema,
  /** Null where the request is none of them. */
  operation: v.nullable(operationSchema),
  method: v.string(),
  path: v.string(),
  query: v.record(v.string(), v.string()),
  headers: v.record(v.string(), v.string()),
  /** Parsed JSON, else the text, else null. */
  body: v.unknown(),
  /** HTTP status of the answer; null while it is under way, and for ever when none was sent. */
  status: v.nullable(v.number()),
  /** `code` of the answer's body, wherever its shape keeps it. */
  code: v.nullable(v.union([v.string(), v.number()])),
  /** The picture that was sent whole: hex digest and length in bytes. */
  picture: v.nullable(v.strictObject({ sha256: v.string(), length: v.number() })),
  /** Whether a fault of the configuration had its hand in this one. */
  faulted: v.boolean(),
});
export type RequestEntry = v.InferOutput<typeof requestEntrySchema>;

/** One accepted task; times are milliseconds since 1970. */
export const taskEntrySchema = v.strictObject({
  taskId: v.string(),
  provider: providerSchema,
  prompt: v.string(),
  submittedAt: v.number(),
  readyAt: v.number(),
  /** When its pictures were first handed out; absent before that. */
  deliveredAt: v.optional(v.number()),
});
export type TaskEntry = v.InferOutput<typeof taskEntrySchema>;
