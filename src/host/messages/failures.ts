import { l10n } from 'vscode';
import type { Failure, ServiceFailure } from '../../jimeng/index.ts';
import { formatSeconds, formatPlural } from '../plural.ts';
import type { FailureAction } from './buttons.ts';
import { formatInvalidProvider } from './customProvider.ts';
import { formatDownloadFailure } from './downloads.ts';
import { getFaultActions, formatRequestFault } from './requestFaults.ts';

/** A failure as it is shown to the user. */
export interface FailureMessage {
  /** What happened, and what the user can do about it. */
  readonly text: string;
  /** Offered as buttons, in this order. */
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
    text: l10n.t('{0} rejected the API key. Set a valid key and try again.', providerName),
    actions: ['setApiKey'],
  }),
  notActivated: (failure, providerName) => ({
    text: appendServiceMessage(
      l10n.t(
        'This API key does not have access to the model at {0}. Activate the service there or set another key.',
        providerName,
      ),
      failure.message,
    ),
    actions: ['openProviderWebsite', 'setApiKey'],
  }),
  quota: (_, providerName) => ({
    text: l10n.t('Your credit at {0} is used up. Add credit and try again.', providerName),
    actions: ['openProviderWebsite', 'retry'],
  }),
  modelUnavailable: (_, providerName) => ({
    text: l10n.t(
      'This model is currently not available at {0}. Try again later or select another provider.',
      providerName,
    ),
    actions: ['retry', 'selectProvider'],
  }),
  promptRefused: () => ({
    text: l10n.t(
      "The service's content filter blocked the prompt. Change the prompt and try again.",
    ),
    actions: ['editPrompt'],
  }),
  referenceRefused: () => ({
    text: l10n.t('The service rejected a reference image. Use another one.'),
    actions: ['editPrompt'],
  }),
  resultRefused: () => ({
    text: l10n.t("The service's content filter blocked the image. Try again or change the prompt."),
    actions: ['retry', 'editPrompt'],
  }),
  copyright: () => ({
    text: l10n.t(
      'The service blocked the image for copyright reasons. Change the prompt or try again.',
    ),
    actions: ['editPrompt', 'retry'],
  }),
  rate: (_, providerName) => ({
    text: l10n.t('Too many requests were sent to {0}. Wait a moment and try again.', providerName),
    actions: ['retry'],
  }),
  concurrency: (_, providerName) => ({
    text: l10n.t(
      'You have reached the limit of concurrent tasks at {0}. Try again when one finishes.',
      providerName,
    ),
    actions: ['retry'],
  }),
  invalidRequest: (failure, providerName) => ({
    text: appendServiceMessage(
      l10n.t('{0} rejected the request. Change the prompt or the size settings.', providerName),
      failure.message,
    ),
    actions: ['editPrompt', 'showLog'],
  }),
  unknownTask: (_, providerName) => ({
    text: l10n.t(
      '{0} could not find this task. It may belong to another account or be more than 12 hours old.',
      providerName,
    ),
    actions: ['retry'],
  }),
  expired: () => ({
    text: l10n.t('The task has expired. The service keeps tasks for 12 hours.'),
    actions: ['retry'],
  }),
  taskFailed: () => ({
    text: l10n.t('The service could not generate the image. Try again or change the prompt.'),
    actions: ['retry', 'editPrompt'],
  }),
  service: (failure, providerName) => ({
    text: appendServiceMessage(
      l10n.t('{0} reported an internal error. Try again later.', providerName),
      failure.message,
    ),
    actions: ['retry', 'showLog'],
  }),
  request: (failure) => ({
    text: failure.faults.map(formatRequestFault).join(' '),
    actions: getFaultActions(failure.faults),
  }),
  noKey: (_, providerName) => ({
    text: l10n.t('No API key is set for {0}. Set a key and try again.', providerName),
    actions: ['setApiKey'],
  }),
  noProvider: ({ field }) => ({
    text: formatInvalidProvider(field),
    actions: ['openProviderSettings'],
  }),
  clock: ({ seconds = 0 }, providerName) => {
    const minutes = Math.round(Math.abs(seconds) / 60);
    return {
      text:
        minutes < 2
          ? l10n.t('Your system clock does not match {0}. Correct it and try again.', providerName)
          : formatPlural(
              minutes,
              {
                one: l10n.t(
                  'Your system clock is off by 1 minute, so {1} rejected the request. Correct it and try again.',
                ),
                other: l10n.t(
                  'Your system clock is off by {0} minutes, so {1} rejected the request. Correct it and try again.',
                ),
              },
              providerName,
            ),
      actions: ['retry'],
    };
  },
  network: (failure) => ({
    text: appendBillingNote(
      l10n.t(
        'Unable to connect to {0} ({1}). Check your network connection and proxy settings.',
        failure.host,
        failure.code,
      ),
      failure.maybeBilled,
    ),
    actions: ['retry', 'openProxySettings', 'showLog'],
  }),
  proxy: (failure) => ({
    text: l10n.t(
      'The proxy refused the connection to {0} ({1}). Check your proxy settings.',
      failure.host,
      failure.code,
    ),
    actions: ['openProxySettings', 'retry'],
  }),
  certificate: (failure) => ({
    text: l10n.t(
      'The certificate of {0} is not trusted ({1}). If you are behind a proxy, install its certificate or check your proxy settings.',
      failure.host,
      failure.code,
    ),
    actions: ['openProxySettings', 'retry'],
  }),
  noResponse: (failure) => ({
    text: appendBillingNote(
      l10n.t(
        '{0} did not respond within {1}. Try again later.',
        failure.host,
        formatSeconds(failure.seconds),
      ),
      failure.maybeBilled,
    ),
    actions: ['retry', 'showLog'],
  }),
  badResponse: (failure, providerName) => ({
    text: appendBillingNote(formatBadResponse(failure, providerName), failure.maybeBilled),
    actions: ['retry', 'showLog'],
  }),
  timeout: (failure) => ({
    text: l10n.t(
      'The image was not ready after {0}. Keep waiting at no extra cost, or it will be checked again when VS Code restarts.',
      formatSeconds(failure.seconds),
    ),
    actions: ['keepWaiting'],
  }),
  download: (failure) => ({
    text: formatDownloadFailure(failure),
    actions: ['retryDownload', 'showLog'],
  }),
  save: (failure) => ({
    text:
      failure.code === 'ENOSPC'
        ? l10n.t(
            'The disk is full. Free up space and try again. Images that were already generated will be downloaded, not generated again.',
          )
        : l10n.t(
            'Unable to write to the library ({0}). Check the permissions of its folder and try again. Images that were already generated will be downloaded, not generated again.',
            failure.code,
          ),
    actions: ['retry', 'showLog'],
  }),
  interrupted: () => ({
    text: l10n.t(
      'The window closed while the request was being sent, so it may have been billed. Retrying generates a new image.',
    ),
    actions: ['retry'],
  }),
  canceled: (failure) => ({
    text: failure.maybeBilled
      ? l10n.t('Canceled. The service may still finish the image and bill it.')
      : l10n.t('Canceled before the request was sent.'),
    actions: ['retry'],
  }),
  unexpected: () => ({
    text: formatUnexpectedError(),
    actions: ['retry', 'showLog'],
  }),
};

