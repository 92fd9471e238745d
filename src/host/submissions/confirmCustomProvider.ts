import * as vscode from 'vscode';
import { JimengError, type Provider } from '../../jimeng/index.ts';
import { maxPathCharacters } from '../../untrusted/limits.ts';
import { toPlainText } from '../../untrusted/plainText.ts';
import { resolveProvider } from '../settings/settings.ts';
import { confirm } from '../ui/notifications.ts';

/**
 * Asks before anything is sent to a custom provider that the settings do not name, such as one of a
 * record that somebody else has written.
 * @throws JimengError of kind `canceled` if the user cancels
 */
export async function confirmCustomProvider(provider: Provider): Promise<void> {
  if (provider.id !== 'custom' || isInSettings(provider)) return;
  const isConfirmed = await confirm(
    vscode.l10n.t('Do you want to send this request to a provider that is not in your settings?'),
    vscode.l10n.t('Continue'),
    vscode.l10n.t(
      'The prompt and your API key for this provider will be sent to {0}. Continue only if you know it.',
      toPlainText(provider.origin + provider.path, maxPathCharacters),
    ),
  );
  if (!isConfirmed) throw new JimengError({ kind: 'canceled' });
}

/** Whether the settings name exactly this service. */
function isInSettings({ origin, path }: Provider): boolean {
  try {
    const configured = resolveProvider('custom');
    return configured.origin === origin && configured.path === path;
  } catch (error) {
    if (error instanceof JimengError) return false;
    throw error;
  }
}
