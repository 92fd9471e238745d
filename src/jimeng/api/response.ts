import * as v from 'valibot';
import { classifyGatewayError, classifySignatureError } from './classifyError.ts';
import { JimengError, type Failure, type ServiceFailure } from '../errors.ts';
import type { ApiKey } from './apiKey.ts';
import { redact } from './redact.ts';

/** An HTTP response whose body has been read, perhaps only in part. */
export interface RawResponse {
  readonly httpStatus: number;
  readonly body: string;
  /** Seconds, from a `Retry-After` header. */
  readonly retryAfter?: number | undefined;
  /** Milliseconds since the epoch, from a `Date` header; NaN if it is missing or invalid. */
  readonly serverTimeMs?: number | undefined;
}

/** The business code for success (docs/service.md §3.6). */
const successCode = 10000;

/** How much of a malformed response is kept, in characters (docs/service.md §9.1). */
const maxExcerptLength = 300;

/** A string; anything else counts as missing. */
const optionalText = v.fallback(v.optional(v.string()), undefined);
/** Services send codes as numbers or strings. */
const codeSchema = v.union([v.string(), v.number()]);

/** An error of Volcengine's front end (docs/service.md §9.3). */
const signatureErrorSchema = v.object({
  ResponseMetadata: v.object({
    RequestId: optionalText,
    Error: v.object({ Code: v.string(), Message: optionalText }),
  }),
});
/** An error of a gateway's front end (docs/service.md §9.4). */
const gatewayErrorSchema = v.object({
  error: v.object({ message: optionalText, code: v.fallback(v.optional(codeSchema), undefined) }),
});
/** An error in the format of a gateway's account pages (docs/service.md §9.1). */
const dashboardErrorSchema = v.object({ success: v.literal(false), message: optionalText });
/**
 * Success, or an error of the service or a gateway's task layer (docs/service.md §3.6, §9.2, §9.5).
 */
const envelopeSchema = v.object({
  code: codeSchema,
  message: optionalText,
  request_id: optionalText,
  data: v.optional(v.unknown()),
});
/** A response without a code, but with the data that was paid for. */
const codelessEnvelopeSchema = v.object({ code: v.optional(v.null()), data: v.looseObject({}) });

/**
 * Returns the `data` of a successful response, not yet validated. Shapes are tried in the order of
 * docs/service.md §9.1.
 * @throws JimengError for every other response, and nothing else.
 */
export function parseResponse(response: RawResponse, key: ApiKey): unknown {
  const body = parseJson(response.body);
  const failure = parseError(body, response.httpStatus);
  if (failure) throw new JimengError(withRetryAfter(redactFailure(failure, key), response));

  const parsed = v.safeParse(envelopeSchema, body);
  if (parsed.success) return parsed.output.data;
  const parsedCodeless = v.safeParse(codelessEnvelopeSchema, body);
  if (parsedCodeless.success && response.httpStatus < 400) return parsedCodeless.output.data;
  if (response.httpStatus === 429) {
    throw new JimengError(withRetryAfter({ kind: 'rate', httpStatus: 429 }, response));
  }
  throw createBadResponseError(body === undefined ? 'notJson' : 'shape', response, key);
}

/** Finds the complete task id in a successful response that is otherwise malformed or truncated. */
export function findTaskId({ httpStatus, body }: RawResponse): string | undefined {
  if (httpStatus >= 300) return undefined;
  const [, quotedId, numericId] =
    /"task_id":\s*\[?\s*(?:"([\w-]+)"|(\d+)\s*[,}\]])/.exec(body) ?? [];
  return quotedId ?? numericId;
}

/** Creates the error for a response that cannot be used, with an excerpt of its body. */
export function createBadResponseError(
  problem: Extract<Failure, { kind: 'badResponse' }>['problem'],
  response: RawResponse,
  key: ApiKey,
): JimengError {
  // Redact before truncating, so that no partial key is left at the end.
  const excerpt = redact(response.body.slice(0, 10 * maxExcerptLength), key).slice(
    0,
    maxExcerptLength,
  );
  const { httpStatus, retryAfter } = response;
  const details = { httpStatus, excerpt, ...(retryAfter !== undefined && { retryAfter }) };
  return new JimengError({ kind: 'badResponse', problem, ...details });
}

/** The failure in a response body; `undefined` if the body is not an error. */
function parseError(body: unknown, httpStatus: number): ServiceFailure | undefined {
  const signature = v.safeParse(signatureErrorSchema, body);
  if (signature.success) {
    const { RequestId, Error: error } = signature.output.ResponseMetadata;
    const details = { httpStatus, code: error.Code, message: error.Message, requestId: RequestId };
    return { kind: classifySignatureError(error.Code), ...omitUndefined(details) };
  }

  const gateway = v.safeParse(gatewayErrorSchema, body);
  if (gateway.success) {
    const { message, code } = gateway.output.error;
    const details = { httpStatus, code: code === undefined ? undefined : String(code), message };
    const kind = classifyGatewayError(httpStatus, details.code, message);
    return { kind, ...omitUndefined(details) };
  }

  const dashboard = v.safeParse(dashboardErrorSchema, body);
  if (dashboard.success) {
    const { message } = dashboard.output;
    const kind = classifyGatewayError(httpStatus, undefined, message);
    return { kind, ...omitUndefined({ httpStatus, message }) };
  }

  const parsed = v.safeParse(envelopeSchema, body);
  if (parsed.success) return parseEnvelopeError(parsed.output, httpStatus);
  return undefined;
}

function parseEnvelopeError(
  { code, message, request_id: requestId }: v.InferOutput<typeof envelopeSchema>,
  httpStatus: number,
): ServiceFailure | undefined {
  if (code === 'success' || Number(code) === successCode) return undefined;

  // A gateway may wrap the whole upstream response, as text, in its own message
  // (docs/service.md §9.5).
  const upstream =
    code === 'fail_to_fetch_task' && parseError(parseJson(message ?? ''), httpStatus);
  if (upstream) return upstream;

  const details = { httpStatus, code: String(code), message, requestId };
  const kind = classifyGatewayError(httpStatus, details.code, message);
  return { kind, ...omitUndefined(details) };
}

/** Parses JSON; `undefined` if it is invalid. */
function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Redacts every text field: any of them may echo the key, not only the message. */
function redactFailure(failure: ServiceFailure, key: ApiKey): ServiceFailure {
  const redactText = (text: string | undefined) =>
    text && redact(text, key).slice(0, maxExcerptLength);
  const { code, message, requestId } = failure;
  const details = {
    code: redactText(code),
    message: redactText(message),
    requestId: redactText(requestId),
  };
  return { ...failure, ...omitUndefined(details) };
}

function withRetryAfter(failure: ServiceFailure, { retryAfter }: RawResponse): ServiceFailure {
  return retryAfter === undefined ? failure : { ...failure, retryAfter };
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function omitUndefined<T extends object>(fields: T): Defined<T> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Defined<T>;
}
