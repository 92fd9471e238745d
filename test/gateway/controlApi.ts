/**
 * The shapes of the control API, as JSON. All of it is our own invention: no real service has one.
 * Nothing here draws or serves, so that tests inside VS Code's extension host can import it.
 */
import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** The base URLs that one run of the gateway listens on. */
export const originsSchema = v.strictObject({
  octopusx: v.string(),
  deepwl: v.string(),
  pictures: v.string(),
  control: v.string(),
});
export type Origins = v.InferOutput<typeof originsSchema>;

export const providerSchema = v.picklist(['octopusx', 'deepwl']);
export type Provider = v.InferOutput<typeof providerSchema>;

/** What a request asks for, as far as faults tell requests apart. */
export const operationSchema = v.picklist(['submit', 'query', 'picture']);
export type Operation = v.InferOutput<typeof operationSchema>;

const effects = ['status', 'headers', 'body', 'drop', 'delayMs'] as const;

/**
 * Something that goes wrong with the next `times` (1) requests of one kind.
 * - `status`, `headers`, `body`: this is answered, and the service never sees the request.
 * - `drop`: the service handles the request (a submitted task is accepted), but its answer is lost.
 * - `delayMs`: the answer, whichever it is, comes that much later.
 */
export const faultSchema = v.pipe(
  v.strictObject({
    on: operationSchema,
    status: v.optional(v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599))),
    headers: v.optional(v.record(v.string(), v.string())),
    body: v.optional(v.string()),
    drop: v.optional(v.literal(true)),
    delayMs: v.optional(count),
    times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  }),
  v.check(
    (fault) => effects.some((effect) => fault[effect] !== undefined),
    'A fault has at least one effect',
  ),
);
export type Fault = v.InferOutput<typeof faultSchema>;

/** `provider`: PNG from OctopusX, JPEG from DeepWL, so that both kinds are always met. */
export const formatSchema = v.picklist(['png', 'jpeg', 'provider']);
export type Format = v.InferOutput<typeof formatSchema>;

/** What can be changed while the gateway runs; what is left out stays as it is. */
export const configurationSchema = v.strictObject({
  /** Milliseconds from a submit to its pictures, for the tasks submitted from now on. */
  latencyMs: v.optional(count),
  format: v.optional(formatSchema),
  /** Valid keys besides the sample keys. */
  keys: v.optional(v.array(v.pipe(v.string(), v.nonEmpty()))),
  /** Replaces the faults that are still to come. */
  faults: v.optional(v.array(faultSchema)),
});
export type Configuration = v.InferOutput<typeof configurationSchema>;

/** One request as the gateway saw it, keys replaced by `<key N>` or `<unknown>`. */
export const requestEntrySchema = v.strictObject({
  /** Milliseconds since 1970, at the request's end. */
  time: v.number(),
  origin: v.picklist(['octopusx', 'deepwl', 'pictures']),
  method: v.string(),
  path: v.string(),
  query: v.record(v.string(), v.string()),
  headers: v.record(v.string(), v.string()),
  /** Parsed JSON, else the text, else null. */
  body: v.unknown(),
  /** HTTP status of the answer; null while it is under way, and for ever when it was dropped. */
  status: v.nullable(v.number()),
  /** `code` of the answer's body, wherever its shape keeps it. */
  code: v.nullable(v.union([v.string(), v.number()])),
  /** The picture that was sent: hex digest and length in bytes. */
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
