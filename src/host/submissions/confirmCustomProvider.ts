import * as vscode from 'vscode';
import { JimengError, type Provider } from '../../jimeng/index.ts';
import { maxPathCharacters } from '../../untrusted/limits.ts';
import { toPlainText } from '../../untrusted/plainText.ts';
import { resolveProvider } from '../settings/settings.ts';
import { confirm } from '../ui/notifications.ts';

/**
 * Asks before anything is sent to a custom provider that the settings do not name, such as one of a
 * record that somebody else has written.
 * @param isQuery whether only a task is queried, which does not send the prompt
 * @throws JimengError of kind `canceled` if the user cancels
 */
export async function confirmCustomProvider(provider: Provider, isQuery = false): Promise<void> {
  if (isInSettings(provider)) return;
  const url = toPlainText(provider.origin + provider.path, maxPathCharacters);
  const isConfirmed = await confirm(
    vscode.l10n.t('Do you want to send this request to a provider that is not in your settings?'),
    vscode.l10n.t('Send Request'),
    isQuery
      ? vscode.l10n.t(
          'Your API key for this provider will be sent to {0}. Send the request only if you trust it.',
          url,
        )
      : vscode.l10n.t(
          'The prompt and your API key for this provider will be sent to {0}. Send the request only if you trust it.',
          url,
        ),
  );
  if (!isConfirmed) throw new JimengError({ kind: 'canceled' });
}

/** Whether a provider is not a custom one, or the settings name exactly its URL. */
export function isInSettings({ id, origin, path }: Provider): boolean {
  if (id !== 'custom') return true;
  try {
    const configured = resolveProvider('custom');
    return configured.origin === origin && configured.path === path;
  } catch (error) {
    if (error instanceof JimengError) return false;
    throw error;
  }
}
