import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Generator } from '../host/generator.ts';
import { unexpected } from '../host/reporter.ts';
import { providerOf, readSettings } from '../host/settings.ts';
import { JimengError, providerIds, type ProviderId } from '../jimeng/index.ts';

export interface QueryTaskDeps {
  readonly generator: Generator;
  readonly log: vscode.LogOutputChannel;
}

const argumentSchema = v.object({
  taskId: v.pipe(v.string(), v.trim(), v.nonEmpty()),
  provider: v.optional(v.picklist(providerIds)),
});

/** `jimeng.queryTask`: follows a task by its id, and brings its pictures into the gallery. */
export function registerQueryTask({ generator, log }: QueryTaskDeps): vscode.Disposable {
  return vscode.commands.registerCommand('jimeng.queryTask', async (argument?: unknown) => {
    const given = v.safeParse(argumentSchema, argument);
    const taskId = given.success ? given.output.taskId : await askTaskId();
    if (taskId === undefined) return;
    const provider = given.success
      ? (given.output.provider ?? readSettings().provider)
      : await pickProvider();
    if (!provider) return;
    try {
      await generator.adopt(provider, taskId, readSettings().model);
    } catch (error) {
      if (!(error instanceof JimengError)) unexpected(error, log);
    }
  });
}

async function askTaskId(): Promise<string | undefined> {
  const taskId = await vscode.window.showInputBox({
    title: vscode.l10n.t('Query Task'),
    prompt: vscode.l10n.t('The id of a task that was submitted in the last 12 hours'),
    placeHolder: '67fb9e82-126e-4c71-bb16-a3bb3789e3b7',
    ignoreFocusOut: true,
    validateInput: (text) =>
      /^[\w-]*$/.test(text.trim())
        ? undefined
        : vscode.l10n.t('A task id has only letters, digits and hyphens.'),
  });
  return taskId?.trim() === '' ? undefined : taskId?.trim();
}

/** Which provider knows the task; the selected one comes first. */
async function pickProvider(): Promise<ProviderId | undefined> {
  const current = readSettings().provider;
  const ids = [current, ...providerIds.filter((id) => id !== current)];
  const items = ids.map((id) => {
    const { name, origin } = providerOf(id);
    return { id, label: name, detail: new URL(origin).host };
  });
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Query Task'),
    placeHolder: vscode.l10n.t('The provider that the task was submitted to'),
    ignoreFocusOut: true,
  });
  return chosen?.id;
}
