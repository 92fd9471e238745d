import {
  envelopeKinds,
  imageFormKinds,
  taskIdKinds,
  type faultKinds,
  type FaultKind,
  type Operation,
} from '../../gateway/faults/faultKinds.ts';

/** How a fault is reported to the user. */
export interface ReportedFailure {
  /** Number of attempts before that, or all until the timeout of the task. */
  readonly attempts: number | 'untilTimeout';
  /** The kind of the failure, and its problem if it has one. */
  readonly failure: string;
  /** A part of the error message. */
  readonly message: string;
  /** Number of tasks that the service has accepted by then, 1 by default. */
  readonly acceptedCount?: 0;
  /** Whether it is what the service says about the image, so that no later query recovers it. */
  readonly isFinal?: true;
  /** Whether the service surely refused the submit, unless the kind of the failure says so. */
  readonly isRefused?: boolean;
}

/** The outcome of a fault. `noEffect`: the images are saved even if the fault persists. */
export type FaultOutcome = 'noEffect' | ReportedFailure;

type OutcomesByKind<Kind extends string> = Readonly<Record<Kind, FaultOutcome>>;

const untilTimeout = { attempts: 'untilTimeout' } as const;
const once = { attempts: 1 } as const;
const fourAttempts = { attempts: 4 } as const;
const connectionReset = { failure: 'network', message: 'Unable to connect to {0} (ECONNRESET)' };
const rateLimited = { failure: 'rate', message: 'Too many requests', acceptedCount: 0 } as const;
const imageRateLimited = {
  ...fourAttempts,
  failure: 'download/status',
  message: 'could not be downloaded from {0} (HTTP 429)',
};
const noResponse = (seconds: number) => ({
  failure: 'noResponse',
  message: `did not respond within ${seconds} seconds`,
});
const notJson = (status: number) => ({
  failure: 'badResponse/notJson',
  message: `Unexpected response from OctopusX (HTTP ${status}, not JSON)`,
});
const redirectRejected = {
  failure: 'badResponse/redirect',
  message: 'redirected the request (HTTP 307). The redirect was not followed',
};
const noImage = {
  ...untilTimeout,
  failure: 'badResponse/noImage',
  message: 'reported success but returned no image',
};
const quotaUsedUp = { failure: 'quota', message: 'is used up' };
const requestRejected = { failure: 'invalidRequest', message: 'rejected the request' };
const internalError = { failure: 'service', message: 'reported an internal error' };
const authentication = { failure: 'authentication', message: 'rejected the API key' };
const notActivated = { failure: 'notActivated', message: 'does not have access to the model' };
const modelUnavailable = { failure: 'modelUnavailable', message: 'currently not available' };
const proxyRefused = { failure: 'proxy', message: 'refused the connection to {0} (407)' };
const promptRefused = { failure: 'promptRefused', message: 'content filter blocked the prompt' };
const referenceRefused = { failure: 'referenceRefused', message: 'rejected a reference image' };
const resultRefused = { failure: 'resultRefused', message: 'content filter blocked the image' };
const copyright = { failure: 'copyright', message: 'blocked the image for copyright reasons' };
const taskFailed = { failure: 'taskFailed', message: 'could not generate the image' };
const tooManyTasks = {
  failure: 'concurrency',
  message: 'reached the limit of concurrent tasks',
} as const;
const unknownShape = {
  failure: 'badResponse/shape',
  message: 'returned an unrecognized response (HTTP 200)',
};
const tooLarge = {
  failure: 'badResponse/tooLarge',
  message: 'returned a response that is too large (HTTP 200)',
};
/** Repeated for at least 30 s. */
const sixAttempts = { attempts: 6 } as const;
const expired = { ...sixAttempts, failure: 'expired', message: 'The task has expired' };
const downloadStatus = (status: number) => ({
  failure: 'download/status',
  message: `could not be downloaded from {0} (HTTP ${status})`,
});
const invalidUrl = {
  failure: 'download/invalidUrl',
  message: 'returned an invalid image URL ({0})',
};
const incomplete = {
  ...fourAttempts,
  failure: 'download/incomplete',
  message: 'was lost while downloading the image',
};

/** The outcome of the forms of a response: the extension understands them. */
function pickOutcomes<Kind extends string>(kinds: readonly Kind[]): Record<Kind, 'noEffect'> {
  return Object.fromEntries(kinds.map((kind) => [kind, 'noEffect'])) as Record<Kind, 'noEffect'>;
}

