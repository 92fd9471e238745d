import * as v from 'valibot';

/**
 * What the service reported about a failure, with keys redacted. All optional: responses differ.
 */
const serviceDetails = {
  httpStatus: v.exactOptional(v.number()),
  /** Business or gateway code, as a string (docs/service.md §9). */
  code: v.exactOptional(v.string()),
  /** The server's message, as received. */
  message: v.exactOptional(v.string()),
  requestId: v.exactOptional(v.string()),
  /** Seconds to wait before the next request. */
  retryAfter: v.exactOptional(v.number()),
  /** Whether the service may have accepted, and may bill, the submit that failed. */
  maybeBilled: v.exactOptional(v.boolean()),
};

/**
 * Kinds of failures that the service reports in a response of a known shape (docs/service.md §9.1).
 */
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

/** A reason why the service would reject a request, with the details that a message needs. */
const requestFaultSchema = v.variant('fault', [
  v.object({ fault: v.literal('promptMissing') }),
  v.object({ fault: v.literal('promptTooLong'), count: v.number(), max: v.number() }),
  v.object({ fault: v.literal('modelUnknown'), model: v.string() }),
  v.object({ fault: v.literal('modelNotOffered'), model: v.string(), provider: v.string() }),
  v.object({ fault: v.literal('referencesTooMany'), count: v.number(), max: v.number() }),
  v.object({ fault: v.literal('referenceMissing'), model: v.string() }),
  v.object({ fault: v.literal('referenceNotHttp'), url: v.string() }),
  v.object({ fault: v.literal('sideMissing'), side }),
  v.object({ fault: v.literal('sideNotWhole'), side, value: v.number() }),
  /** `area` in pixels. */
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
  /** `by` is the model or the provider that does not support it. */
  v.object({ fault: v.literal('parameterNotSupported'), parameter: v.string(), by: v.string() }),
  v.object({
    fault: v.literal('parameterOutOfRange'),
    parameter: v.string(),
    value: v.number(),
    min: v.number(),
    max: v.number(),
    /** The maximum number of decimal places. */
    decimals: v.exactOptional(v.number()),
  }),
  /** `max` in Unicode code points. */
  v.object({ fault: v.literal('textTooLong'), parameter: v.string(), max: v.number() }),
  v.object({ fault: v.literal('producerMissing') }),
  /**
   * A setting that decides what is sent has a `value` that is not supported. `setting` is its path
   * below `jimeng.`.
   */
  v.object({
    fault: v.literal('settingInvalid'),
    setting: v.string(),
    value: v.string(),
    expected: v.string(),
  }),
]);

/** Whether the service may have accepted, and may bill, a submit that seems to have failed. */
const maybeBilled = v.exactOptional(v.boolean());

/**
 * Everything that can go wrong with a generation, as data; `src/host/messages` turns it into text.
 * It is a schema because failures are stored in records.
 */
