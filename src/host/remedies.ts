import * as vscode from 'vscode';
import type { Failure, Provider } from '../jimeng/index.ts';
import type { Keys } from './keys.ts';
import type { PromptBox } from './promptBox.ts';
import { openSettings } from './settings.ts';
import { tellRemedy, type Remedy } from './remedyWords.ts';
import { tell } from './words.ts';

export interface RemedyContext {
  readonly keys: Keys;
  readonly promptBox: PromptBox;
  readonly log: vscode.LogOutputChannel;
}

/** Tells a failure in its sentence, and does what its buttons say. `provider` may be what is missing. */
export async function showFailure(
  failure: Failure,
  provider: Provider | undefined,
  prompt: string,
  context: RemedyContext,
  retry: () => Promise<unknown>,
): Promise<void> {
  const name = provider?.name ?? '';
  const { sentence, remedies } = tell(failure, name);
  const buttons = new Map(remedies.map((each) => [tellRemedy(each, name), each]));
  const choice = await vscode.window.showErrorMessage(sentence, ...buttons.keys());
  const remedy = choice === undefined ? undefined : buttons.get(choice);
  if (remedy) await apply(remedy, context, provider, prompt, retry);
}

/** What a button of an error message does. `retry` takes the generation up again. */
async function apply(
  remedy: Remedy,
  { keys, promptBox, log }: RemedyContext,
  provider: Provider | undefined,
  prompt: string,
  retry: () => Promise<unknown>,
): Promise<void> {
  switch (remedy) {
    case 'setApiKey':
      if (provider && (await keys.ask(provider))) await retry();
      break;
    case 'openProvider':
      if (provider) await vscode.env.openExternal(vscode.Uri.parse(provider.keysUrl));
      break;
    case 'selectProvider':
      await vscode.commands.executeCommand('jimeng.selectProvider');
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
    case 'openSettings':
      await openSettings('jimeng.');
      break;
    case 'providerSettings':
      await openSettings('jimeng.customProvider');
      break;
    case 'proxySettings':
      await openSettings('http.proxy');
      break;
    case 'showLog':
      log.show();
      break;
  }
}
