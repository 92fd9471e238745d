import * as v from 'valibot';
import { kindOfGatewayError, kindOfSignatureError } from './classify.ts';
import { JimengError, type Failure, type ServiceFailure } from './errors.ts';
import type { Key } from './key.ts';
import { redact } from './redact.ts';

/** An HTTP answer with its body read. */
export interface RawAnswer {
  readonly httpStatus: number;
  readonly body: string;
  /** Seconds, from a `Retry-After` header. */
  readonly retryAfter?: number | undefined;
  /** The service's own time, from a `Date` header. Milliseconds since the epoch. */
  readonly date?: number | undefined;
}

/** Business code of success (docs/service.md §3.6). */
const success = 10000;

/** How much of an unusable answer is kept, in characters (docs/service.md §9.1). */
const excerptLength = 300;

const text = v.fallback(v.optional(v.string()), undefined);
const code = v.union([v.string(), v.number()]);

const signatureError = v.object({
  ResponseMetadata: v.object({
    RequestId: text,
    Error: v.object({ Code: v.string(), Message: text }),
  }),
});
const gatewayError = v.object({
  error: v.object({ message: text, code: v.fallback(v.optional(code), undefined) }),
});
const dashboardError = v.object({ success: v.literal(false), message: text });
const envelope = v.object({ code, message: text, request_id: text, data: v.optional(v.unknown()) });
/** An answer that has lost its code, but not what was paid for. */
const codeless = v.object({ code: v.optional(v.null()), data: v.looseObject({}) });

/**
 * The `data` of a successful answer, its own shape not yet looked at. Shapes are tried in the order
 * of docs/service.md §9.1.
 * @throws JimengError for every other answer, and nothing else.
 */
export function dataOf(answer: RawAnswer, key: Key): unknown {
  const body = parseJson(answer.body);
  const refusal = refusalIn(body, answer.httpStatus);
  if (refusal) throw new JimengError(withRetryAfter(masked(refusal, key), answer));

  const known = v.safeParse(envelope, body);
  if (known.success) return known.output.data;
  const rest = v.safeParse(codeless, body);
  if (rest.success && answer.httpStatus < 400) return rest.output.data;
  if (answer.httpStatus === 429) {
    throw new JimengError(withRetryAfter({ kind: 'rate', httpStatus: 429 }, answer));
  }
  throw badAnswer(body === undefined ? 'notJson' : 'shape', answer, key);
}

/** The task's id in an answer of success that is spoilt or broken off elsewhere; never a part of it. */
export function taskIdIn({ httpStatus, body }: RawAnswer): string | undefined {
  if (httpStatus >= 300) return undefined;
  const [, text, number] = /"task_id":\s*\[?\s*(?:"([\w-]+)"|(\d+)\s*[,}\]])/.exec(body) ?? [];
  return text ?? number;
}

/** The error for an answer that cannot be used, naming what came. */
export function badAnswer(
  problem: Extract<Failure, { kind: 'badAnswer' }>['problem'],
  answer: RawAnswer,
  key: Key,
): JimengError {
  // Masked before it is cut, so that no half of a key is left at the edge.
  const got = redact(answer.body.slice(0, 10 * excerptLength), key).slice(0, excerptLength);
  const { httpStatus, retryAfter } = answer;
  const facts = { httpStatus, got, ...(retryAfter !== undefined && { retryAfter }) };
  return new JimengError({ kind: 'badAnswer', problem, ...facts });
}

function refusalIn(body: unknown, httpStatus: number): ServiceFailure | undefined {
  const signature = v.safeParse(signatureError, body);
  if (signature.success) {
    const { RequestId, Error: error } = signature.output.ResponseMetadata;
    const facts = { httpStatus, code: error.Code, message: error.Message, requestId: RequestId };
    return { kind: kindOfSignatureError(error.Code), ...defined(facts) };
  }

  const gateway = v.safeParse(gatewayError, body);
  if (gateway.success) {
    const { message, code } = gateway.output.error;
    const facts = { httpStatus, code: code === undefined ? undefined : String(code), message };
    return { kind: kindOfGatewayError(httpStatus, facts.code, message), ...defined(facts) };
  }

  const dashboard = v.safeParse(dashboardError, body);
  if (dashboard.success) {
    const { message } = dashboard.output;
    const kind = kindOfGatewayError(httpStatus, undefined, message);
    return { kind, ...defined({ httpStatus, message }) };
  }

  const known = v.safeParse(envelope, body);
  if (known.success) return refusalInEnvelope(known.output, httpStatus);
  return undefined;
}

function refusalInEnvelope(
  { code, message, request_id: requestId }: v.InferOutput<typeof envelope>,
  httpStatus: number,
): ServiceFailure | undefined {
  if (code === 'success' || Number(code) === success) return undefined;

  // A gateway may wrap the whole upstream answer, as text, in a message of its own (docs/service.md §9.5).
  const upstream = code === 'fail_to_fetch_task' && refusalIn(parseJson(message ?? ''), httpStatus);
  if (upstream) return upstream;

  const facts = { httpStatus, code: String(code), message, requestId };
  return { kind: kindOfGatewayError(httpStatus, facts.code, message), ...defined(facts) };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Any field may echo the key, not the message alone. */
function masked(refusal: ServiceFailure, key: Key): ServiceFailure {
  const mask = (text: string | undefined) => text && redact(text, key).slice(0, excerptLength);
  const { code, message, requestId } = refusal;
  const facts = { code: mask(code), message: mask(message), requestId: mask(requestId) };
  return { ...refusal, ...defined(facts) };
}

function withRetryAfter(refusal: ServiceFailure, { retryAfter }: RawAnswer): ServiceFailure {
  return retryAfter === undefined ? refusal : { ...refusal, retryAfter };
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function defined<T extends object>(facts: T): Defined<T> {
  return Object.fromEntries(
    Object.entries(facts).filter(([, value]) => value !== undefined),
  ) as Defined<T>;
}
