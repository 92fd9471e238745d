import * as v from 'valibot';
import { classifyGatewayError, classifySignatureError } from './classifyError.ts';
import { JimengError, type Failure, type ServiceFailure } from '../errors.ts';
import type { ApiKey } from './apiKey.ts';
import { redact } from './redact.ts';

/** An HTTP answer with its body read. */
export interface RawResponse {
  readonly httpStatus: number;
  readonly body: string;
  /** Seconds, from a `Retry-After` header. */
  readonly retryAfter?: number | undefined;
  /** The service's own time, from a `Date` header. Milliseconds since the epoch. */
  readonly serverTimeMs?: number | undefined;
}

/** Business code of success (docs/service.md §3.6). */
const successCode = 10000;

/** How much of an unusable answer is kept, in characters (docs/service.md §9.1). */
const maxExcerptLength = 300;

const optionalText = v.fallback(v.optional(v.string()), undefined);
const codeSchema = v.union([v.string(), v.number()]);

const signatureErrorSchema = v.object({
  ResponseMetadata: v.object({
    RequestId: optionalText,
    Error: v.object({ Code: v.string(), Message: optionalText }),
  }),
});
const gatewayErrorSchema = v.object({
  error: v.object({ message: optionalText, code: v.fallback(v.optional(codeSchema), undefined) }),
});
const dashboardErrorSchema = v.object({ success: v.literal(false), message: optionalText });
const envelopeSchema = v.object({
  code: codeSchema,
  message: optionalText,
  request_id: optionalText,
  data: v.optional(v.unknown()),
});
/** An answer that has lost its code, but not what was paid for. */
const codelessEnvelopeSchema = v.object({ code: v.optional(v.null()), data: v.looseObject({}) });

/**
 * The `data` of a successful answer, its own shape not yet looked at. Shapes are tried in the order
 * of docs/service.md §9.1.
 * @throws JimengError for every other answer, and nothing else.
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

/** The task's id in an answer of success that is spoilt or broken off elsewhere; never a part of it. */
export function findTaskId({ httpStatus, body }: RawResponse): string | undefined {
  if (httpStatus >= 300) return undefined;
  const [, quotedId, numericId] =
    /"task_id":\s*\[?\s*(?:"([\w-]+)"|(\d+)\s*[,}\]])/.exec(body) ?? [];
  return quotedId ?? numericId;
}

/** The error for an answer that cannot be used, naming what came. */
export function createBadResponseError(
  problem: Extract<Failure, { kind: 'badResponse' }>['problem'],
  response: RawResponse,
  key: ApiKey,
): JimengError {
  // Masked before it is cut, so that no half of a key is left at the edge.
  const excerpt = redact(response.body.slice(0, 10 * maxExcerptLength), key).slice(
    0,
    maxExcerptLength,
  );
  const { httpStatus, retryAfter } = response;
  const facts = { httpStatus, excerpt, ...(retryAfter !== undefined && { retryAfter }) };
  return new JimengError({ kind: 'badResponse', problem, ...facts });
}

function parseError(body: unknown, httpStatus: number): ServiceFailure | undefined {
  const signature = v.safeParse(signatureErrorSchema, body);
  if (signature.success) {
    const { RequestId, Error: error } = signature.output.ResponseMetadata;
    const facts = { httpStatus, code: error.Code, message: error.Message, requestId: RequestId };
    return { kind: classifySignatureError(error.Code), ...omitUndefined(facts) };
  }

  const gateway = v.safeParse(gatewayErrorSchema, body);
  if (gateway.success) {
    const { message, code } = gateway.output.error;
    const facts = { httpStatus, code: code === undefined ? undefined : String(code), message };
    return { kind: classifyGatewayError(httpStatus, facts.code, message), ...omitUndefined(facts) };
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

  // A gateway may wrap the whole upstream answer, as text, in a message of its own (docs/service.md §9.5).
  const upstream =
    code === 'fail_to_fetch_task' && parseError(parseJson(message ?? ''), httpStatus);
  if (upstream) return upstream;

  const facts = { httpStatus, code: String(code), message, requestId };
  return { kind: classifyGatewayError(httpStatus, facts.code, message), ...omitUndefined(facts) };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Any field may echo the key, not the message alone. */
function redactFailure(failure: ServiceFailure, key: ApiKey): ServiceFailure {
  const mask = (text: string | undefined) => text && redact(text, key).slice(0, maxExcerptLength);
  const { code, message, requestId } = failure;
  const facts = { code: mask(code), message: mask(message), requestId: mask(requestId) };
  return { ...failure, ...omitUndefined(facts) };
}

function withRetryAfter(failure: ServiceFailure, { retryAfter }: RawResponse): ServiceFailure {
  return retryAfter === undefined ? failure : { ...failure, retryAfter };
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function omitUndefined<T extends object>(facts: T): Defined<T> {
  return Object.fromEntries(
    Object.entries(facts).filter(([, value]) => value !== undefined),
  ) as Defined<T>;
}
