import { l10n } from 'vscode';
import { toPlainText } from '../../untrusted/plainText.ts';
import type { FailureAction } from './failureActions.ts';

/** The label of an action's button. */
export function formatActionLabel(action: FailureAction, providerName: string): string {
  switch (action) {
    case 'setApiKey':
      return l10n.t('Set API Key…');
    case 'openProviderWebsite':
      return l10n.t('Open {0}', toPlainText(providerName));
    case 'selectProvider':
      return l10n.t('Select Provider');
    case 'queryTask':
      return l10n.t('Query Task…');
    case 'editPrompt':
      return l10n.t('Edit Prompt…');
    case 'retry':
      return l10n.t('Retry');
    case 'keepWaiting':
      return l10n.t('Keep Waiting');
    case 'retryDownload':
      return l10n.t('Retry Download');
    case 'generateAgain':
      return l10n.t('Generate Again');
    case 'generateAgainMaybeBilled':
      return l10n.t('Generate Again (May Be Billed Twice)');
    case 'openSettings':
    case 'openProviderSettings':
    case 'openLibrarySettings':
      return l10n.t('Open Settings');
    case 'openProxySettings':
      return l10n.t('Open Proxy Settings');
    case 'showLog':
      return l10n.t('Show Log');
  }
}
