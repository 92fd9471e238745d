/**
 * The responses that the simulated service can give, as data. All but those of an accepted submit
 * are the same for each task.
 */
import type { Operation } from '../../../gateway/faults/faultKinds.ts';

/** A response of the simulated service. */
export interface SimulatedResponse {
  readonly status?: number;
  readonly body?: string | Buffer;
  /** The connection fails with this code instead. */
  readonly error?: string;
  /** Milliseconds until it arrives, instead of the usual ones; it may never arrive. */
  readonly delayMs?: number;
  /** Milliseconds between the two halves of the body. */
  readonly pauseMs?: number;
}

const json = (content: unknown, status = 200): SimulatedResponse => ({
  status,
  body: JSON.stringify(content),
});
const html = (status: number): SimulatedResponse => ({ status, body: `<html>${status}</html>` });
const error = (code: unknown, message: string, status: number) =>
  json({ code, message, data: null, request_id: 'r' }, status);
const never: SimulatedResponse = { delayMs: Infinity };
const reset: SimulatedResponse = { error: 'ECONNRESET' };
const unreachable: SimulatedResponse = { error: 'ECONNREFUSED' };

const accepted = (taskId: string) =>
  json({ code: 10000, message: 'Success', data: { task_id: taskId } });

/** Responses to a submit that was accepted. */
export const acceptedResponses = {
  normal: accepted,
  otherCode: (taskId) => json({ code: 'success', data: { task_id: taskId } }),
  idInList: (taskId) => json({ code: 0, data: [{ task_id: [taskId] }] }),
  idNested: (taskId) => json({ code: 200, result: { data: { data: { taskId } } } }),
  idInError: (taskId) => json({ error: { message: 'bad', task_id: taskId } }, 400),
  idInRateLimit: (taskId) => json({ code: 50429, message: 'QPS', data: { task_id: taskId } }, 429),
  idAsNumber: (taskId) => ({ body: `{"code":10000,"data":{"task_id":${taskId}}}` }),
  cutAfterId: (taskId) => ({ body: `{"code":10000,"data":{"task_id":"${taskId}","st` }),
  slow: (taskId) => ({ ...accepted(taskId), delayMs: 61_000 }),
  verySlow: (taskId) => ({ ...accepted(taskId), delayMs: 200_000 }),
  bodyPauses: (taskId) => ({ ...accepted(taskId), pauseMs: 100_000 }),
  lost: () => reset,
  lostWithPage: () => html(502),
  lostForEver: () => never,
  lostBody: () => ({ body: '' }),
  lostId: () => json({ code: 10000, message: 'Success', data: {} }),
  lostWithError: () => error(50500, 'Internal Error', 500),
  lostInCutBody: () => ({ body: '{"code":10000,"da' }),
} as const satisfies Readonly<Record<string, (taskId: string) => SimulatedResponse>>;

/** Responses to a submit that was not accepted. */
export const refusedResponses = {
  rateLimit: error(50429, 'Request Has Reached API Limit', 429),
  concurrency: error(50430, 'Request Has Reached API Concurrent Limit', 429),
  promptRefused: error(50412, 'Text Risk Not Pass', 400),
  badKey: json({ error: { message: 'invalid token', code: 'invalid_api_key' } }, 401),
  noQuota: error('insufficient_user_quota', 'quota', 403),
  pageBefore: html(503),
  unreachable,
} as const satisfies Readonly<Record<string, SimulatedResponse>>;

/** Responses to a query that say nothing about the task. */
export const queryResponses = {
  page: html(502),
  empty: { body: '' },
  nothing: json(null),
  errorWith200: error(50500, 'Internal Error', 200),
  errorOfGateway: json({ error: { message: 'restarting', type: 'bad_request' } }, 400),
  badKey: json({ error: { message: 'invalid token', code: 'invalid_api_key' } }, 401),
  noQuota: error('insufficient_user_quota', 'quota', 403),
  rateLimit: error(50429, 'Request Has Reached API Limit', 429),
  unknownTask: error('task_not_exist', 'task not exist', 400),
  notFound: json({ code: 10000, data: { status: 'not_found' } }),
  expired: json({ code: 10000, data: { status: 'expired' } }),
  otherStatus: json({ code: 10000, data: { status: 'thinking' } }),
  noImages: json({ code: 10000, data: { status: 'done', image_urls: null } }),
  reset,
  unreachable,
  never,
} as const satisfies Readonly<Record<string, SimulatedResponse>>;

/** Ways in which a response to a query offers the images of a task that has finished. */
export const offers = {
  urls: (urls) => ({ image_urls: urls }),
  base64: (_urls, images) => ({
    image_urls: null,
    binary_data_base64: images.map((image) => image?.toString('base64') ?? null),
  }),
  objects: (urls) => ({ images: urls.map((url) => (url === null ? null : { url })) }),
  nested: (urls) => ({ data: { result: { image_urls: urls } } }),
  firstWithheld: ([, ...urls]) => ({ image_urls: [null, ...urls] }),
  deadUrls: (urls) => ({ image_urls: urls.map((url) => url && `${url}&dead`) }),
} as const satisfies Readonly<
  Record<
    string,
    (
      urls: readonly (string | null)[],
      images: readonly (Buffer | null)[],
    ) => Readonly<Record<string, unknown>>
  >
>;

/** Responses to the download of an image; `cut` has the image without its end. */
export const imageResponses = {
  cut: 'cut',
  pauses: 'pauses',
  forbidden: html(403),
  missing: html(404),
  rateLimit: html(429),
  failing: html(500),
  page: html(200),
  empty: { body: '' },
  reset,
  unreachable,
  never,
} as const satisfies Readonly<Record<string, SimulatedResponse | 'cut' | 'pauses'>>;

/** The names of the responses to each operation that are not the usual one. */
export const responseNames: Readonly<Record<Operation, readonly string[]>> = {
  submit: [...Object.keys(acceptedResponses), ...Object.keys(refusedResponses)],
  query: [...Object.keys(queryResponses), ...Object.keys(offers)],
  image: Object.keys(imageResponses),
};