const submitOutcomes: OutcomesByKind<(typeof faultKinds.submit)[number]> = {
  pass: 'noEffect',
  resetBefore: { ...once, ...connectionReset },
  resetDuring: 'noEffect',
  resetAfter: 'noEffect',
  stall: { ...once, ...noResponse(300) },
  stallDuring: 'noEffect',
  slow: 'noEffect',
  resetUnseen: { ...once, ...connectionReset, acceptedCount: 0 },
  tooManyRequests: { ...untilTimeout, ...rateLimited },
  retryAfterSeconds: { ...untilTimeout, ...rateLimited },
  retryAfterDate: { ...untilTimeout, ...rateLimited },
  html500: { ...once, ...notJson(500), acceptedCount: 0 },
  html502: { ...once, ...notJson(502), acceptedCount: 0 },
  html503: { ...once, ...notJson(503), acceptedCount: 0 },
  redirect: { ...once, ...redirectRejected, acceptedCount: 0 },
  quotaAs429: { ...once, ...quotaUsedUp, acceptedCount: 0 },
  balanceAs400: { ...once, ...quotaUsedUp, acceptedCount: 0 },
  overdueAs403: { ...once, ...quotaUsedUp, acceptedCount: 0 },
  error404: { ...once, ...requestRejected, acceptedCount: 0 },
  errorAs200: { ...once, ...internalError, acceptedCount: 0 },
  promptRefused: { ...once, ...promptRefused, acceptedCount: 0 },
  referenceRefused: { ...once, ...referenceRefused, acceptedCount: 0 },
  resultRefused: { ...once, ...resultRefused, acceptedCount: 0 },
  copyright: { ...once, ...copyright, acceptedCount: 0 },
  invalidParameter: { ...once, ...requestRejected, acceptedCount: 0 },
  notActivated: { ...once, ...notActivated, acceptedCount: 0 },
  limitPerSecond: { ...untilTimeout, ...rateLimited },
  tooManyTasks: { ...untilTimeout, ...tooManyTasks, acceptedCount: 0 },
  internalError: { ...once, ...internalError, acceptedCount: 0 },
  checkFailed: { ...once, ...internalError, acceptedCount: 0, isRefused: true },
  unknownCode: { ...once, ...internalError, acceptedCount: 0 },
  wrongKey: { ...once, ...authentication, acceptedCount: 0 },
  modelUnavailable: { ...once, ...modelUnavailable, acceptedCount: 0 },
  balanceAs200: { ...once, ...quotaUsedUp, acceptedCount: 0, isRefused: false },
  timeout408: { ...once, ...internalError, acceptedCount: 0 },
  html404: { ...once, ...notJson(404), acceptedCount: 0, isRefused: true },
  proxy407: { ...once, ...proxyRefused, acceptedCount: 0 },
  emptyBody: { ...once, ...notJson(200), acceptedCount: 0 },
  emptyObject: { ...once, ...unknownShape, acceptedCount: 0 },
  commandLink: { ...once, ...requestRejected, acceptedCount: 0 },
  packedLarge: { ...once, ...tooLarge, acceptedCount: 0 },
  // Longer than the task may take.
  retryAfterDays: { ...once, ...rateLimited, isRefused: true },
  truncatedJson: 'noEffect',
  ...pickOutcomes(envelopeKinds),
  ...pickOutcomes(taskIdKinds),
};

const { acceptedCount, ...rateLimitedQueries } = rateLimited;
const queryOutcomes: OutcomesByKind<(typeof faultKinds.query)[number]> = {
  pass: 'noEffect',
  resetBefore: { ...untilTimeout, ...connectionReset },
  resetDuring: { ...untilTimeout, ...connectionReset },
  resetAfter: 'noEffect',
  stall: { ...untilTimeout, ...noResponse(30) },
  stallDuring: { ...untilTimeout, ...noResponse(30) },
  slow: 'noEffect',
  resetUnseen: { ...untilTimeout, ...connectionReset },
  tooManyRequests: { ...untilTimeout, ...rateLimitedQueries },
  retryAfterSeconds: { ...untilTimeout, ...rateLimitedQueries },
  retryAfterDate: { ...untilTimeout, ...rateLimitedQueries },
  html500: { ...untilTimeout, ...notJson(500) },
  html502: { ...untilTimeout, ...notJson(502) },
  html503: { ...untilTimeout, ...notJson(503) },
  redirect: { ...untilTimeout, ...redirectRejected },
  quotaAs429: { ...untilTimeout, ...quotaUsedUp },
  balanceAs400: { ...untilTimeout, ...quotaUsedUp },
  overdueAs403: { ...untilTimeout, ...quotaUsedUp },
  error404: { ...untilTimeout, ...internalError },
  errorAs200: { ...untilTimeout, ...internalError },
  promptRefused: { ...once, ...promptRefused, isFinal: true },
  referenceRefused: { ...once, ...referenceRefused, isFinal: true },
  resultRefused: { ...once, ...resultRefused, isFinal: true },
  copyright: { ...once, ...copyright, isFinal: true },
  invalidParameter: { ...untilTimeout, ...internalError },
  notActivated: { ...untilTimeout, ...notActivated },
  limitPerSecond: { ...untilTimeout, ...rateLimitedQueries },
  tooManyTasks: { ...untilTimeout, ...tooManyTasks },
  internalError: { ...untilTimeout, ...internalError },
  checkFailed: { ...untilTimeout, ...internalError },
  unknownCode: { ...untilTimeout, ...internalError },
  wrongKey: { ...untilTimeout, ...authentication },
  modelUnavailable: { ...untilTimeout, ...modelUnavailable },
  balanceAs200: { ...untilTimeout, ...quotaUsedUp },
  timeout408: { ...untilTimeout, ...internalError },
  html404: { ...untilTimeout, ...notJson(404) },
  proxy407: { ...untilTimeout, ...proxyRefused },
  emptyBody: { ...untilTimeout, ...notJson(200) },
  emptyObject: { ...untilTimeout, ...unknownShape },
  commandLink: { ...untilTimeout, ...internalError },
  packedLarge: { ...untilTimeout, ...tooLarge },
  retryAfterDays: { ...untilTimeout, ...rateLimitedQueries },
  unknownTask: { ...sixAttempts, failure: 'unknownTask', message: 'could not find this task' },
  notFoundStatus: expired,
  expiredStatus: expired,
  failedStatus: { ...once, ...taskFailed, isFinal: true },
  failedCode: { ...once, ...taskFailed, isFinal: true },
  failReason: { ...once, ...resultRefused, isFinal: true },
  truncatedJson: { ...untilTimeout, ...notJson(200) },
  unknownStatus: 'noEffect',
  ...pickOutcomes(envelopeKinds),
  ...pickOutcomes(imageFormKinds),
  successWithoutImages: noImage,
  onlyWithheldImages: noImage,
  firstImageNull: noImage,
  firstImageEmpty: noImage,
  ftpUrl: noImage,
  fileUrl: noImage,
};

