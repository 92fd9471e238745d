import { l10n } from 'vscode';
import type { Failure, ServiceFailure } from '../../jimeng/index.ts';
import { libraryUnavailableCode } from '../../library/location/libraryLocation.ts';
import { libraryChangedCode } from '../../tasks/libraryUse.ts';
import { maxServiceWordsCharacters, maxShownFaults } from '../../untrusted/limits.ts';
import { toPlainSentence, toPlainText, toPlainWords } from '../../untrusted/plainText.ts';
import { formatSeconds, formatPlural } from '../plural.ts';
import { formatInvalidProvider } from './customProvider.ts';
import { formatDownloadFailure } from './downloads.ts';
import { isMaybeBilled } from './failureActions.ts';
import { formatRequestFault } from './requestFaults.ts';
import { readServiceWords } from './serviceWords.ts';

type FailureKind = Failure['kind'];
type FailureOf<K extends FailureKind> = K extends ServiceFailure['kind']
  ? ServiceFailure
  : Extract<Failure, { kind: K }>;
type FailureFormatter<K extends FailureKind> = (
  failure: FailureOf<K>,
  providerName: string,
) => string;

const failureFormatters: { readonly [K in FailureKind]: FailureFormatter<K> } = {
  authentication: (_, providerName) =>
    l10n.t('{0} rejected the API key. Set a valid key and try again.', providerName),
  notActivated: (_, providerName) =>
    l10n.t(
      'This API key does not have access to the model at {0}. Activate the service there or set another key.',
      providerName,
    ),
  quota: (_, providerName) =>
    l10n.t('Your credit at {0} is used up. Add credit and try again.', providerName),
  modelUnavailable: (_, providerName) =>
    l10n.t(
      'This model is currently not available at {0}. Try again later or select another provider.',
      providerName,
    ),
  promptRefused: () =>
    l10n.t("The service's content filter blocked the prompt. Change the prompt and try again."),
  referenceRefused: () => l10n.t('The service rejected a reference image. Use another one.'),
  resultRefused: () =>
    l10n.t(
      "The service's content filter blocked the image. Change the prompt or generate the image again.",
    ),
  copyright: () =>
    l10n.t(
      'The service blocked the image for copyright reasons. Change the prompt or generate the image again.',
    ),
  rate: (_, providerName) =>
    l10n.t('Too many requests were sent to {0}. Wait a moment and try again.', providerName),
  concurrency: (_, providerName) =>
    l10n.t(
      'You have reached the limit of concurrent tasks at {0}. Try again when one finishes.',
      providerName,
    ),
  invalidRequest: (_, providerName) =>
    l10n.t('{0} rejected the request. Change the prompt or the size settings.', providerName),
  unknownTask: (_, providerName) =>
    l10n.t(
      '{0} could not find this task. It may belong to another account or be more than 12 hours old.',
      providerName,
    ),
  expired: () => l10n.t('The task has expired. The service keeps tasks for 12 hours.'),
  taskFailed: () =>
    l10n.t(
      'The service could not generate the image. Change the prompt or generate the image again.',
    ),
  service: (failure, providerName) =>
    join(l10n.t('{0} reported an internal error.', providerName), suggestLater(failure)),
  request: ({ faults }) =>
    join(...new Set(faults.slice(0, maxShownFaults).map(formatRequestFault))),
  noKey: (_, providerName) =>
    l10n.t('No API key is set for {0}. Set a key and try again.', providerName),
  keyStore: ({ problem }, providerName) =>
    problem === 'noResponse'
      ? l10n.t(
          'Unable to read the API key for {0} because the system keyring is not responding. Unlock the keyring or restart VS Code, and try again.',
          providerName,
        )
      : l10n.t(
          'The system keyring denied access to the API key for {0}. Unlock the keyring and try again.',
          providerName,
        ),
  noProvider: ({ field }) => formatInvalidProvider(field),
  clock: ({ seconds = 0 }, providerName) => {
    const minutes = Math.round(Math.abs(seconds) / 60);
    if (minutes < 2) {
      return l10n.t(
        'Your system clock does not match {0}. Correct it and try again.',
        providerName,
      );
    }
    return formatPlural(
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
    );
  },
  network: ({ host, code }) =>
    l10n.t(
      'Unable to connect to {0} ({1}). Check your network connection and proxy settings.',
      host,
      code,
    ),
  proxy: ({ host, code }) =>
    l10n.t('The proxy refused the connection to {0} ({1}). Check your proxy settings.', host, code),
  certificate: ({ host, code }) =>
    l10n.t(
      'The certificate of {0} is not trusted ({1}). If you are behind a proxy, install its certificate or check your proxy settings.',
      host,
      code,
    ),
  noResponse: (failure) =>
    join(
      l10n.t('{0} did not respond within {1}.', failure.host, formatSeconds(failure.seconds)),
      suggestLater(failure),
    ),
  badResponse: (failure, providerName) =>
    join(formatBadResponse(failure, providerName), suggestLater(failure)),
  timeout: ({ seconds }) =>
    l10n.t(
      'The image was not ready after {0}. Keep waiting at no extra cost, or it will be checked again when VS Code restarts.',
      formatSeconds(seconds),
    ),
  download: formatDownloadFailure,
  save: formatSaveFailure,
  interrupted: () => l10n.t('The window closed while the request was being sent.'),
  canceled: ({ maybeBilled }) =>
    maybeBilled
      ? l10n.t('Canceled. The service may still finish the image and bill it.')
      : l10n.t('Canceled before the request was sent.'),
  unexpected: formatUnexpectedError,
};

