import * as vscode from 'vscode';
import type { Provider } from '../jimeng/index.ts';
import type { Keys } from './keys.ts';
import type { PromptBox } from './promptBox.ts';
import type { Remedy } from './words.ts';

export interface RemedyContext {
  readonly keys: Keys;
  readonly promptBox: PromptBox;
  readonly log: vscode.LogOutputChannel;
}

/** What a button of an error message does. `retry` takes the generation up again. */
export async function apply(
  remedy: Remedy,
  { keys, promptBox, log }: RemedyContext,
  provider: Provider,
  prompt: string,
  retry: () => Promise<unknown>,
): Promise<void> {
  switch (remedy) {
    case 'setApiKey':
      if (await keys.ask(provider)) await retry();
      break;
    case 'openProvider':
      await vscode.env.openExternal(vscode.Uri.parse(provider.keysUrl));
      break;
    case 'editPrompt':
      await promptBox.keep(prompt);
      await vscode.commands.executeCommand('jimeng.generate');
      break;
    case 'retry':
    case 'keepWaiting':
    case 'fetchAgain':
      await retry();
      break;
    case 'proxySettings':
      await vscode.commands.executeCommand('workbench.action.openSettings', 'http.proxy');
      break;
    case 'showLog':
      log.show();
      break;
  }
}
