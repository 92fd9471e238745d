/**
 * The names of what can go wrong on demand, as JSON; `README.md` lists what each does on the wire.
 * Nothing here draws or serves, so that tests inside VS Code's extension host can import it.
 */
import * as v from 'valibot';

/** The service does its work, and its answer meets a bad connection. */
export const deliveryKinds = [
  'resetBefore',
  'resetDuring',
  'resetAfter',
  'stall',
  'stallDuring',
] as const;

/** Something else is answered; the service never sees the request. */
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

/** The service does its work, and its JSON is spoilt. */
export const jsonKinds = ['truncatedJson', 'wrongTypes', 'stringCode', 'nullCode'] as const;

/** The answer to a query is spoilt. All but the first wait for one that has pictures. */
export const queryResponseKinds = [
  'unknownStatus',
  'successWithoutPictures',
  'bothLists',
  'ftpAddress',
  'fileAddress',
] as const;

/** A picture's address does not give what it should. */
export const imageKinds = [
  'forbidden',
  'missing',
  'halfWithLength',
  'halfChunked',
  'wrongContentType',
  'htmlPicture',
  'endless',
] as const;

/** Lets a request through as if there were no fault: the first of `pass`, `stall` uses up a turn. */
const passThrough = 'pass';

const commonKinds = [passThrough, ...deliveryKinds, ...replacementKinds] as const;
const submitKinds = [...commonKinds, ...jsonKinds] as const;

/** The kinds that there are for each operation. */
export const faultKinds = {
  submit: submitKinds,
  query: [...submitKinds, ...queryResponseKinds],
  picture: [...commonKinds, ...imageKinds],
} as const;

export type DeliveryKind = (typeof deliveryKinds)[number];
export type ReplacementKind = (typeof replacementKinds)[number];
export type AlterationKind = (
  typeof jsonKinds | typeof queryResponseKinds | typeof imageKinds
)[number];
export type FaultKind = (typeof faultKinds)['query' | 'picture'][number];

/** What a request asks for, as far as faults tell requests apart. */
export const operationSchema = v.picklist(['submit', 'query', 'picture']);
export type Operation = v.InferOutput<typeof operationSchema>;
export const operations = operationSchema.options;

const millisecondsSchema = v.pipe(v.number(), v.integer(), v.minValue(0));

const faultOptions = {
  /** The answer, whichever it is, comes that much later. */
  delayMs: v.optional(millisecondsSchema),
  /** How many requests it befalls; 1 when left out. */
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
    on: v.literal('picture'),
    kind: v.picklist(faultKinds.picture),
    ...faultOptions,
  }),
]);
export type NamedFault = v.InferOutput<typeof namedFaultSchema>;

const effectFields = ['status', 'headers', 'body', 'drop', 'delayMs'] as const;

/**
 * A fault without a name.
 * - `status`, `headers`, `body`: this is answered, and the service never sees the request.
 * - `drop`: the service handles the request (a submitted task is accepted), but the connection is
 *   closed in place of its answer.
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
    'A fault has at least one effect',
  ),
);
export type RawFault = v.InferOutput<typeof rawFaultSchema>;

/** Something that goes wrong with the next `times` requests of one kind. */
export const faultSchema = v.union([namedFaultSchema, rawFaultSchema]);
export type Fault = v.InferOutput<typeof faultSchema>;
