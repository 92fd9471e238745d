import * as vscode from 'vscode';
import type { Failure, Provider } from '../jimeng/index.ts';
import type { Keys } from './keys.ts';
import type { PromptBox } from './promptBox.ts';
import { tell, tellRemedy, type Remedy } from './words.ts';

export interface RemedyContext {
  readonly keys: Keys;
  readonly promptBox: PromptBox;
  readonly log: vscode.LogOutputChannel;
}

/** Tells a failure in its sentence, and does what its buttons say. */
export async function showFailure(
  failure: Failure,
  provider: Provider,
  prompt: string,
  context: RemedyContext,
  retry: () => Promise<unknown>,
): Promise<void> {
  const { sentence, remedies } = tell(failure, provider.name);
  const buttons = new Map(remedies.map((each) => [tellRemedy(each, provider.name), each]));
  const choice = await vscode.window.showErrorMessage(sentence, ...buttons.keys());
  const remedy = choice === undefined ? undefined : buttons.get(choice);
  if (remedy) await apply(remedy, context, provider, prompt, retry);
}

/** What a button of an error message does. `retry` takes the generation up again. */
async function apply(
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
