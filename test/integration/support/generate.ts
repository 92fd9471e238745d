import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { GenerateResult } from '../../../src/commands/generate/register.ts';
import type { ApiKeyInput } from '../../../src/jimeng/index.ts';
import { sampleAccessKeys } from '../../gateway/services/accessKeys.ts';
import { sampleKeys } from '../../gateway/services/bearerKeys.ts';
import { eventually } from '../../support/eventually.ts';
import { gateway } from './gateway.ts';
import { useMessageRecorder } from './messageRecorder.ts';
import { resetSettings } from './settings.ts';

/** The smallest supported size, which is drawn quickly. */
export const smallSize = { width: 1024, height: 1024 } as const;

type Command = 'jimeng.generate' | 'jimeng.generateFromSelection' | 'jimeng.generateFromParagraph';

/** Resets the gateway, makes it fast, and sets the API keys. */
export async function resetGateway(): Promise<void> {
  await gateway.reset();
  await gateway.configure({ latencyMs: 0 });
  for (const provider of ['octopusx', 'deepwl']) await setKey(provider, sampleKeys.valid);
  await setKey('volcengine', sampleAccessKeys.permanent);
}

/**
 * Call inside `describe`: each test starts with a fresh gateway and default settings. Returns the
 * notifications.
 */
export function useFreshGateway(): ReturnType<typeof useMessageRecorder> {
  const messages = useMessageRecorder();
  beforeEach(resetGateway);
  afterEach(resetSettings);
  return messages;
}

/** Sets an API key as another extension would. The user replaces another key. */
export async function setKey(provider: string, key: ApiKeyInput): Promise<void> {
  const { showWarningMessage, showInformationMessage } = vscode.window;
  const pressLast = (...items: unknown[]) => Promise.resolve(items.at(-1));
  Object.assign(vscode.window, {
    showWarningMessage: pressLast,
    showInformationMessage: () => Promise.resolve(undefined),
  });
  try {
    await vscode.commands.executeCommand('jimeng.setApiKey', { provider, key });
  } finally {
    Object.assign(vscode.window, { showWarningMessage, showInformationMessage });
  }
}

/** Runs a generate command as another extension would. */
export async function generate(
  argument: Record<string, unknown>,
  command: Command = 'jimeng.generate',
): Promise<GenerateResult> {
  const result = await vscode.commands.executeCommand<GenerateResult | undefined>(
    command,
    argument,
  );
  assert.ok(result);
  return result;
}

/** Runs a generate command that must fail. Returns its error message. */
export async function rejectionMessage(
  argument: Record<string, unknown>,
  command: Command = 'jimeng.generate',
): Promise<string> {
  const error: unknown = await vscode.commands.executeCommand(command, argument).then(
    () => assert.fail('The command did not fail'),
    (error: unknown) => error,
  );
  assert.ok(error instanceof Error);
  return error.message;
}

/**
 * Runs a generate command whose input box for the API key is dismissed. Returns the error message.
 */
export async function rejectionWithoutKey(argument: Record<string, unknown>): Promise<string> {
  let message: string | undefined;
  const rejection = rejectionMessage(argument).then((rejectedMessage) => {
    message = rejectedMessage;
  });
  await eventually('the command to fail', async () => {
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    return message;
  });
  await rejection;
  return message ?? '';
}
