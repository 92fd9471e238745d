import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Generator } from '../host/generator.ts';
import { providerItem } from '../host/providerItem.ts';
import { readSettings } from '../host/settings.ts';
import {
  modelIds,
  models,
  providerIds,
  type ModelId,
  type Provider,
  type ProviderId,
} from '../jimeng/index.ts';

const argumentSchema = v.object({
  taskId: v.pipe(v.string(), v.trim(), v.nonEmpty()),
  provider: v.optional(v.picklist(providerIds)),
  model: v.optional(v.picklist(modelIds)),
});

/** Follows the task that the argument names, or that the user is asked for. */
export async function queryTask(argument: unknown, generator: Generator): Promise<void> {
  const given = v.safeParse(argumentSchema, argument);
  if (given.success) {
    const { taskId, model } = given.output;
    const provider = generator.providerNow(given.output.provider);
    await generator.adopt(provider, taskId, model ?? likelyModels(provider)[0]);
    return;
  }
  const taskId = await askTaskId();
  const id = taskId && (await pickProvider());
  if (!id) return;
  const provider = generator.providerNow(id);
  const model = await pickModel(provider);
  if (model) await generator.adopt(provider, taskId, model);
}

async function askTaskId(): Promise<string | undefined> {
  const taskId = await vscode.window.showInputBox({
    title: vscode.l10n.t('Query Task'),
    prompt: vscode.l10n.t('Enter the ID of a task submitted in the last 12 hours'),
    placeHolder: '67fb9e82-126e-4c71-bb16-a3bb3789e3b7',
    ignoreFocusOut: true,
    validateInput: (text) =>
      /^[\w-]*$/.test(text.trim())
        ? undefined
        : vscode.l10n.t('A task ID can contain only letters, digits, hyphens, and underscores.'),
  });
  return taskId?.trim() === '' ? undefined : taskId?.trim();
}

/** Which provider knows the task; the selected one comes first. */
async function pickProvider(): Promise<ProviderId | undefined> {
  const current = readSettings().provider;
  const ids = [current, ...providerIds.filter((id) => id !== current)];
  const chosen = await vscode.window.showQuickPick(ids.map(providerItem), {
    title: vscode.l10n.t('Query Task'),
    placeHolder: vscode.l10n.t('Select the provider that the task was submitted to'),
    ignoreFocusOut: true,
  });
  return chosen?.id;
}

/** A task can be asked for only as what it was submitted as (docs/service.md §6.1). */
async function pickModel(provider: Provider): Promise<ModelId | undefined> {
  const [first, ...others] = likelyModels(provider);
  if (others.length === 0) return first;
  const items = [first, ...others].map((id) => {
    return { id, label: id, description: models[id].reqKey };
  });
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Query Task'),
    placeHolder: vscode.l10n.t('Select the model that the task was submitted with'),
    ignoreFocusOut: true,
  });
  return chosen?.id;
}

/** What a provider offers; the model of the settings comes first where it is among it. */
function likelyModels({ dialect }: Provider): [ModelId, ...ModelId[]] {
  const { model } = readSettings();
  const isOffered = (id: ModelId) => dialect === 'official' || models[id].isAtGateways;
  const first = isOffered(model) ? model : 'jimeng-4.0';
  return [first, ...modelIds.filter((id) => id !== first && isOffered(id))];
}