const imageOutcomes: OutcomesByKind<(typeof faultKinds.image)[number]> = {
  pass: 'noEffect',
  resetBefore: { ...fourAttempts, ...connectionReset },
  resetDuring: incomplete,
  resetAfter: 'noEffect',
  stall: { ...fourAttempts, ...noResponse(20) },
  stallDuring: { ...fourAttempts, ...noResponse(20) },
  slow: 'noEffect',
  resetUnseen: { ...fourAttempts, ...connectionReset },
  tooManyRequests: imageRateLimited,
  retryAfterSeconds: imageRateLimited,
  retryAfterDate: imageRateLimited,
  html500: { ...fourAttempts, ...downloadStatus(500) },
  html502: { ...fourAttempts, ...downloadStatus(502) },
  html503: { ...fourAttempts, ...downloadStatus(503) },
  // Five redirects are followed, the sixth fails; then once more with a new URL.
  redirect: { attempts: 12, ...invalidUrl },
  forbidden: { attempts: 2, ...downloadStatus(403) },
  missing: { attempts: 2, ...downloadStatus(404) },
  halfWithLength: incomplete,
  halfChunked: incomplete,
  halfAsWhole: incomplete,
  emptyImage: { attempts: 2, failure: 'download/notImage', message: 'did not return an image' },
  wrongContentType: 'noEffect',
  htmlImage: { attempts: 2, failure: 'download/notImage', message: 'did not return an image' },
  endless: { attempts: 2, failure: 'download/tooLarge', message: 'is larger than 100 MB' },
};

/** The outcome of each fault by operation. */
export const expectedOutcomes = {
  submit: submitOutcomes,
  query: queryOutcomes,
  image: imageOutcomes,
};

/** The outcomes of the faults of an operation. */
export function outcomesFor(on: Operation): [FaultKind, FaultOutcome][] {
  return Object.entries(expectedOutcomes[on]) as [FaultKind, FaultOutcome][];
}

/** The outcomes of settings that make the service reject requests. */
export const settingOutcomes = {
  clockOffsetMs: { submit: 'noEffect', query: 'noEffect' },
  maxConcurrent: {
    submit: {
      ...untilTimeout,
      ...tooManyTasks,
      acceptedCount: 0,
    },
  },
  qps: {
    submit: { ...untilTimeout, ...rateLimited },
    query: { ...untilTimeout, ...rateLimitedQueries },
  },
} as const satisfies Record<string, Partial<Record<Operation, FaultOutcome>>>;

/** Failures of a submit that the service surely refused. */
const refusals = [
  redirectRejected,
  quotaUsedUp,
  requestRejected,
  authentication,
  notActivated,
  modelUnavailable,
  proxyRefused,
  promptRefused,
  referenceRefused,
  resultRefused,
  copyright,
].map(({ failure }) => failure);

/**
 * Whether the message says that the service may have accepted and billed the request that failed.
 */
export function isPossiblyBilled(
  { attempts, failure, isRefused }: ReportedFailure,
  on: Operation,
): boolean {
  return on === 'submit' && attempts === 1 && !(isRefused ?? refusals.includes(failure));
}
