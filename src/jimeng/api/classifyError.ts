import type { ServiceFailureKind } from '../errors.ts';

/**
 * Business codes of the service: the documented ones, and those observed elsewhere
 * (docs/service.md §9.2).
 */
const businessCodes: Readonly<Record<number, ServiceFailureKind>> = {
  10001: 'taskFailed',
  50200: 'invalidRequest',
  50204: 'unknownTask',
  50207: 'referenceRefused',
  50215: 'invalidRequest',
  50218: 'referenceRefused',
  50400: 'notActivated',
  50411: 'referenceRefused',
  50412: 'promptRefused',
  50413: 'promptRefused',
  50429: 'rate',
  50430: 'concurrency',
  50500: 'service',
  50501: 'service',
  50511: 'resultRefused',
  50512: 'resultRefused',
  50518: 'copyright',
  50519: 'copyright',
  50520: 'service',
  50521: 'service',
  50522: 'service',
};

/** Textual codes of gateways (docs/service.md §9.4, §9.5). */
const gatewayCodes: Readonly<Record<string, ServiceFailureKind>> = {
  access_denied: 'notActivated',
  insufficient_user_quota: 'quota',
  pre_consume_token_quota_failed: 'quota',
  quota_not_enough: 'quota',
  invalid_request: 'invalidRequest',
  invalid_api_platform: 'invalidRequest',
  model_price_error: 'modelUnavailable',
  model_not_found: 'modelUnavailable',
  get_channel_failed: 'modelUnavailable',
  task_not_exist: 'unknownTask',
  AUTH_FAILED: 'authentication',
  KEY_EXPIRED: 'authentication',
  KEY_REVOKED: 'authentication',
  INVALID_SIGNATURE: 'authentication',
  RATE_LIMITED: 'rate',
  VALIDATION_FAILED: 'invalidRequest',
  UPSTREAM_FAILED: 'service',
};

/** Codes of Volcengine's front end that are not about credentials (docs/service.md §9.3). */
const signatureCodes: Readonly<Record<string, ServiceFailureKind>> = {
  AccessDenied: 'notActivated',
  LackPolicy: 'notActivated',
  ServiceNotFound: 'invalidRequest',
  InvalidActionOrVersion: 'invalidRequest',
  MissingParameter: 'invalidRequest',
  MissingRequestInfo: 'invalidRequest',
  InternalError: 'service',
  InternalServiceTimeout: 'service',
};

/**
 * An exhausted quota and an invalid key both return 401; only the message differs
 * (docs/service.md §9.4).
 */
const quotaPattern = /额度|quota/i;

/**
 * Classifies a numeric `code` that is not success; unknown codes are classified by the HTTP status.
 */
function classifyBusinessCode(code: number, httpStatus: number): ServiceFailureKind {
  return businessCodes[code] ?? classifyHttpStatus(httpStatus);
}

/** Classifies an error whose `code` is textual, or a business code as a string. */
export function classifyGatewayError(
  httpStatus: number,
  code = '',
  message = '',
): ServiceFailureKind {
  if (/^\d+$/.test(code)) return classifyBusinessCode(Number(code), httpStatus);
  const kind = Object.hasOwn(gatewayCodes, code) ? gatewayCodes[code] : undefined;
  if (kind) return kind;
  if ([401, 402, 403].includes(httpStatus) && quotaPattern.test(message)) return 'quota';
  return classifyHttpStatus(httpStatus);
}

/** Classifies an error of Volcengine's front end: `authentication` unless listed otherwise. */
export function classifySignatureError(code: string): ServiceFailureKind {
  return (
    (Object.hasOwn(signatureCodes, code) ? signatureCodes[code] : undefined) ?? 'authentication'
  );
}

/** Classifies an error by its HTTP status alone (docs/service.md §9.6). */
function classifyHttpStatus(httpStatus: number): ServiceFailureKind {
  if (httpStatus === 401) return 'authentication';
  if (httpStatus === 402) return 'quota';
  if (httpStatus === 403) return 'notActivated';
  if (httpStatus === 429) return 'rate';
  return httpStatus >= 400 && httpStatus < 500 ? 'invalidRequest' : 'service';
}
