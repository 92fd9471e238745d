import { l10n } from 'vscode';
import type { Failure, ServiceFailure } from '../jimeng/index.ts';
import { tellDownload, tellNoProvider } from './detailWords.ts';
import { formatSeconds, plural } from './plural.ts';
import type { Remedy } from './remedyWords.ts';
import { remediesOf, tellFault } from './requestWords.ts';

/** A failure as the user is told of it. */
export interface Told {
  /** One sentence: what is wrong and what to do. */
  readonly sentence: string;
  readonly remedies: readonly Remedy[];
}

type Kind = Failure['kind'];
type Of<K extends Kind> = K extends ServiceFailure['kind']
  ? ServiceFailure
  : Extract<Failure, { kind: K }>;
type Teller<K extends Kind> = (failure: Of<K>, provider: string) => Told;

const tellers: { readonly [K in Kind]: Teller<K> } = {
  authentication: (_, provider) => ({
    sentence: l10n.t('{0} rejected the API key. Set a valid key and try again.', provider),
    remedies: ['setApiKey'],
  }),
  notActivated: (failure, provider) => ({
    sentence: withServerWords(
      l10n.t(
        'This API key does not have access to the model at {0}. Activate the service there or set another key.',
        provider,
      ),
      failure.message,
    ),
    remedies: ['openProvider', 'setApiKey'],
  }),
  quota: (_, provider) => ({
    sentence: l10n.t('Your credit at {0} is used up. Add credit and try again.', provider),
    remedies: ['openProvider', 'retry'],
  }),
  modelUnavailable: (_, provider) => ({
    sentence: l10n.t(
      'This model is currently not available at {0}. Try again later or select another provider.',
      provider,
    ),
    remedies: ['retry', 'selectProvider'],
  }),
  promptRefused: () => ({
    sentence: l10n.t(
      "The service's content filter blocked the prompt. Change the prompt and try again.",
    ),
    remedies: ['editPrompt'],
  }),
  referenceRefused: () => ({
    sentence: l10n.t('The service rejected a reference image. Use another one.'),
    remedies: ['editPrompt'],
  }),
  resultRefused: () => ({
    sentence: l10n.t(
      "The service's content filter blocked the image. Try again or change the prompt.",
    ),
    remedies: ['retry', 'editPrompt'],
  }),
  copyright: () => ({
    sentence: l10n.t(
      'The service blocked the image for copyright reasons. Change the prompt or try again.',
    ),
    remedies: ['editPrompt', 'retry'],
  }),
  rate: (_, provider) => ({
    sentence: l10n.t('Too many requests were sent to {0}. Wait a moment and try again.', provider),
    remedies: ['retry'],
  }),
  concurrency: (_, provider) => ({
    sentence: l10n.t(
      'You have reached the limit of concurrent tasks at {0}. Try again when one finishes.',
      provider,
    ),
    remedies: ['retry'],
  }),
  invalidRequest: (failure, provider) => ({
    sentence: withServerWords(
      l10n.t('{0} rejected the request. Change the prompt or the size settings.', provider),
      failure.message,
    ),
    remedies: ['editPrompt', 'showLog'],
  }),
  unknownTask: (_, provider) => ({
    sentence: l10n.t(
      '{0} could not find this task. It may belong to another account or be more than 12 hours old.',
      provider,
    ),
    remedies: ['retry'],
  }),
  expired: () => ({
    sentence: l10n.t('The task has expired. The service keeps tasks for 12 hours.'),
    remedies: ['retry'],
  }),
  taskFailed: () => ({
    sentence: l10n.t('The service could not generate the image. Try again or change the prompt.'),
    remedies: ['retry', 'editPrompt'],
  }),
  service: (failure, provider) => ({
    sentence: withServerWords(
      l10n.t('{0} reported an internal error. Try again later.', provider),
      failure.message,
    ),
    remedies: ['retry', 'showLog'],
  }),
  request: (failure) => ({
    sentence: failure.faults.map(tellFault).join(' '),
    remedies: remediesOf(failure.faults),
  }),
  noKey: (_, provider) => ({
    sentence: l10n.t('No API key is set for {0}. Set a key and try again.', provider),
    remedies: ['setApiKey'],
  }),
  noProvider: ({ field }) => ({
    sentence: tellNoProvider(field),
    remedies: ['providerSettings'],
  }),
  clock: ({ seconds = 0 }, provider) => {
    const minutes = Math.round(Math.abs(seconds) / 60);
    return {
      sentence:
        minutes < 2
          ? l10n.t('Your system clock does not match {0}. Correct it and try again.', provider)
          : plural(
              minutes,
              {
                one: l10n.t(
                  'Your system clock is off by 1 minute, so {1} rejected the request. Correct it and try again.',
                ),
                other: l10n.t(
                  'Your system clock is off by {0} minutes, so {1} rejected the request. Correct it and try again.',
                ),
              },
              provider,
            ),
      remedies: ['retry'],
    };
  },
  network: (failure) => ({
    sentence: withBillNote(
      l10n.t(
        'Unable to connect to {0} ({1}). Check your network connection and proxy settings.',
        failure.host,
        failure.code,
      ),
      failure.maybeBilled,
    ),
    remedies: ['retry', 'proxySettings', 'showLog'],
  }),
  proxy: (failure) => ({
    sentence: l10n.t(
      'The proxy refused the connection to {0} ({1}). Check your proxy settings.',
      failure.host,
      failure.code,
    ),
    remedies: ['proxySettings', 'retry'],
  }),
  certificate: (failure) => ({
    sentence: l10n.t(
      'The certificate of {0} is not trusted ({1}). If you are behind a proxy, install its certificate or check your proxy settings.',
      failure.host,
      failure.code,
    ),
    remedies: ['proxySettings', 'retry'],
  }),
  noAnswer: (failure) => ({
    sentence: withBillNote(
      l10n.t(
        '{0} did not respond within {1}. Try again later.',
        failure.host,
        formatSeconds(failure.seconds),
      ),
      failure.maybeBilled,
    ),
    remedies: ['retry', 'showLog'],
  }),
  badAnswer: (failure, provider) => ({
    sentence: withBillNote(tellBadAnswer(failure, provider), failure.maybeBilled),
    remedies: ['retry', 'showLog'],
  }),
  timeout: (failure) => ({
    sentence: l10n.t(
      'The image was not ready after {0}. Keep waiting at no extra cost, or it will be checked again when VS Code restarts.',
      formatSeconds(failure.seconds),
    ),
    remedies: ['keepWaiting'],
  }),
  download: (failure) => ({
    sentence: tellDownload(failure),
    remedies: ['fetchAgain', 'showLog'],
  }),
  save: (failure) => ({
    sentence:
      failure.code === 'ENOSPC'
        ? l10n.t(
            'The disk is full. Free up space and try again. Images that were already generated will be downloaded, not generated again.',
          )
        : l10n.t(
            'Unable to write to the library ({0}). Check the permissions of its folder and try again. Images that were already generated will be downloaded, not generated again.',
            failure.code,
          ),
    remedies: ['retry', 'showLog'],
  }),
  interrupted: () => ({
    sentence: l10n.t(
      'The window closed while the request was being sent, so it may have been billed. Retrying generates a new image.',
    ),
    remedies: ['retry'],
  }),
  cancelled: (failure) => ({
    sentence: failure.maybeBilled
      ? l10n.t('Canceled. The service may still finish the image and bill it.')
      : l10n.t('Canceled before the request was sent.'),
    remedies: ['retry'],
  }),
  unexpected: () => ({
    sentence: somethingWrong(),
    remedies: ['retry', 'showLog'],
  }),
};

