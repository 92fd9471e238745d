import { l10n } from 'vscode';
import type { Failure, ServiceFailure } from '../jimeng/index.ts';
import { tellDownload, tellNoProvider } from './detailWords.ts';
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
    sentence: l10n.t('{0} does not accept the API key. Set the right one and try again.', provider),
    remedies: ['setApiKey'],
  }),
  notActivated: (failure, provider) => ({
    sentence: withServerWords(
      l10n.t(
        'This key may not use the model at {0}. Activate the service there or set another key.',
        provider,
      ),
      failure.message,
    ),
    remedies: ['openProvider', 'setApiKey'],
  }),
  quota: (_, provider) => ({
    sentence: l10n.t('The credit at {0} is used up. Top it up and try again.', provider),
    remedies: ['openProvider', 'retry'],
  }),
  modelUnavailable: (_, provider) => ({
    sentence: l10n.t(
      '{0} does not offer this model at the moment. Try again later or select another provider.',
      provider,
    ),
    remedies: ['retry', 'selectProvider'],
  }),
  promptRefused: () => ({
    sentence: l10n.t(
      'The content check of the service refused the prompt. Change its wording and try again.',
    ),
    remedies: ['editPrompt'],
  }),
  referenceRefused: () => ({
    sentence: l10n.t('The service refused a reference picture. Use another one.'),
    remedies: ['editPrompt'],
  }),
  resultRefused: () => ({
    sentence: l10n.t(
      'The content check of the service withheld the picture. Another try may pass, or change the prompt.',
    ),
    remedies: ['retry', 'editPrompt'],
  }),
  copyright: () => ({
    sentence: l10n.t(
      'The service withheld the picture for copyright reasons. Change the prompt or try again.',
    ),
    remedies: ['editPrompt', 'retry'],
  }),
  rate: (_, provider) => ({
    sentence: l10n.t('{0} is getting too many requests. Wait a moment and try again.', provider),
    remedies: ['retry'],
  }),
  concurrency: (_, provider) => ({
    sentence: l10n.t(
      '{0} is already making as many pictures for you as it will at once. Try again when one is finished.',
      provider,
    ),
    remedies: ['retry'],
  }),
  invalidRequest: (failure, provider) => ({
    sentence: withServerWords(
      l10n.t('{0} does not accept this request. Change the prompt or the size settings.', provider),
      failure.message,
    ),
    remedies: ['editPrompt', 'showLog'],
  }),
  unknownTask: (_, provider) => ({
    sentence: l10n.t(
      '{0} does not know this task: it may be another one’s, or over 12 hours old.',
      provider,
    ),
    remedies: ['retry'],
  }),
  expired: () => ({
    sentence: l10n.t('The service no longer has this task: it keeps tasks for 12 hours.'),
    remedies: ['retry'],
  }),
  taskFailed: () => ({
    sentence: l10n.t('The service could not make the picture. Try again or change the prompt.'),
    remedies: ['retry', 'editPrompt'],
  }),
  service: (failure, provider) => ({
    sentence: withServerWords(
      l10n.t('{0} has a fault of its own. Try again later.', provider),
      failure.message,
    ),
    remedies: ['retry', 'showLog'],
  }),
  request: (failure) => ({
    sentence: failure.faults.map(tellFault).join(' '),
    remedies: remediesOf(failure.faults),
  }),
  noKey: (_, provider) => ({
    sentence: l10n.t('There is no API key for {0} yet. Set it and try again.', provider),
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
          ? l10n.t(
              'By the clock of {0}, that of this machine is wrong. Set it right and try again.',
              provider,
            )
          : l10n.t(
              'The clock of this machine is {0} minutes off, which {1} does not accept. Set it right and try again.',
              minutes,
              provider,
            ),
      remedies: ['retry'],
    };
  },
  network: (failure) => ({
    sentence: withBillNote(
      l10n.t(
        '{0} cannot be reached ({1}). Check the network connection and the proxy settings.',
        failure.host,
        failure.code,
      ),
      failure.maybeBilled,
    ),
    remedies: ['retry', 'proxySettings', 'showLog'],
  }),
  proxy: (failure) => ({
    sentence: l10n.t(
      'The proxy on the way to {0} refuses the connection ({1}). Check the proxy settings.',
      failure.host,
      failure.code,
    ),
    remedies: ['proxySettings', 'retry'],
  }),
  certificate: (failure) => ({
    sentence: l10n.t(
      'The certificate that {0} shows is not trusted ({1}). If a proxy of your own stands before it, install its certificate or check the proxy settings.',
      failure.host,
      failure.code,
    ),
    remedies: ['proxySettings', 'retry'],
  }),
  noAnswer: (failure) => ({
    sentence: withBillNote(
      l10n.t(
        '{0} has not answered for {1} seconds. Try again later.',
        failure.host,
        failure.seconds,
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
      'The picture was not ready after {0} seconds. Keep waiting, which costs nothing more, or let the next start of VS Code ask for it again.',
      failure.seconds,
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
            'The disk is full, so the library could not be written. Free some space and try again: what was made is fetched, not made again.',
          )
        : l10n.t(
            'The library could not be written ({0}). Make its folder writable and try again: what was made is fetched, not made again.',
            failure.code,
          ),
    remedies: ['retry', 'showLog'],
  }),
  interrupted: () => ({
    sentence: l10n.t(
      'The window closed while the request was on its way, so it may have been billed. Try again, which makes a new picture.',
    ),
    remedies: ['retry'],
  }),
  cancelled: (failure) => ({
    sentence: failure.maybeBilled
      ? l10n.t('Cancelled. The service may still finish and bill the picture.')
      : l10n.t('Cancelled before anything was sent.'),
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
        'What answered in place of {0} is not its service (HTTP {1}, not JSON). Check the proxy settings, or try again later.',
        provider,
        httpStatus,
      );
    case 'shape':
      return l10n.t(
        '{0} answered in a form that is not known (HTTP {1}). Try again later.',
        provider,
        httpStatus,
      );
    case 'noPicture':
      return l10n.t(
        '{0} reports success but sent no picture. Try again, which costs nothing, or use the prompt for a new one.',
        provider,
      );
    case 'redirect':
      return l10n.t(
        '{0} points to another address (HTTP {1}), where the API key must not go. Try again later.',
        provider,
        httpStatus,
      );
  }
}

function withBillNote(sentence: string, maybeBilled: boolean | undefined): string {
  return maybeBilled
    ? `${sentence} ${l10n.t('The request may have been accepted and billed all the same.')}`
    : sentence;
}

function withServerWords(sentence: string, words: string | undefined): string {
  return words ? `${sentence} ${l10n.t('It says: “{0}”', words)}` : sentence;
}

/** What a fault of our own is called. */
export function somethingWrong(): string {
  return l10n.t('Something went wrong in Jimeng Images. The log has the details.');
}