/** @param providerName display name of the provider that the request was for */
export function formatFailure(failure: Failure, providerName: string): FailureMessage {
  // There is a formatter for each kind, but TypeScript cannot tell that it belongs to this failure.
  const formatter = failureFormatters[failure.kind] as FailureFormatter<FailureKind>;
  return formatter(failure, providerName);
}

function formatBadResponse(
  { problem, httpStatus }: FailureOf<'badResponse'>,
  providerName: string,
): string {
  switch (problem) {
    case 'notJson':
      return l10n.t(
        'Unexpected response from {0} (HTTP {1}, not JSON). A proxy may be intercepting the request. Check your proxy settings or try again later.',
        providerName,
        httpStatus,
      );
    case 'shape':
      return l10n.t(
        '{0} returned an unrecognized response (HTTP {1}). Try again later.',
        providerName,
        httpStatus,
      );
    case 'noImage':
      return l10n.t(
        '{0} reported success but returned no image. Retry at no extra cost, or generate again.',
        providerName,
      );
    case 'redirect':
      return l10n.t(
        '{0} redirected the request (HTTP {1}). The redirect was not followed, to protect your API key. Try again later.',
        providerName,
        httpStatus,
      );
  }
}

function appendBillingNote(message: string, maybeBilled: boolean | undefined): string {
  return maybeBilled
    ? `${message} ${l10n.t('The request may still have been accepted and billed.')}`
    : message;
}

function appendServiceMessage(message: string, serviceMessage: string | undefined): string {
  return serviceMessage
    ? `${message} ${l10n.t('Message from the service: {0}', serviceMessage)}`
    : message;
}

/** The message for an error that is a bug in this extension. */
export function formatUnexpectedError(): string {
  return l10n.t('An unexpected error occurred in Jimeng Images. See the log for details.');
}
