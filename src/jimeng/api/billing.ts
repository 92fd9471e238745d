import { isRefusal, isSurelyRefused } from './classifyError.ts';
import { isServiceFailure, type Failure } from '../errors.ts';
import { isConnectFailure } from '../http/fetch.ts';

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
    default:
      return isServiceFailure(failure) && !isSurelyRefused(failure)
        ? { ...failure, maybeBilled: true }
        : failure;
  }
}