/** Puts a failure into words. `provider` is its name. */
export function tell(failure: Failure, provider: string): Told {
  // The map has a teller for each kind; TypeScript cannot follow the pairing through the lookup.
  const teller = tellers[failure.kind] as Teller<Kind>;
  return teller(failure, provider);
}

function tellBadAnswer({ problem, httpStatus }: Of<'badAnswer'>, provider: string): string {
  switch (problem) {
    case 'notJson':
      return l10n.t(
        'Unexpected response from {0} (HTTP {1}, not JSON). A proxy may be intercepting the request. Check your proxy settings or try again later.',
        provider,
        httpStatus,
      );
    case 'shape':
      return l10n.t(
        '{0} returned an unrecognized response (HTTP {1}). Try again later.',
        provider,
        httpStatus,
      );
    case 'noPicture':
      return l10n.t(
        '{0} reported success but returned no image. Retry at no extra cost, or generate again.',
        provider,
      );
    case 'redirect':
      return l10n.t(
        '{0} redirected the request (HTTP {1}). The redirect was not followed, to protect your API key. Try again later.',
        provider,
        httpStatus,
      );
  }
}

function withBillNote(sentence: string, maybeBilled: boolean | undefined): string {
  return maybeBilled
    ? `${sentence} ${l10n.t('The request may still have been accepted and billed.')}`
    : sentence;
}

function withServerWords(sentence: string, words: string | undefined): string {
  return words ? `${sentence} ${l10n.t('Message from the service: {0}', words)}` : sentence;
}

/** What a fault of our own is called. */
export function somethingWrong(): string {
  return l10n.t('An unexpected error occurred in Jimeng Images. See the log for details.');
}
