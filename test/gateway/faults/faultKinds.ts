/**
 * Schemas of the faults that can be injected (JSON). README.md describes each of them. Nothing here
 * draws images or starts servers, so that tests inside VS Code's extension host can import it.
 */
import * as v from 'valibot';

/** The service processes the request, but its response arrives slowly, in part, or not at all. */
export const deliveryKinds = [
  'resetBefore',
  'resetDuring',
  'resetAfter',
  'stall',
  'stallDuring',
  'slow',
] as const;

/** The response is an error, told by a code, by words, or only by its HTTP status. */
export const errorKinds = [
  'quotaAs429',
  'balanceAs400',
  'overdueAs403',
  'error404',
  'errorAs200',
  'promptRefused',
  'referenceRefused',
  'resultRefused',
  'copyright',
  'invalidParameter',
  'notActivated',
  'limitPerSecond',
  'tooManyTasks',
  'internalError',
  'checkFailed',
  'unknownCode',
  'wrongKey',
  'modelUnavailable',
  'balanceAs200',
  'timeout408',
  'html404',
  'proxy407',
  'emptyBody',
  'emptyObject',
  'commandLink',
  'packedLarge',
  'retryAfterDays',
] as const;

/** The response to a query tells that the task is unknown, or has failed. */
export const taskStateKinds = [
  'unknownTask',
  'notFoundStatus',
  'expiredStatus',
  'failedStatus',
  'failedCode',
  'failReason',
] as const;

/** The response is replaced, and the service does not see the request. */
export const replacementKinds = [
  'resetUnseen',
  'tooManyRequests',
  'retryAfterSeconds',
  'retryAfterDate',
  'html500',
  'html502',
  'html503',
  'redirect',
] as const;

/** The service processes the request, and its response has another form. */
export const envelopeKinds = [
  'wrongTypes',
  'stringCode',
  'nullCode',
  'codeZero',
  'codeWord',
  'codeMissing',
  'errorCodeBeside',
  'errorObjectBeside',
  'status404',
  'status502',
  'nestedData',
  'nestedResult',
  'noEnvelope',
  'dataAsText',
  'bodyAsText',
  'bodyInMessage',
  'newApiEnvelope',
] as const;

/** The response to a submit has the task id in another form. */
export const taskIdKinds = [
  'numericTaskId',
  'taskIdInList',
  'camelCaseTaskId',
  'taskIdAsId',
  'taskIdInPage',
] as const;

/** The response to a query has the images in another form. They wait for a response with images. */
export const imageFormKinds = [
  'successWithoutImages',
  'onlyWithheldImages',
  'firstImageNull',
  'firstImageEmpty',
  'bothLists',
  'expiredUrlsWithBase64',
  'ftpUrl',
  'fileUrl',
  'urlAsText',
  'urlsAsText',
  'urlAsObject',
  'urlsAsObjects',
  'urlTwice',
  'dataUrl',
  'relativeUrl',
  'urlWithoutScheme',
  'protocolRelativeUrl',
  'missingStatus',
  'openAiFormat',
  'resultUrl',
] as const;

/** The download of an image fails. */
export const imageKinds = [
  'forbidden',
  'missing',
  'halfWithLength',
  'halfChunked',
  'halfAsWhole',
  'emptyImage',
  'wrongContentType',
  'htmlImage',
  'endless',
] as const;

/** Uses up a turn without any effect. With `pass` first, `stall` applies to the second request. */
const passThrough = 'pass';

const commonKinds = [passThrough, ...deliveryKinds, ...replacementKinds] as const;
const callKinds = [...commonKinds, ...errorKinds, 'truncatedJson', ...envelopeKinds] as const;

/** The kinds of faults for each operation. */
export const faultKinds = {
  submit: [...callKinds, ...taskIdKinds],
  query: [...callKinds, ...taskStateKinds, 'unknownStatus', ...imageFormKinds],
  image: [...commonKinds, ...imageKinds],
} as const;

export type DeliveryKind = (typeof deliveryKinds)[number];
export type ErrorKind = (typeof errorKinds)[number];
export type TaskStateKind = (typeof taskStateKinds)[number];
export type ReplacementKind = (typeof replacementKinds)[number] | ErrorKind | TaskStateKind;
export type EnvelopeKind = (typeof envelopeKinds)[number];
export type TaskIdKind = (typeof taskIdKinds)[number];
export type ImageFormKind = (typeof imageFormKinds)[number];
export type FaultKind = (typeof faultKinds)[Operation][number];
export type AlterationKind = Exclude<FaultKind, DeliveryKind | ReplacementKind | 'pass'>;

/** What a request is for. */
export const operationSchema = v.picklist(['submit', 'query', 'image']);
export type Operation = v.InferOutput<typeof operationSchema>;
export const operations = operationSchema.options;

const millisecondsSchema = v.pipe(v.number(), v.integer(), v.minValue(0));

const faultOptions = {
  /** Delays the response by this many milliseconds. */
  delayMs: v.optional(millisecondsSchema),
  /** Number of requests that it applies to, 1 by default. */
  times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
};

const namedFaultSchema = v.variant('on', [
  v.strictObject({
    on: v.literal('submit'),
    kind: v.picklist(faultKinds.submit),
    ...faultOptions,
  }),
  v.strictObject({ on: v.literal('query'), kind: v.picklist(faultKinds.query), ...faultOptions }),
  v.strictObject({
    on: v.literal('image'),
    kind: v.picklist(faultKinds.image),
    ...faultOptions,
  }),
]);
export type NamedFault = v.InferOutput<typeof namedFaultSchema>;

const effectFields = ['status', 'headers', 'body', 'drop', 'delayMs'] as const;

/**
 * A fault without a name.
 * - `status`, `headers`, `body`: the response. The service does not see the request.
 * - `drop`: the service processes the request (it accepts a submitted task), but the connection is
 *   closed instead of sending the response.
 */
const rawFaultSchema = v.pipe(
  v.strictObject({
    on: operationSchema,
    status: v.optional(v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599))),
    headers: v.optional(v.record(v.string(), v.string())),
    body: v.optional(v.string()),
    drop: v.optional(v.literal(true)),
    ...faultOptions,
  }),
  v.check(
    (fault) => effectFields.some((effect) => fault[effect] !== undefined),
    'A fault must have at least one effect',
  ),
);
export type RawFault = v.InferOutput<typeof rawFaultSchema>;

/** A fault in the next `times` requests of an operation. */
export const faultSchema = v.union([namedFaultSchema, rawFaultSchema]);
export type Fault = v.InferOutput<typeof faultSchema>;
