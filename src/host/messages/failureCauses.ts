import { l10n } from 'vscode';
import type { Failure } from '../../jimeng/index.ts';
import { toPlainSentence, toPlainText, toPlainWords } from '../../untrusted/plainText.ts';
import { isMaybeBilled } from './failureActions.ts';

/**
 * Why generations failed, in a few words without a full stop, such as `Prompt blocked by the content filter`.
 * `formatFailure` explains it.
 * @param canRetry whether Retry is offered, which is never billed twice
 */
export function formatFailureCause(
  failure: Failure,
  providerName: string,
  canRetry: boolean,
): string {
  const cause = formatCause(toPlainWords(failure), toPlainText(providerName));
  const note = isMaybeBilled(failure, canRetry) ? l10n.t('may have been billed') : '';
  return toPlainSentence([cause, note].filter((text) => text !== '').join(' · '));
}

function formatCause(failure: Failure, provider: string): string {
  switch (failure.kind) {
    case 'authentication':
      return l10n.t('API key rejected by {0}', provider);
    case 'notActivated':
      return l10n.t('No access to the model at {0}', provider);
    case 'quota':
      return l10n.t('Credit used up at {0}', provider);
    case 'modelUnavailable':
      return l10n.t('Model not available at {0}', provider);
    case 'promptRefused':
      return l10n.t('Prompt blocked by the content filter');
    case 'referenceRefused':
      return l10n.t('Reference image rejected');
    case 'resultRefused':
      return l10n.t('Image blocked by the content filter');
    case 'copyright':
      return l10n.t('Image blocked for copyright reasons');
    case 'rate':
      return l10n.t('Too many requests to {0}', provider);
    case 'concurrency':
      return l10n.t('Too many concurrent tasks at {0}', provider);
    case 'invalidRequest':
      return l10n.t('Request rejected by {0}', provider);
    case 'unknownTask':
      return l10n.t('Task not found at {0}', provider);
    case 'expired':
      return l10n.t('Task expired');
    case 'taskFailed':
      return l10n.t('Image could not be generated');
    case 'service':
      return l10n.t('Internal error at {0}', provider);
    case 'request':
      return l10n.t('Invalid request');
    case 'noKey':
      return l10n.t('No API key for {0}', provider);
    case 'keyStore':
      return l10n.t('API key could not be read');
    case 'noProvider':
      return l10n.t('Custom provider not configured');
    case 'clock':
      return l10n.t('System clock is off');
    case 'network':
      return l10n.t('No connection to {0}', failure.host);
    case 'proxy':
      return l10n.t('Connection to {0} refused by the proxy', failure.host);
    case 'certificate':
      return l10n.t('Certificate of {0} not trusted', failure.host);
    case 'noResponse':
      return l10n.t('No response from {0}', failure.host);
    case 'badResponse':
      return l10n.t('Unexpected response from {0}', provider);
    case 'timeout':
      return l10n.t('Not ready in time');
    case 'download':
      return l10n.t('Download from {0} failed', failure.host);
    case 'save':
      return failure.code === 'ENOSPC'
        ? l10n.t('Disk full')
        : l10n.t('Image could not be saved ({0})', failure.code);
    case 'interrupted':
      return l10n.t('Interrupted while the request was being sent');
    case 'canceled':
      return l10n.t({ message: 'Canceled', comment: ['Past participle: by the user'] });
    case 'unexpected':
      return l10n.t('Unexpected error');
  }
}
