import { isRefusal } from './classifyError.ts';
import type { Failure } from '../errors.ts';
import { isConnectFailure } from './fetch.ts';

/** Codes of failures of the service that are documented as “not accepted” (docs/service.md §9.2). */
const refusedCodes = new Set(['50520', '50521', '50522']);

/**
 * Marks the failure of a submit whose request was not surely refused, so that it may have been
 * accepted and billed (docs/service.md §9.7).
 */
export function markMaybeBilled(failure: Failure): Failure {
  switch (failure.kind) {
    case 'network':
      return { ...failure, maybeBilled: !isConnectFailure(failure.code) };
    case 'noResponse':
      return { ...failure, maybeBilled: true };
    case 'badResponse': {
      const { problem, httpStatus } = failure;
      return { ...failure, maybeBilled: problem !== 'redirect' && !isRefusal(httpStatus) };
    }
    case 'service':
      return { ...failure, maybeBilled: !refusedCodes.has(failure.code ?? '') };
    case 'unknownTask':
    case 'expired':
      return { ...failure, maybeBilled: !isRefusal(failure.httpStatus ?? 0) };
    default:
      return failure;
  }
}
