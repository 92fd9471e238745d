import type { faultKinds, FaultKind, Operation } from '../../gateway/faultKinds.ts';

/** What a user is told of a fault. */
export interface Telling {
  /** How often it is met before that; all the time that a task is waited for. */
  readonly tries: number | 'time';
  /** The failure, and its problem where it has one. */
  readonly failure: string;
  /** A part of the sentence. */
  readonly words: string;
  /** How many tasks the service has accepted by then; 1 when left out. */
  readonly accepted?: 0;
}

/** What becomes of a fault: `unnoticed` where the pictures come all the same, even when it stays. */
export type Row = 'unnoticed' | Telling;

type Rows<Kind extends string> = Readonly<Record<Kind, Row>>;

const time = { tries: 'time' } as const;
const once = { tries: 1 } as const;
const fourTimes = { tries: 4 } as const;
const reset = { failure: 'network', words: 'Unable to connect to {0} (ECONNRESET)' };
const tooMany = { failure: 'rate', words: 'Too many requests', accepted: 0 } as const;
const tooManyPictures = {
  ...fourTimes,
  failure: 'download/status',
  words: 'could not be downloaded from {0} (HTTP 429)',
};
const silent = (seconds: number) => ({
  failure: 'noAnswer',
  words: `did not respond within ${seconds} seconds`,
});
const page = (status: number) => ({
  failure: 'badAnswer/notJson',
  words: `Unexpected response from OctopusX (HTTP ${status}, not JSON)`,
});
const redirected = {
  ...once,
  failure: 'badAnswer/redirect',
  words: 'redirected the request (HTTP 307). The redirect was not followed',
};
const strange = {
  failure: 'badAnswer/shape',
  words: 'returned an unrecognized response (HTTP 200)',
};
const notFetched = (status: number) => ({
  failure: 'download/status',
  words: `could not be downloaded from {0} (HTTP ${status})`,
});
const badAddress = (host: string) => ({
  failure: 'download/address',
  words: `returned an invalid image URL (${host})`,
});
const incomplete = {
  ...fourTimes,
  failure: 'download/incomplete',
  words: 'was lost while downloading the image',
};

const submit: Rows<(typeof faultKinds.submit)[number]> = {
  pass: 'unnoticed',
  resetBefore: { ...once, ...reset },
  resetDuring: 'unnoticed',
  resetAfter: 'unnoticed',
  stall: { ...once, ...silent(60) },
  stallDuring: 'unnoticed',
  resetUnseen: { ...once, ...reset, accepted: 0 },
  tooManyRequests: { ...time, ...tooMany },
  retryAfterSeconds: { ...time, ...tooMany },
  retryAfterDate: { ...time, ...tooMany },
  html500: { ...once, ...page(500), accepted: 0 },
  html502: { ...once, ...page(502), accepted: 0 },
  html503: { ...once, ...page(503), accepted: 0 },
  redirect: { ...redirected, accepted: 0 },
  truncatedJson: 'unnoticed',
  wrongTypes: 'unnoticed',
  stringCode: 'unnoticed',
  nullCode: 'unnoticed',
};

const { accepted, ...tooManyQueries } = tooMany;
const query: Rows<(typeof faultKinds.query)[number]> = {
  pass: 'unnoticed',
  resetBefore: { ...time, ...reset },
  resetDuring: { ...time, ...reset },
  resetAfter: 'unnoticed',
  stall: { ...time, ...silent(30) },
  stallDuring: { ...time, ...silent(30) },
  resetUnseen: { ...time, ...reset },
  tooManyRequests: { ...time, ...tooManyQueries },
  retryAfterSeconds: { ...time, ...tooManyQueries },
  retryAfterDate: { ...time, ...tooManyQueries },
  html500: { ...time, ...page(500) },
  html502: { ...time, ...page(502) },
  html503: { ...time, ...page(503) },
  redirect: redirected,
  truncatedJson: { tries: 6, ...page(200) },
  wrongTypes: { tries: 6, ...strange },
  stringCode: 'unnoticed',
  nullCode: 'unnoticed',
  unknownStatus: { ...time, failure: 'timeout', words: 'not ready after 600 seconds' },
  successWithoutPictures: {
    tries: 6,
    failure: 'badAnswer/noPicture',
    words: 'reported success but returned no image',
  },
  bothLists: 'unnoticed',
  ftpAddress: { tries: 2, ...badAddress('ftp:') },
  fileAddress: { tries: 2, ...badAddress('file:') },
};

const picture: Rows<(typeof faultKinds.picture)[number]> = {
  pass: 'unnoticed',
  resetBefore: { ...fourTimes, ...reset },
  resetDuring: incomplete,
  resetAfter: 'unnoticed',
  stall: { ...fourTimes, ...silent(20) },
  stallDuring: { ...fourTimes, ...silent(20) },
  resetUnseen: { ...fourTimes, ...reset },
  tooManyRequests: tooManyPictures,
  retryAfterSeconds: tooManyPictures,
  retryAfterDate: tooManyPictures,
  html500: { ...fourTimes, ...notFetched(500) },
  html502: { ...fourTimes, ...notFetched(502) },
  html503: { ...fourTimes, ...notFetched(503) },
  // Five are followed, six in a row are given up, and so are those of a fresh address.
  redirect: { tries: 12, ...badAddress('{0}') },
  forbidden: { tries: 2, ...notFetched(403) },
  missing: { tries: 2, ...notFetched(404) },
  halfWithLength: incomplete,
  halfChunked: incomplete,
  wrongContentType: 'unnoticed',
  htmlPicture: { tries: 2, failure: 'download/notPicture', words: 'did not return an image' },
  endless: { tries: 2, failure: 'download/tooLarge', words: 'is larger than 100 MB' },
};

/** What becomes of each fault, by the operation that it is on. */
export const rows = { submit, query, picture };

/** The rows of an operation. */
export function kindsOf(on: Operation): [FaultKind, Row][] {
  return Object.entries(rows[on]) as [FaultKind, Row][];
}

/** What becomes of the settings that make the service refuse. */
export const settingRows = {
  clockOffsetMs: { submit: 'unnoticed', query: 'unnoticed' },
  maxConcurrent: {
    submit: {
      ...time,
      failure: 'concurrency',
      words: 'reached the limit of concurrent tasks',
      accepted: 0,
    },
  },
  qps: { submit: { ...time, ...tooMany }, query: { ...time, ...tooManyQueries } },
} as const satisfies Record<string, Partial<Record<Operation, Row>>>;

/** Whether a user is told that the service may have accepted, and may bill, what seemed to fail. */
export function isBilled({ tries, failure }: Telling, on: Operation): boolean {
  return on === 'submit' && tries === 1 && failure !== redirected.failure;
}
