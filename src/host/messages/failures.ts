import { l10n } from 'vscode';
import type { Failure, ServiceFailure } from '../../jimeng/index.ts';
import { formatDownloadFailure, formatInvalidProvider } from './downloads.ts';
import type { FailureAction } from './buttons.ts';
import { getFaultActions, formatRequestFault } from './requestFaults.ts';

/** A failure as the user is told of it. */
export interface FailureMessage {
  /** One sentence: what is wrong and what to do. */
  readonly text: string;
  readonly actions: readonly FailureAction[];
}

type FailureKind = Failure['kind'];
type FailureOf<K extends FailureKind> = K extends ServiceFailure['kind']
  ? ServiceFailure
  : Extract<Failure, { kind: K }>;
type FailureFormatter<K extends FailureKind> = (
  failure: FailureOf<K>,
  providerName: string,
) => FailureMessage;

const failureFormatters: { readonly [K in FailureKind]: FailureFormatter<K> } = {
  authentication: (_, providerName) => ({
    text: l10n.t('{0} does not accept the API key. Set the right one and try again.', providerName),
    actions: ['setApiKey'],
  }),
  notActivated: (failure, providerName) => ({
    text: appendServiceMessage(
      l10n.t(
        'This key may not use the model at {0}. Activate the service there or set another key.',
        providerName,
      ),
      failure.message,
    ),
    actions: ['openProvider', 'setApiKey'],
  }),
  quota: (_, providerName) => ({
    text: l10n.t('The credit at {0} is used up. Top it up and try again.', providerName),
    actions: ['openProvider', 'retry'],
  }),
  modelUnavailable: (_, providerName) => ({
    text: l10n.t(
      '{0} does not offer this model at the moment. Try again later or select another provider.',
      providerName,
    ),
    actions: ['retry', 'selectProvider'],
  }),
  promptRefused: () => ({
    text: l10n.t(
      'The content check of the service refused the prompt. Change its wording and try again.',
    ),
    actions: ['editPrompt'],
  }),
  referenceRefused: () => ({
    text: l10n.t('The service refused a reference picture. Use another one.'),
    actions: ['editPrompt'],
  }),
  resultRefused: () => ({
    text: l10n.t(
      'The content check of the service withheld the picture. Another try may pass, or change the prompt.',
    ),
    actions: ['retry', 'editPrompt'],
  }),
  copyright: () => ({
    text: l10n.t(
      'The service withheld the picture for copyright reasons. Change the prompt or try again.',
    ),
    actions: ['editPrompt', 'retry'],
  }),
  rate: (_, providerName) => ({
    text: l10n.t('{0} is getting too many requests. Wait a moment and try again.', providerName),
    actions: ['retry'],
  }),
  concurrency: (_, providerName) => ({
    text: l10n.t(
      '{0} is already making as many pictures for you as it will at once. Try again when one is finished.',
      providerName,
    ),
    actions: ['retry'],
  }),
  invalidRequest: (failure, providerName) => ({
    text: appendServiceMessage(
      l10n.t(
        '{0} does not accept this request. Change the prompt or the size settings.',
        providerName,
      ),
      failure.message,
    ),
    actions: ['editPrompt', 'showLog'],
  }),
  unknownTask: (_, providerName) => ({
    text: l10n.t(
      '{0} does not know this task: it may be another one’s, or over 12 hours old.',
      providerName,
    ),
    actions: ['retry'],
  }),
  expired: () => ({
    text: l10n.t('The service no longer has this task: it keeps tasks for 12 hours.'),
    actions: ['retry'],
  }),
  taskFailed: () => ({
    text: l10n.t('The service could not make the picture. Try again or change the prompt.'),
    actions: ['retry', 'editPrompt'],
  }),
  service: (failure, providerName) => ({
    text: appendServiceMessage(
      l10n.t('{0} has a fault of its own. Try again later.', providerName),
      failure.message,
    ),
    actions: ['retry', 'showLog'],
  }),
  request: (failure) => ({
    text: failure.faults.map(formatRequestFault).join(' '),
    actions: getFaultActions(failure.faults),
  }),
  noKey: (_, providerName) => ({
    text: l10n.t('There is no API key for {0} yet. Set it and try again.', providerName),
    actions: ['setApiKey'],
  }),
  noProvider: ({ field }) => ({
    text: formatInvalidProvider(field),
    actions: ['providerSettings'],
  }),
  clock: ({ seconds = 0 }, providerName) => {
    const minutes = Math.round(Math.abs(seconds) / 60);
    return {
      text:
        minutes < 2
          ? l10n.t(
              'By the clock of {0}, that of this machine is wrong. Set it right and try again.',
              providerName,
            )
          : l10n.t(
              'The clock of this machine is {0} minutes off, which {1} does not accept. Set it right and try again.',
              minutes,
              providerName,
            ),
      actions: ['retry'],
    };
  },
  network: (failure) => ({
    text: appendBillingNote(
      l10n.t(
        '{0} cannot be reached ({1}). Check the network connection and the proxy settings.',
        failure.host,
        failure.code,
      ),
      failure.maybeBilled,
    ),
    actions: ['retry', 'proxySettings', 'showLog'],
  }),
  proxy: (failure) => ({
    text: l10n.t(
      'The proxy on the way to {0} refuses the connection ({1}). Check the proxy settings.',
      failure.host,
      failure.code,
    ),
    actions: ['proxySettings', 'retry'],
  }),
  certificate: (failure) => ({
    text: l10n.t(
      'The certificate that {0} shows is not trusted ({1}). If a proxy of your own stands before it, install its certificate or check the proxy settings.',
      failure.host,
      failure.code,
    ),
    actions: ['proxySettings', 'retry'],
  }),
  noAnswer: (failure) => ({
    text: appendBillingNote(
      l10n.t(
        '{0} has not answered for {1} seconds. Try again later.',
        failure.host,
        failure.seconds,
      ),
      failure.maybeBilled,
    ),
    actions: ['retry', 'showLog'],
  }),
  badAnswer: (failure, providerName) => ({
    text: appendBillingNote(formatBadResponse(failure, providerName), failure.maybeBilled),
    actions: ['retry', 'showLog'],
  }),
  timeout: (failure) => ({
    text: l10n.t(
      'The picture was not ready after {0} seconds. Keep waiting, which costs nothing more, or let the next start of VS Code ask for it again.',
      failure.seconds,
    ),
    actions: ['keepWaiting'],
  }),
  download: (failure) => ({
    text: formatDownloadFailure(failure),
    actions: ['fetchAgain', 'showLog'],
  }),
  save: (failure) => ({
    text:
      failure.code === 'ENOSPC'
        ? l10n.t(
            'The disk is full, so the library could not be written. Free some space and try again: what was made is fetched, not made again.',
          )
        : l10n.t(
            'The library could not be written ({0}). Make its folder writable and try again: what was made is fetched, not made again.',
            failure.code,
          ),
    actions: ['retry', 'showLog'],
  }),
  interrupted: () => ({
    text: l10n.t(
      'The window closed while the request was on its way, so it may have been billed. Try again, which makes a new picture.',
    ),
    actions: ['retry'],
  }),
  cancelled: (failure) => ({
    text: failure.maybeBilled
      ? l10n.t('Cancelled. The service may still finish and bill the picture.')
      : l10n.t('Cancelled before anything was sent.'),
    actions: ['retry'],
  }),
  unexpected: () => ({
    text: formatUnexpectedError(),
    actions: ['retry', 'showLog'],
  }),
};

