import type { Failure } from '../../jimeng/index.ts';
import { libraryUnavailableCode } from '../../library/location/libraryLocation.ts';
import { isPossiblyAccepted } from '../../tasks/transitions.ts';

/** What the user can do about a failure. Each action has a button. */
export type FailureAction =
  | 'setApiKey'
  | 'openProviderWebsite'
  | 'selectProvider'
  | 'queryTask'
  | 'editPrompt'
  | RetryAction
  | 'generateAgain'
  | 'generateAgainMaybeBilled'
  | 'openSettings'
  | 'openProviderSettings'
  | 'openProxySettings'
  | 'openLibrarySettings'
  | 'showLog';

/** The names of Retry: it is free, or surely nothing has been accepted. */
type RetryAction = 'retry' | 'keepWaiting' | 'retryDownload';

/** Which new attempts are possible after a failure. */
export interface WaysForward {
  /** Whether Retry is offered: it is free, or surely nothing has been accepted. */
  readonly canRetry: boolean;
  /** Whether the prompt is known, so that a new image can be generated, which is billed. */
  readonly isRepeatable: boolean;
}

/**
 * The actions of a kind, in the order of their buttons. `again` stands for Retry, or for Generate
 * Again where Retry is not offered.
 */
const actionsByKind: Readonly<
  Record<Exclude<Failure['kind'], 'request'>, readonly (FailureAction | 'again')[]>
> = {
  authentication: ['setApiKey'],
  notActivated: ['openProviderWebsite', 'setApiKey', 'again'],
  quota: ['openProviderWebsite', 'again'],
  modelUnavailable: ['again', 'selectProvider'],
  promptRefused: ['editPrompt', 'again'],
  referenceRefused: ['editPrompt', 'again'],
  resultRefused: ['editPrompt', 'again'],
  copyright: ['editPrompt', 'again'],
  rate: ['again'],
  concurrency: ['again'],
  invalidRequest: ['editPrompt', 'again', 'showLog'],
  unknownTask: ['again'],
  expired: ['editPrompt', 'again'],
  taskFailed: ['editPrompt', 'again'],
  service: ['again', 'showLog'],
  noKey: ['setApiKey'],
  keyStore: ['again', 'showLog'],
  noProvider: ['openProviderSettings'],
  clock: ['again'],
  network: ['again', 'openProxySettings', 'showLog'],
  proxy: ['openProxySettings', 'again'],
  certificate: ['openProxySettings', 'again'],
  noResponse: ['again', 'showLog'],
  badResponse: ['again', 'showLog'],
  timeout: ['again'],
  download: ['again', 'showLog'],
  save: ['again', 'showLog'],
  interrupted: ['again'],
  canceled: ['again'],
  unexpected: ['again', 'showLog'],
};

/** The actions while the folder of the library is not available. */
const unavailableActions = ['openLibrarySettings', 'again'] as const;

const retryNames: Partial<Record<Failure['kind'], RetryAction>> = {
  timeout: 'keepWaiting',
  download: 'retryDownload',
};

/** What the user can do about a failure, in the order of the buttons. */
export function listFailureActions(
  failure: Failure,
  { canRetry, isRepeatable }: WaysForward,
): FailureAction[] {
  if (failure.kind === 'request') return listFaultActions(failure.faults);
  const isUnclear = isMaybeBilled(failure, canRetry);
  const again: FailureAction = canRetry
    ? (retryNames[failure.kind] ?? 'retry')
    : isUnclear
      ? 'generateAgainMaybeBilled'
      : 'generateAgain';
  const isUnavailable = failure.kind === 'save' && failure.code === libraryUnavailableCode;
  const actions = (isUnavailable ? unavailableActions : actionsByKind[failure.kind])
    .map((action) => (action === 'again' ? again : action))
    .filter((action) => isRepeatable || !billedActions.has(action));
  if (!isUnclear) return actions;
  // First the actions that find the image that may have been billed. With more buttons than three,
  // a notification cuts their labels.
  return ['queryTask', 'openProviderWebsite', ...(isRepeatable ? [again] : [])];
}

/** The actions that submit a new request, or lead to it. */
const billedActions: ReadonlySet<FailureAction> = new Set([
  'editPrompt',
  'generateAgain',
  'generateAgainMaybeBilled',
]);

/**
 * Whether a generation that failed may have been billed without a known task.
 * @param canRetry whether Retry is offered, which is never billed twice
 */
export function isMaybeBilled(failure: Failure, canRetry: boolean): boolean {
  return !canRetry && isPossiblyAccepted(failure);
}

function listFaultActions(
  faults: Extract<Failure, { kind: 'request' }>['faults'],
): FailureAction[] {
  const kinds = new Set(faults.map(({ fault }) => fault));
  const isAboutPrompt = kinds.has('promptMissing') || kinds.has('promptTooLong');
  return [
    ...(kinds.has('modelNotOffered') ? (['selectProvider'] as const) : []),
    isAboutPrompt ? 'editPrompt' : 'openSettings',
  ];
}
