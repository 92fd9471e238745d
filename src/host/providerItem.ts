import * as vscode from 'vscode';
import { JimengError, type Provider, type ProviderId } from '../jimeng/index.ts';
import { providerNow } from './settings.ts';

export interface ProviderItem extends vscode.QuickPickItem {
  readonly id: ProviderId;
  /** `undefined` for the user's own where the settings do not describe it yet. */
  readonly provider: Provider | undefined;
}

/** A provider as a quick pick shows it. */
export function providerItem(id: ProviderId): ProviderItem {
  const provider = providerIfKnown(id);
  const custom = vscode.l10n.t({
    message: 'Custom',
    comment: ['Provider that the user configures'],
  });
  return {
    id,
    provider,
    label: id === 'custom' ? custom : (provider?.name ?? id),
    detail: provider ? new URL(provider.origin).host : vscode.l10n.t('Not configured'),
  };
}

function providerIfKnown(id: ProviderId): Provider | undefined {
  try {
    return providerNow(id);
  } catch (error) {
    if (error instanceof JimengError) return undefined;
    throw error;
  }
}
