import * as v from 'valibot';

/** What the service itself said about a failure, masked. All of it optional: shapes differ. */
const serviceFacts = {
  httpStatus: v.exactOptional(v.number()),
  /** Business or gateway code, as text. */
  code: v.exactOptional(v.string()),
  /** The server's own words. */
  message: v.exactOptional(v.string()),
  requestId: v.exactOptional(v.string()),
  /** Seconds after which the service wants to be asked again. */
  retryAfter: v.exactOptional(v.number()),
};

/** Kinds of failure that the service reports in an answer of a known shape. */
const serviceFailureKinds = [
  'authentication',
  'notActivated',
  'quota',
  'modelUnavailable',
  'promptRefused',
  'referenceRefused',
  'resultRefused',
  'copyright',
  'rate',
  'concurrency',
  'invalidRequest',
  'unknownTask',
  'expired',
  'taskFailed',
  'service',
] as const;

const side = v.picklist(['width', 'height']);

/** Something the service would refuse, with the facts a sentence about it needs. */
export const requestFaultSchema = v.variant('fault', [
  v.object({ fault: v.literal('promptMissing') }),
  v.object({ fault: v.literal('promptTooLong'), count: v.number(), max: v.number() }),
  v.object({ fault: v.literal('modelUnknown'), model: v.string() }),
  v.object({ fault: v.literal('modelNotOffered'), model: v.string(), provider: v.string() }),
  v.object({ fault: v.literal('referencesTooMany'), count: v.number(), max: v.number() }),
  v.object({ fault: v.literal('referenceMissing'), model: v.string() }),
  v.object({ fault: v.literal('referenceNotHttp'), url: v.string() }),
  v.object({ fault: v.literal('sideMissing'), side }),
  v.object({ fault: v.literal('sideNotWhole'), side, value: v.number() }),
  /** Pixels. */
  v.object({ fault: v.literal('areaOutOfRange'), area: v.number() }),
  v.object({
    fault: v.literal('ratioOutOfRange'),
    width: v.number(),
    height: v.number(),
    min: v.number(),
    max: v.number(),
  }),
  v.object({ fault: v.literal('ratiosReversed'), min: v.number(), max: v.number() }),
  v.object({
    fault: v.literal('resolutionNotSupported'),
    resolution: v.string(),
    model: v.string(),
  }),
  /** `by` is the model or the provider that does not take it. */
  v.object({ fault: v.literal('parameterNotSupported'), parameter: v.string(), by: v.string() }),
  v.object({
    fault: v.literal('parameterOutOfRange'),
    parameter: v.string(),
    value: v.number(),
    min: v.number(),
    max: v.number(),
    decimals: v.exactOptional(v.number()),
  }),
  v.object({ fault: v.literal('textTooLong'), parameter: v.string(), max: v.number() }),
  v.object({ fault: v.literal('producerMissing') }),
]);

/** Set where the service may have accepted, and may bill, a submit that seemed to fail. */
const maybeBilled = v.exactOptional(v.boolean());

/**
 * Everything that can go wrong with a generation, as data; the words are the host's. A schema,
 * because failures are kept in records on disk.
 */
export const failureSchema = v.variant('kind', [
  v.object({ kind: v.picklist(serviceFailureKinds), ...serviceFacts }),
  v.object({ kind: v.literal('request'), faults: v.array(requestFaultSchema) }),
  v.object({ kind: v.literal('noKey') }),
  /** The setting that describes the user's own provider is empty or of no use. */
  v.object({ kind: v.literal('noProvider'), field: v.exactOptional(v.string()) }),
  /** This machine's clock is too far from the service's for a signature; `seconds` ahead, where that is known. */
  v.object({ kind: v.literal('clock'), seconds: v.exactOptional(v.number()) }),
  /** The connection broke; `code` is the system's, such as `ECONNREFUSED`. */
  v.object({ kind: v.literal('network'), host: v.string(), code: v.string(), maybeBilled }),
  /** A proxy on the way refuses; nothing has reached the service. */
  v.object({ kind: v.literal('proxy'), host: v.string(), code: v.string() }),
  /** The certificate of the host, or of something that stands before it, is not trusted. */
  v.object({ kind: v.literal('certificate'), host: v.string(), code: v.string() }),
  /** One HTTP call took longer than it may. */
  v.object({ kind: v.literal('noResponse'), host: v.string(), seconds: v.number(), maybeBilled }),
  v.object({
    kind: v.literal('badResponse'),
    problem: v.picklist(['notJson', 'shape', 'noImage', 'redirect']),
    httpStatus: v.number(),
    /** The start of what came, masked. */
    excerpt: v.string(),
    retryAfter: v.exactOptional(v.number()),
    maybeBilled,
  }),
  /** The task was not finished in the time it is waited for. */
  v.object({ kind: v.literal('timeout'), seconds: v.number() }),
  v.object({
    kind: v.literal('download'),
    problem: v.picklist(['status', 'notImage', 'incomplete', 'tooLarge', 'invalidUrl']),
    host: v.string(),
    httpStatus: v.exactOptional(v.number()),
    retryAfter: v.exactOptional(v.number()),
  }),
  /** The library could not be written; `code` is the system's, such as `ENOSPC`. */
  v.object({ kind: v.literal('save'), code: v.string() }),
  /** The window closed while the submit was on its way. */
  v.object({ kind: v.literal('interrupted') }),
  v.object({ kind: v.literal('cancelled'), maybeBilled }),
  /** A fault of our own; the log has the details. */
  v.object({ kind: v.literal('unexpected') }),
]);

export type ServiceFailureKind = (typeof serviceFailureKinds)[number];
export type RequestFault = Readonly<v.InferOutput<typeof requestFaultSchema>>;
export type Failure = Readonly<v.InferOutput<typeof failureSchema>>;
/** A failure that the service itself reported. */
export type ServiceFailure = Extract<Failure, { kind: ServiceFailureKind }>;

/** A failure on its way to whoever can tell the user. */
export class JimengError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure, options?: ErrorOptions) {
    super(`Jimeng: ${failure.kind}`, options);
    this.name = 'JimengError';
    this.failure = failure;
  }
}
