import type { RequestFault } from './request.ts';

/** What the service itself said about a failure, masked. All of it optional: shapes differ. */
export interface ServiceFacts {
  readonly httpStatus?: number;
  /** Business or gateway code, as text. */
  readonly code?: string;
  /** The server's own words. */
  readonly message?: string;
  readonly requestId?: string;
}

/** Kinds of failure that the service reports in an answer of a known shape. */
export type ServiceFailureKind =
  | 'authentication'
  | 'notActivated'
  | 'quota'
  | 'modelUnavailable'
  | 'promptRefused'
  | 'referenceRefused'
  | 'resultRefused'
  | 'copyright'
  | 'rate'
  | 'concurrency'
  | 'invalidRequest'
  | 'unknownTask'
  | 'expired'
  | 'taskFailed'
  | 'service';

/** Why an answer could not be used. */
export type AnswerProblem = 'notJson' | 'shape' | 'noPicture' | 'redirect' | 'tooLarge';

/** Everything that can go wrong with a generation, as data. The words are the host's. */
export type Failure =
  | ({ readonly kind: ServiceFailureKind } & ServiceFacts)
  | { readonly kind: 'request'; readonly faults: readonly RequestFault[] }
  | { readonly kind: 'noKey' }
  | {
      readonly kind: 'network';
      readonly host: string;
      readonly code: string;
      /** The connection may have failed after the service took the order. */
      readonly maybeBilled?: boolean;
    }
  | {
      /** One HTTP call took longer than it may. */
      readonly kind: 'noAnswer';
      readonly host: string;
      readonly seconds: number;
      readonly maybeBilled?: boolean;
    }
  | {
      readonly kind: 'badAnswer';
      readonly problem: AnswerProblem;
      readonly httpStatus: number;
      /** The start of what came, masked. */
      readonly got: string;
      readonly maybeBilled?: boolean;
    }
  | {
      /** The task was not finished in the time it is waited for. */
      readonly kind: 'timeout';
      readonly seconds: number;
    }
  | {
      readonly kind: 'download';
      readonly problem: 'status' | 'notPicture' | 'incomplete' | 'tooLarge' | 'address';
      readonly host: string;
      readonly httpStatus?: number;
    }
  | { readonly kind: 'save'; readonly code: string }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'cancelled' };

export type FailureKind = Failure['kind'];

/** A failure on its way to whoever can tell the user. */
export class JimengError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure, options?: ErrorOptions) {
    super(`Jimeng: ${failure.kind}`, options);
    this.name = 'JimengError';
    this.failure = failure;
  }
}
