import * as vscode from 'vscode';
import { JimengError, type Provider, type ProviderId } from '../jimeng/index.ts';
import { toPlainText } from '../untrusted/plainText.ts';
import { resolveProvider } from './settings/settings.ts';
import type { PickItem } from './ui/quickPick.ts';

/** A provider in a quick pick. */
export interface ProviderQuickPickItem extends PickItem {
  readonly id: ProviderId;
  /** `undefined` for a custom provider that is not configured. */
  readonly provider: Provider | undefined;
}

/** Creates the quick pick item of a provider. */
export function createProviderQuickPickItem(id: ProviderId): ProviderQuickPickItem {
  const provider = tryResolveProvider(id);
  const customLabel = vscode.l10n.t({
    message: 'Custom',
    comment: ['Provider that the user configures'],
  });
  return {
    id,
    provider,
    label: id === 'custom' ? customLabel : (provider?.name ?? id),
    detail: provider ? toPlainText(new URL(provider.origin).host) : vscode.l10n.t('Not configured'),
  };
}

function tryResolveProvider(id: ProviderId): Provider | undefined {
  try {
    return resolveProvider(id);
  } catch (error) {
    if (error instanceof JimengError) return undefined;
    throw error;
  }
}
