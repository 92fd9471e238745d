import {
  envelopeKinds,
  imageFormKinds,
  taskIdKinds,
  type faultKinds,
  type FaultKind,
  type Operation,
} from '../../gateway/faults/faultKinds.ts';

/** What a response means, by the rules of docs/service.md §9.7. */
export interface Meaning {
  /** The number of such responses in a row after which a run ends; 1 unless it is asked again. */
  readonly patience: number;
  /** Of a submit: whether the service has accepted the request. */
  readonly isAccepted?: boolean;
  /** Of a submit: whether the service has surely not accepted the request. */
  readonly isRefused?: boolean;
  /** Of a query: whether it is about this image, so that asking again changes nothing. */
  readonly isFinal?: boolean;
  /** Of a query: the number of images of the set that it offers, and how many it withholds. */
  readonly offered?: { readonly imageCount: number; readonly withheldCount: number };
}

/** The response says all that is needed, whatever its form. */
const understood = 'understood';
/** Only the timeout ends it. */
const untilTimeout = Number.MAX_VALUE;

type KindOf<On extends Operation> = (typeof faultKinds)[On][number];
type Meanings<On extends Operation> = Readonly<Record<KindOf<On>, Meaning | typeof understood>>;

/** The same meaning for several kinds. */
function all<Kind extends string, M>(meaning: M, kinds: readonly Kind[]): Record<Kind, M> {
  return Object.fromEntries(kinds.map((kind) => [kind, meaning])) as Record<Kind, M>;
}

const lost: Meaning = { patience: 1, isAccepted: true };
const refused: Meaning = { patience: 1, isRefused: true };
const refusedForNow: Meaning = { patience: untilTimeout, isRefused: true };
const unclear: Meaning = { patience: 1 };

const submitMeanings: Meanings<'submit'> = {
  ...all(understood, ['pass', 'slow', 'resetAfter', ...envelopeKinds, ...taskIdKinds]),
  // The part that arrives contains the task id.
  ...all(understood, ['resetDuring', 'stallDuring', 'truncatedJson']),
  ...all(lost, ['resetBefore', 'stall']),
  ...all(refusedForNow, ['tooManyRequests', 'retryAfterSeconds', 'retryAfterDate']),
  ...all(refusedForNow, ['limitPerSecond', 'tooManyTasks']),
  ...all(refused, ['redirect', 'html404', 'proxy407', 'error404', 'invalidParameter']),
  ...all(refused, ['promptRefused', 'referenceRefused', 'resultRefused', 'copyright']),
  ...all(refused, ['quotaAs429', 'balanceAs400', 'overdueAs403']),
  ...all(refused, ['wrongKey', 'notActivated', 'modelUnavailable', 'checkFailed']),
  ...all(refused, ['commandLink', 'retryAfterDays']),
  ...all(unclear, ['resetUnseen', 'html500', 'html502', 'html503', 'emptyBody', 'emptyObject']),
  ...all(unclear, ['errorAs200', 'internalError', 'unknownCode', 'timeout408', 'balanceAs200']),
  ...all(unclear, ['packedLarge']),
};

const saysNothing: Meaning = { patience: untilTimeout };
/** Three responses within seconds do not end it, only those of half a minute. */
const unknownTask: Meaning = { patience: untilTimeout };
const final: Meaning = { patience: 1, isFinal: true };
const firstWithheld: Meaning = { patience: 2, offered: { imageCount: 2, withheldCount: 1 } };
const onlyFirst: Meaning = { patience: 1, offered: { imageCount: 1, withheldCount: 0 } };

const queryMeanings: Meanings<'query'> = {
  ...all(understood, ['pass', 'slow', 'resetAfter', 'unknownStatus', ...envelopeKinds]),
  ...all(saysNothing, ['resetBefore', 'resetDuring', 'resetUnseen', 'stall', 'stallDuring']),
  ...all(saysNothing, ['tooManyRequests', 'retryAfterSeconds', 'retryAfterDate']),
  ...all(saysNothing, ['limitPerSecond', 'tooManyTasks', 'quotaAs429', 'balanceAs400']),
  ...all(saysNothing, ['balanceAs200', 'overdueAs403', 'wrongKey', 'notActivated']),
  ...all(saysNothing, ['modelUnavailable', 'checkFailed', 'internalError', 'unknownCode']),
  ...all(saysNothing, ['html500', 'html502', 'html503', 'html404', 'redirect', 'proxy407']),
  ...all(saysNothing, ['error404', 'errorAs200', 'timeout408', 'invalidParameter']),
  ...all(saysNothing, ['emptyBody', 'emptyObject', 'truncatedJson']),
  ...all(saysNothing, ['commandLink', 'packedLarge', 'retryAfterDays']),
  ...all(unknownTask, ['unknownTask', 'notFoundStatus', 'expiredStatus']),
  ...all(final, ['promptRefused', 'referenceRefused', 'resultRefused', 'copyright']),
  ...all(final, ['failedStatus', 'failedCode', 'failReason']),
  ...all(understood, imageFormKinds),
  ...all(saysNothing, ['successWithoutImages', 'onlyWithheldImages', 'ftpUrl', 'fileUrl']),
  ...all(firstWithheld, ['firstImageNull', 'firstImageEmpty']),
  ...all(onlyFirst, ['urlAsText', 'urlAsObject', 'resultUrl']),
};

const triedFourTimes: Meaning = { patience: 4 };
/** A second time with the URL that another query returns. */
const triedTwice: Meaning = { patience: 2 };
/** Six requests each, because five redirects are followed. */
const redirected: Meaning = { patience: 2 * 6 };

const imageMeanings: Meanings<'image'> = {
  ...all(understood, ['pass', 'slow', 'resetAfter', 'wrongContentType']),
  ...all(triedFourTimes, ['resetBefore', 'resetDuring', 'resetUnseen', 'stall', 'stallDuring']),
  ...all(triedFourTimes, ['tooManyRequests', 'retryAfterSeconds', 'retryAfterDate']),
  ...all(triedFourTimes, ['html500', 'html502', 'html503']),
  ...all(triedFourTimes, ['halfWithLength', 'halfChunked', 'halfAsWhole']),
  ...all(triedTwice, ['forbidden', 'missing', 'htmlImage', 'emptyImage', 'endless']),
  redirect: redirected,
};

const meanings = { submit: submitMeanings, query: queryMeanings, image: imageMeanings };

/** What a response means; `undefined` if it says all that is needed, whatever its form. */
export function getMeaning(on: Operation, kind: FaultKind): Meaning | undefined {
  const meaning = (meanings[on] as Readonly<Record<string, Meaning | typeof understood>>)[kind];
  return meaning === understood ? undefined : meaning;
}
