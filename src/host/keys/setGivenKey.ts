import * as vscode from 'vscode';
import type { ApiKey, Provider } from '../../jimeng/index.ts';
import { toPlainText } from '../../untrusted/plainText.ts';
import { confirm, showInformation } from '../ui/notifications.ts';
import { showStatusMessage } from '../ui/statusBar.ts';
import type { ApiKeyStore } from './apiKeyStore.ts';

const keySetMessageMs = 10_000;

/**
 * Sets the key of a command's argument, and shows that. The command may be run by a link or another
 * program, so the user is asked before it replaces another key: images would be billed to somebody
 * else, who could see the prompts.
 * @throws like `ApiKeyStore.set`
 */
export async function setGivenKey(
  provider: Provider,
  key: ApiKey,
  apiKeys: Pick<ApiKeyStore, 'setUnlessRefused'>,
): Promise<void> {
  const message = vscode.l10n.t('The API key for {0} is set.', provider.name);
  switch (await apiKeys.setUnlessRefused(provider, key, () => confirmReplacement(provider))) {
    case 'added':
      showStatusMessage(message, keySetMessageMs);
      break;
    case 'replaced':
      void showInformation(message);
      break;
    case 'unchanged':
      break;
  }
}

async function confirmReplacement({ name, origin }: Provider): Promise<boolean> {
  return confirm(
    vscode.l10n.t('Do you want to replace the API key for {0}?', name),
    vscode.l10n.t('Replace API Key'),
    vscode.l10n.t(
      'A keybinding, a link, or another extension is setting this key. It will be sent to {0}. The current key will be lost.',
      toPlainText(new URL(origin).host),
    ),
  );
}
