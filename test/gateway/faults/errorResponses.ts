/** Errors as the service and gateways report them, by documented codes or by an HTTP status. */
import { gzipSync } from 'node:zlib';
import { envelopeResponse, middlewareError, taskError } from '../services/errors.ts';
import type { ErrorKind, TaskStateKind } from './faultKinds.ts';
import { htmlResponse, jsonResponse, type HttpResponse } from '../http.ts';

/** A message that VS Code would show as a link, which opens a terminal. */
export const commandLinkMessage =
  'Your client is out of date. [Fix it](command:workbench.action.terminal.new)';

let packedLargeBody: Buffer | undefined;

/** JSON of 200 MB in 200 KB. */
function packLargeBody(): Buffer {
  const piece = gzipSync(Buffer.alloc(4_000_000, ' '), { level: 9 });
  // Packed parts in a row are unpacked to one body.
  return Buffer.concat([...Array.from({ length: 50 }, () => piece), gzipSync('{}')]);
}

/** An error with a code of the service (docs/service.md §9.2). */
function serviceError(status: number, code: number, message: string): HttpResponse {
  const data = null;
  return envelopeResponse(status, { code, message, data, requestId: 'simulated', elapsedMs: 1 });
}

/** A query response with this status of the task. */
function statusResponse(status: string): HttpResponse {
  const data = { binary_data_base64: null, image_urls: null, status };
  const content = { code: 10000, message: 'Success', data, requestId: 'simulated', elapsedMs: 1 };
  return envelopeResponse(200, content);
}

function textResponse(status: number, body: string): HttpResponse {
  return { ...htmlResponse(status), body: Buffer.from(body) };
}

export const errorResponses: Record<ErrorKind, () => HttpResponse> = {
  quotaAs429: () =>
    middlewareError(
      429,
      'You exceeded your current quota, please check your plan and billing details.',
      'insufficient_quota',
    ).response,
  balanceAs400: () => middlewareError(400, 'Insufficient balance').response,
  overdueAs403: () =>
    middlewareError(
      403,
      'The request failed because your account has an overdue balance.',
      'AccountOverdueError',
    ).response,
  error404: () => middlewareError(404, 'Service is restarting').response,
  errorAs200: () => middlewareError(200, 'Service is restarting').response,

  promptRefused: () => serviceError(400, 50412, 'Text Risk Not Pass'),
  referenceRefused: () => serviceError(400, 50411, 'Pre Img Risk Not Pass'),
  resultRefused: () => serviceError(400, 50511, 'Post Img Risk Not Pass'),
  copyright: () => serviceError(400, 50518, 'Pre Img Risk Not Pass - Copyright'),
  invalidParameter: () => serviceError(400, 50200, 'Invalid Request'),
  notActivated: () => serviceError(401, 50400, 'Access Denied'),
  limitPerSecond: () => serviceError(429, 50429, 'Request Has Reached API Limit'),
  tooManyTasks: () => serviceError(429, 50430, 'Request Has Reached API Concurrent Limit'),
  internalError: () => serviceError(500, 50500, 'Internal Error'),
  checkFailed: () => serviceError(500, 50520, 'Internal Error'),
  unknownCode: () => serviceError(200, 59999, 'Something else'),
  wrongKey: () => middlewareError(401, 'Invalid token').response,
  modelUnavailable: () =>
    middlewareError(503, 'No available channel for this model', 'model_not_found').response,
  balanceAs200: () => taskError(200, 'fail', '余额不足').response,
  timeout408: () => taskError(408, 'timeout', 'Upstream timeout').response,
  html404: () => htmlResponse(404),
  proxy407: () => htmlResponse(407),
  emptyBody: () => textResponse(200, ''),
  emptyObject: () => textResponse(200, '{}'),

  commandLink: () => middlewareError(400, commandLinkMessage).response,
  packedLarge: () => ({
    ...jsonResponse(200, {}),
    headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    body: (packedLargeBody ??= packLargeBody()),
  }),
  retryAfterDays: () => {
    const { response } = middlewareError(429, 'Come back later');
    return { ...response, headers: { ...response.headers, 'retry-after': '2000000' } };
  },
};

export const taskStates: Record<TaskStateKind, () => HttpResponse> = {
  unknownTask: () => taskError(400, 'task_not_exist', 'task_not_exist').response,
  notFoundStatus: () => statusResponse('not_found'),
  expiredStatus: () => statusResponse('expired'),
  failedStatus: () => statusResponse('failed'),
  failedCode: () => serviceError(200, 50215, 'Input invalid for this service.'),
  failReason: () =>
    jsonResponse(200, {
      code: 'success',
      message: '',
      data: {
        status: 'FAILURE',
        fail_reason: '{"code":50511,"message":"Post Img Risk Not Pass"}',
        progress: '100%',
        data: null,
      },
    }),
};