/** Puts a failure into words. `provider` is its name. */
export function formatFailure(failure: Failure, providerName: string): FailureMessage {
  // The map has a teller for each kind; TypeScript cannot follow the pairing through the lookup.
  const formatter = failureFormatters[failure.kind] as FailureFormatter<FailureKind>;
  return formatter(failure, providerName);
}

function formatBadResponse(
  { problem, httpStatus }: FailureOf<'badAnswer'>,
  providerName: string,
): string {
  switch (problem) {
    case 'notJson':
      return l10n.t(
        'What answered in place of {0} is not its service (HTTP {1}, not JSON). Check the proxy settings, or try again later.',
        providerName,
        httpStatus,
      );
    case 'shape':
      return l10n.t(
        '{0} answered in a form that is not known (HTTP {1}). Try again later.',
        providerName,
        httpStatus,
      );
    case 'noPicture':
      return l10n.t(
        '{0} reports success but sent no picture. Try again, which costs nothing, or use the prompt for a new one.',
        providerName,
      );
    case 'redirect':
      return l10n.t(
        '{0} points to another address (HTTP {1}), where the API key must not go. Try again later.',
        providerName,
        httpStatus,
      );
  }
}

function appendBillingNote(message: string, maybeBilled: boolean | undefined): string {
  return maybeBilled
    ? `${message} ${l10n.t('The request may have been accepted and billed all the same.')}`
    : message;
}

function appendServiceMessage(message: string, serviceMessage: string | undefined): string {
  return serviceMessage ? `${message} ${l10n.t('It says: “{0}”', serviceMessage)}` : message;
}

/** What a fault of our own is called. */
export function formatUnexpectedError(): string {
  return l10n.t('Something went wrong in Jimeng Images. The log has the details.');
}