export const failureSchema = v.variant('kind', [
  v.object({ kind: v.picklist(serviceFailureKinds), ...serviceDetails }),
  v.object({ kind: v.literal('request'), faults: v.array(requestFaultSchema) }),
  v.object({ kind: v.literal('noKey') }),
  /**
   * The key store of the system failed, or did not respond within 30 seconds, so that the API key is
   * not known. Nothing was sent.
   */
  v.object({ kind: v.literal('keyStore'), problem: v.picklist(['failed', 'noResponse']) }),
  /** `jimeng.customProvider` is empty, or its `field` is invalid. */
  v.object({ kind: v.literal('noProvider'), field: v.exactOptional(v.string()) }),
  /**
   * This machine's clock is too far off for a signature; `seconds` is how far it is ahead, if
   * known.
   */
  v.object({ kind: v.literal('clock'), seconds: v.exactOptional(v.number()) }),
  /** The connection failed; `code` is the system's, such as `ECONNREFUSED`. */
  v.object({ kind: v.literal('network'), host: v.string(), code: v.string(), maybeBilled }),
  /** A proxy refused the connection; nothing has reached the service. */
  v.object({ kind: v.literal('proxy'), host: v.string(), code: v.string() }),
  /** The certificate of the host, or of a proxy in front of it, is not trusted. */
  v.object({ kind: v.literal('certificate'), host: v.string(), code: v.string() }),
  /** A single HTTP request timed out after `seconds`. */
  v.object({ kind: v.literal('noResponse'), host: v.string(), seconds: v.number(), maybeBilled }),
  /** The response cannot be used: it may come from a proxy, or be malformed. */
  v.object({
    kind: v.literal('badResponse'),
    problem: v.picklist(['notJson', 'shape', 'noImage', 'redirect', 'tooLarge']),
    httpStatus: v.number(),
    /** The start of the response body, with keys redacted. */
    excerpt: v.string(),
    /** Seconds to wait before the next request. */
    retryAfter: v.exactOptional(v.number()),
    maybeBilled,
  }),
  /** The task did not finish within the timeout of `seconds`. */
  v.object({ kind: v.literal('timeout'), seconds: v.number() }),
  /** An image could not be downloaded from `host`, or was not an image. */
  v.object({
    kind: v.literal('download'),
    problem: v.picklist([
      'status',
      'notImage',
      'incomplete',
      'tooLarge',
      'invalidUrl',
      // The URL leads to this machine or to its network.
      'privateAddress',
      // An encrypted connection was redirected to one that is not.
      'insecureRedirect',
    ]),
    host: v.string(),
    httpStatus: v.exactOptional(v.number()),
    /** Seconds to wait before the next request. */
    retryAfter: v.exactOptional(v.number()),
  }),
  /** The library could not be written; `code` is the system's, such as `ENOSPC`. */
  v.object({ kind: v.literal('save'), code: v.string() }),
  /** The window closed while the request was being submitted. */
  v.object({ kind: v.literal('interrupted') }),
  v.object({ kind: v.literal('canceled'), maybeBilled }),
  /** A bug in this extension; the log has the details. */
  v.object({ kind: v.literal('unexpected') }),
]);

/** The kind of a failure that the service reported. */
export type ServiceFailureKind = (typeof serviceFailureKinds)[number];
/** A reason why the service would reject a request. */
export type RequestFault = Readonly<v.InferOutput<typeof requestFaultSchema>>;
/** Why a generation failed. */
export type Failure = Readonly<v.InferOutput<typeof failureSchema>>;
/** A failure that the service itself reported. */
export type ServiceFailure = Extract<Failure, { kind: ServiceFailureKind }>;

/** Whether the service itself reported a failure. */
export function isServiceFailure(failure: Failure): failure is ServiceFailure {
  return (serviceFailureKinds as readonly string[]).includes(failure.kind);
}

/** An error that carries a failure; its message is for the log only. */
export class JimengError extends Error {
  readonly failure: Failure;
  /**
   * The body of a response that reported success but could not be used, with keys redacted. Kept in
   * the library, so that a later version can use it.
   */
  readonly response: string | undefined;

  constructor(failure: Failure, options?: ErrorOptions & { readonly response?: string }) {
    super(`Jimeng: ${failure.kind}`, options);
    this.name = 'JimengError';
    this.failure = failure;
    this.response = options?.response;
  }
}

/**
 * The failures that are about this image: the task will never yield it. Everything else, such as an
 * error of a gateway that is being restarted, does not mean that the task has failed
 * (docs/service.md §9.7).
 */
const finalKinds: ReadonlySet<Failure['kind']> = new Set([
  'promptRefused',
  'referenceRefused',
  'resultRefused',
  'copyright',
  'taskFailed',
]);

/** Whether a failure means that a task will never yield its image. */
export function isFinalFailure({ kind }: Pick<Failure, 'kind'>): boolean {
  return finalKinds.has(kind);
}

/** An image could not be downloaded from `host`, or was not an image. */
export function createDownloadError(
  problem: Extract<Failure, { kind: 'download' }>['problem'],
  host: string,
  cause?: unknown,
): JimengError {
  return new JimengError({ kind: 'download', problem, host }, { cause });
}
