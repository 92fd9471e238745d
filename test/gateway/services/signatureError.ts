import { randomBytes } from 'node:crypto';
import { HttpError } from './errors.ts';
import { jsonResponse, type HttpRequest } from '../http.ts';

/**
 * HTTP status and `CodeN` of signature errors. Some are documented without a number
 * (docs/service.md §9.3).
 */
const errorCodes = {
  MissingParameter: [400, 100002],
  MissingAuthenticationToken: [401, 100003],
  MissingRequestInfo: [400, 100004],
  InvalidTimestamp: [400, 100006],
  ServiceNotFound: [404, 100007],
  InvalidActionOrVersion: [404, 100008],
  InvalidAccessKey: [401, 100009],
  SignatureDoesNotMatch: [401, 100010],
  InvalidAuthorization: [400, undefined],
  InvalidCredential: [400, undefined],
  InvalidSecretToken: [401, undefined],
} as const;

/** A signature error of Volcengine, which has its own format. */
export function signatureError(
  Code: keyof typeof errorCodes,
  Message: string,
  { url: { searchParams } }: HttpRequest,
): HttpError {
  const [status, CodeN] = errorCodes[Code];
  const ResponseMetadata = {
    RequestId: newRequestId(),
    Action: searchParams.get('Action') ?? '',
    Version: searchParams.get('Version') ?? '',
    Service: 'cv',
    Region: 'cn-north-1',
    Error: { ...(CodeN !== undefined && { CodeN }), Code, Message },
  };
  return new HttpError(jsonResponse(status, { ResponseMetadata }, Code));
}

/** A request ID in the format of Volcengine. */
export function newRequestId(): string {
  return randomBytes(17).toString('hex').toUpperCase();
}
