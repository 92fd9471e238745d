import type { ServiceFailure, ServiceFailureKind } from '../errors.ts';
import { classifyWords } from './errorWords.ts';

/**
 * Business codes of the service: the documented ones, and those observed elsewhere
 * (docs/service.md §9.2).
 */
const businessCodes: Readonly<Record<string, ServiceFailureKind>> = {
  10001: 'taskFailed',
  50200: 'invalidRequest',
  50204: 'unknownTask',
  50207: 'referenceRefused',
  50215: 'taskFailed',
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

/** Textual codes of gateways, in lower case (docs/service.md §9.4, §9.5, §9.9). */
const gatewayCodes: Readonly<Record<string, ServiceFailureKind>> = {
  access_denied: 'notActivated',
  insufficient_user_quota: 'quota',
  insufficient_quota: 'quota',
  pre_consume_token_quota_failed: 'quota',
  quota_not_enough: 'quota',
  exceeded_current_quota_error: 'quota',
  billing_hard_limit_reached: 'quota',
  billing_not_active: 'quota',
  insufficient_balance: 'quota',
  accountoverdueerror: 'quota',
  'operationdenied.serviceoverdue': 'quota',
  arrearage: 'quota',
  invalid_request: 'invalidRequest',
  invalid_api_platform: 'invalidRequest',
  model_price_error: 'modelUnavailable',
  model_not_found: 'modelUnavailable',
  modelnotopen: 'notActivated',
  get_channel_failed: 'modelUnavailable',
  task_not_exist: 'unknownTask',
  task_not_found: 'unknownTask',
  auth_failed: 'authentication',
  key_expired: 'authentication',
  key_revoked: 'authentication',
  invalid_signature: 'authentication',
  invalid_api_key: 'authentication',
  authenticationerror: 'authentication',
  rate_limited: 'rate',
  rate_limit_exceeded: 'rate',
  validation_failed: 'invalidRequest',
  upstream_failed: 'service',
  content_policy_violation: 'promptRefused',
  sensitivecontentdetected: 'promptRefused',
  inputtextsensitivecontentdetected: 'promptRefused',
  inputimagesensitivecontentdetected: 'referenceRefused',
  outputimagesensitivecontentdetected: 'resultRefused',
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

/** The kind of a failure, and whether it comes from a known code or wording, or the HTTP status. */
export interface Classification {
  readonly kind: ServiceFailureKind;
  readonly isKnown: boolean;
}

/** Codes of these kinds are also used for an account without credit; only the message differs. */
const isGeneric = (kind: ServiceFailureKind) =>
  /^(authentication|notActivated|invalidRequest|service|rate)$/.test(kind);

/** Classifies an error by its code, then its message, then the HTTP status. */
export function classifyError(httpStatus: number, code = '', message = ''): Classification {
  const kindOfWords = classifyWords(message) ?? classifyWords(code);
  const kindOfCode = getKindOfCode(code);
  if (kindOfCode) {
    const isQuota = kindOfWords === 'quota' && isGeneric(kindOfCode);
    return { kind: isQuota ? 'quota' : kindOfCode, isKnown: true };
  }
  if (kindOfWords) return { kind: kindOfWords, isKnown: true };
  const status = getStatus(httpStatus, code);
  // An exhausted quota and an invalid key both return 401; only the message differs
  // (docs/service.md §9.4).
  const isQuota = [401, 402, 403].includes(status) && /quota/i.test(message);
  return { kind: isQuota ? 'quota' : classifyHttpStatus(status), isKnown: isQuota };
}

/** Classifies an error of Volcengine's front end: `authentication` if nothing else is known. */
export function classifySignatureError(
  httpStatus: number,
  code: string,
  message = '',
): Classification {
  const kind = lookUp(signatureCodes, code);
  const { kind: fallbackKind, isKnown } = classifyError(httpStatus, code, message);
  if (isKnown && (!kind || fallbackKind === 'quota')) return { kind: fallbackKind, isKnown };
  if (!kind && httpStatus === 429) return { kind: 'rate', isKnown: true };
  return { kind: kind ?? 'authentication', isKnown: true };
}

/** The kind of a known code, other than those of Volcengine's front end; else `undefined`. */
export function getKindOfCode(code: string): ServiceFailureKind | undefined {
  return lookUp(businessCodes, code) ?? lookUp(gatewayCodes, code.toLowerCase());
}

/** The status that a response reports: a gateway may put an HTTP status into the code. */
function getStatus(httpStatus: number, code: string): number {
  return /^[45]\d\d$/.test(code) ? Number(code) : httpStatus;
}

/** Classifies an error by its status alone, as if it had no words and no known code. */
export function classifyStatus(httpStatus: number, code = ''): ServiceFailureKind {
  return classifyHttpStatus(getStatus(httpStatus, code));
}

function lookUp<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** Responses after which the service may still work on the request (docs/service.md §9.7). */
const unsureStatuses = new Set([408, 409, 425, 499]);

/** Whether an HTTP status means that the request was refused, and nothing was accepted. */
export function isRefusal(httpStatus: number): boolean {
  return httpStatus >= 400 && httpStatus < 500 && !unsureStatuses.has(httpStatus);
}

/** Codes of failures of the service that are documented as “not accepted” (docs/service.md §9.2). */
const refusedCodes = new Set(['50520', '50521', '50522']);

/**
 * Whether the code or the status of an error means that the request was refused, and nothing was
 * accepted. Words alone do not: a gateway that has passed a request on uses the same
 * (docs/service.md §9.7).
 */
export function isSurelyRefused({ kind, httpStatus = 0, code = '' }: ServiceFailure): boolean {
  if (refusedCodes.has(code)) return true;
  const kindOfCode = getKindOfCode(code);
  if (kind === 'service' || kindOfCode === 'service') return false;
  if (kindOfCode && kindOfCode !== 'unknownTask') return true;
  const isUnsure = httpStatus >= 500 || unsureStatuses.has(httpStatus);
  return !isUnsure && isRefusal(getStatus(httpStatus, code));
}

/** Classifies an error by its HTTP status alone (docs/service.md §9.6). */
function classifyHttpStatus(httpStatus: number): ServiceFailureKind {
  if (httpStatus === 401) return 'authentication';
  if (httpStatus === 402) return 'quota';
  if (httpStatus === 403) return 'notActivated';
  if (httpStatus === 429) return 'rate';
  return isRefusal(httpStatus) ? 'invalidRequest' : 'service';
}