/**
 * What happened, whether it may have been billed, and what the user can do about it.
 * @param providerName display name of the provider that the request was for
 * @param canRetry whether Retry is offered, so that nothing can have been billed in vain
 */
export function formatFailure(failure: Failure, providerName: string, canRetry = false): string {
  // There is a formatter for each kind, but TypeScript cannot infer that it belongs to this failure.
  const formatter = failureFormatters[failure.kind] as FailureFormatter<FailureKind>;
  return toPlainSentence(
    join(
      formatter(toPlainWords(failure), toPlainText(providerName)),
      formatBillingNote(failure, canRetry),
      formatServiceMessage(failure),
    ),
  );
}

function formatBadResponse(
  { problem, httpStatus }: FailureOf<'badResponse'>,
  providerName: string,
): string {
  switch (problem) {
    case 'notJson':
      return l10n.t(
        'Unexpected response from {0} (HTTP {1}, not JSON). A proxy may be intercepting the request. Check your proxy settings.',
        providerName,
        httpStatus,
      );
    case 'shape':
      return l10n.t('{0} returned an unrecognized response (HTTP {1}).', providerName, httpStatus);
    case 'noImage':
      return l10n.t('{0} reported success but returned no image.', providerName);
    case 'tooLarge':
      return l10n.t(
        '{0} returned a response that is too large (HTTP {1}). It was not read to the end.',
        providerName,
        httpStatus,
      );
    case 'redirect':
      return l10n.t(
        '{0} redirected the request (HTTP {1}). The redirect was not followed, to protect your API key.',
        providerName,
        httpStatus,
      );
  }
}

/** Empty if the request may have been billed, because another attempt may be billed as well. */
function suggestLater(failure: Failure): string {
  return isMaybeBilled(failure, false) ? '' : l10n.t('Try again later.');
}

/** Empty if the request was surely not billed, or if the text of the failure is about it. */
function formatBillingNote(failure: Failure, canRetry: boolean): string {
  if (failure.kind === 'canceled' || !isMaybeBilled(failure, canRetry)) return '';
  return l10n.t(
    'The request may still have been accepted and billed. Look for its task at the provider before you generate the image again.',
  );
}

/** The message of the service, on one line. */
function formatServiceMessage(failure: Failure): string {
  const words = toPlainText(readServiceWords(failure), maxServiceWordsCharacters);
  return words === '' ? '' : l10n.t('Message from the service: {0}', words);
}

function join(...sentences: readonly string[]): string {
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

/** The message for an error that is a bug in this extension. */
export function formatUnexpectedError(): string {
  return l10n.t('An unexpected error occurred in Jimeng Images. See the log for details.');
}

function formatSaveFailure({ code }: Extract<Failure, { kind: 'save' }>): string {
  switch (code) {
    case libraryUnavailableCode:
      return l10n.t(
        'The library folder is not available, so the image could not be saved. Connect its disk or choose another folder. Images that were already generated will be downloaded, not generated again.',
      );
    case libraryChangedCode:
      return l10n.t(
        'The library is in another folder now, so nothing was sent. Try again, or continue in the gallery.',
      );
    case 'ENOSPC':
      return l10n.t(
        'The disk is full. Free up space and try again. Images that were already generated will be downloaded, not generated again.',
      );
    default:
      return l10n.t(
        'Unable to write to the library ({0}). Check the permissions of its folder and try again. Images that were already generated will be downloaded, not generated again.',
        code,
      );
  }
}
