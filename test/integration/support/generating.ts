import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { GenerateResult } from '../../../src/commands/generate.ts';
import type { Key } from '../../../src/jimeng/index.ts';
import { samplePairs } from '../../gateway/accessKeys.ts';
import { sampleKeys } from '../../gateway/keys.ts';
import { eventually } from './eventually.ts';
import { gateway } from './gateway.ts';
import { hearMessages } from './messages.ts';
import { resetSettings } from './settings.ts';

/** The smallest size the service takes: quickly drawn. */
export const small = { width: 1024, height: 1024 } as const;

type Command = 'jimeng.generate' | 'jimeng.generateFromSelection';

/** A gateway that has forgotten everything and is quick, and the keys of its providers set. */
export async function freshGateway(): Promise<void> {
  await gateway.reset();
  await gateway.configure({ latencyMs: 0 });
  for (const provider of ['octopusx', 'deepwl']) await setKey(provider, sampleKeys.valid);
  await setKey('volcengine', samplePairs.permanent);
}

/** Begins each test of a suite with a fresh gateway and the settings as they come; returns its notifications. */
export function eachAfresh(): ReturnType<typeof hearMessages> {
  const messages = hearMessages();
  beforeEach(freshGateway);
  afterEach(resetSettings);
  return messages;
}

export async function setKey(provider: string, key: Key): Promise<void> {
  await vscode.commands.executeCommand('jimeng.setApiKey', { provider, key });
}

/** Calls a generate command as another extension would. */
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

/** The sentence with which a generate command called with `argument` rejects. */
export async function refusalOf(
  argument: Record<string, unknown>,
  command: Command = 'jimeng.generate',
): Promise<string> {
  const outcome: unknown = await vscode.commands.executeCommand(command, argument).then(
    () => assert.fail('It did not reject'),
    (error: unknown) => error,
  );
  assert.ok(outcome instanceof Error);
  return outcome.message;
}

/** The sentence with which a generate command rejects when the box that asks for a key is dismissed. */
export async function refusalWithoutKey(argument: Record<string, unknown>): Promise<string> {
  let sentence: string | undefined;
  const refusal = refusalOf(argument).then((rejected) => {
    sentence = rejected;
  });
  await eventually('the refusal', async () => {
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    return sentence;
  });
  await refusal;
  return sentence ?? '';
}
