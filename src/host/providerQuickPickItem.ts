import * as vscode from 'vscode';
import type { Provider, ProviderId } from '../jimeng/index.ts';
import { toPlainText } from '../untrusted/plainText.ts';
import { tryResolveProvider } from './settings/settings.ts';
import type { PickItemWithButton } from './ui/quickPick.ts';

/** A provider in a quick pick. */
export interface ProviderQuickPickItem extends PickItemWithButton {
  readonly id: ProviderId;
  /** `undefined` for a custom provider that is not configured. */
  readonly provider: Provider | undefined;
}

/** Creates the quick pick item of a provider, which explains what it requires. */
export function createProviderQuickPickItem(id: ProviderId): ProviderQuickPickItem {
  const provider = tryResolveProvider(id);
  const customLabel = vscode.l10n.t({
    message: 'Custom',
    comment: ['Provider that the user configures'],
  });
  const keyHost = provider && toPlainText(new URL(provider.apiKeyUrl).host);
  return {
    id,
    provider,
    label: id === 'custom' ? customLabel : (provider?.name ?? id),
    detail: formatProviderDetail(id, provider, keyHost ?? ''),
    ...(id !== 'custom' &&
      keyHost !== undefined && {
        button: {
          iconName: 'link-external',
          tooltip: vscode.l10n.t('Get a key at {0}', keyHost),
        },
      }),
  };
}

/** Only facts that are documented (docs/service.md §2.1). */
function formatProviderDetail(
  id: ProviderId,
  provider: Provider | undefined,
  keyHost: string,
): string {
  if (id === 'custom') {
    return provider
      ? toPlainText(new URL(provider.origin).host)
      : vscode.l10n.t('Another service that implements the Jimeng API. Not configured');
  }
  return id === 'volcengine'
    ? vscode.l10n.t(
        'The official service, with all models. Requires an access key from {0}; activate the service there first',
        keyHost,
      )
    : vscode.l10n.t('Model {0}. Requires an API key from {1}', 'jimeng-4.0', keyHost);
}
