import * as v from 'valibot';
import * as vscode from 'vscode';
import { reportError } from '../host/errorReport.ts';
import { createProviderQuickPickItem } from '../host/providerQuickPickItem.ts';
import { readSettings } from '../host/settings/settings.ts';
import { registerCommand } from '../host/ui/commands.ts';
import { askForText } from '../host/ui/inputBox.ts';
import { pickItem } from '../host/ui/quickPick.ts';
import {
  modelIds,
  models,
  providerIds,
  type ModelId,
  type Provider,
  type ProviderId,
} from '../jimeng/index.ts';
import type { Library } from '../library/library.ts';
import type { Services } from './services.ts';
import { parseTaskId, resolveTaskId } from './taskId.ts';
import { safeParse } from '../untrusted/safeParse.ts';

const argumentSchema = v.object({
  taskId: v.pipe(v.string(), v.check(isTaskId)),
  provider: v.optional(v.picklist(providerIds)),
  model: v.optional(v.picklist(modelIds)),
});

type QueryServices = Pick<Services, 'generationService' | 'library' | 'log' | 'requestSettings'>;

/** `jimeng.queryTask`: downloads the images of a task by its ID. */
export function registerQueryTask(services: QueryServices): vscode.Disposable {
  return registerCommand('jimeng.queryTask', async (argument?: unknown) => {
    try {
      await queryTask(argument, services);
    } catch (error) {
      reportError(error, services.log);
    }
  });
}

/** Queries the task of the argument, or asks for one. */
async function queryTask(
  argument: unknown,
  { generationService, library, requestSettings }: QueryServices,
): Promise<void> {
  const parsed = safeParse(argumentSchema, argument);
  const text = parsed.success ? parsed.output.taskId : await askForTaskId();
  const taskId = text === undefined ? undefined : await findTaskId(text, library);
  if (taskId === undefined) return;
  if (parsed.success) {
    const { model } = parsed.output;
    const provider = requestSettings.requireProvider(parsed.output.provider);
    await generationService.queryTask(provider, taskId, model ?? listCandidateModels(provider)[0]);
    return;
  }
  const id = await pickProvider();
  if (!id) return;
  const provider = requestSettings.requireProvider(id);
  const model = await pickModel(provider);
  if (model) await generationService.queryTask(provider, taskId, model);
}

async function findTaskId(text: string, library: Library): Promise<string | undefined> {
  // The query itself reports a library that cannot be read.
  const records = await library.list().catch(() => []);
  return resolveTaskId(text, (id) => records.some(({ task }) => task?.taskId === id));
}

function isTaskId(text: string): boolean {
  return parseTaskId(text) !== undefined;
}

async function askForTaskId(): Promise<string | undefined> {
  return askForText(
    {
      title: vscode.l10n.t('Query Task'),
      prompt: vscode.l10n.t('Enter the ID of a task submitted in the last 12 hours'),
      placeholder: '67fb9e82-126e-4c71-bb16-a3bb3789e3b7',
    },
    (text) =>
      text.trim() === '' || isTaskId(text)
        ? undefined
        : vscode.l10n.t('Invalid task ID. Enter at most 256 characters without spaces.'),
  );
}

/** Asks for the provider that the task was submitted to; the current one comes first. */
async function pickProvider(): Promise<ProviderId | undefined> {
  const currentId = readSettings().settings.provider;
  const ids = [currentId, ...providerIds.filter((id) => id !== currentId)];
  const pickedItem = await pickItem(ids.map(createProviderQuickPickItem), {
    title: vscode.l10n.t('Query Task'),
    placeHolder: vscode.l10n.t('Select the provider that the task was submitted to'),
    ignoreFocusOut: true,
  });
  return pickedItem?.id;
}

/** A query must name the model that the task was submitted with (docs/service.md §6.1). */
async function pickModel(provider: Provider): Promise<ModelId | undefined> {
  const [first, ...others] = listCandidateModels(provider);
  if (others.length === 0) return first;
  const items = [first, ...others].map((id) => {
    return { id, label: id, description: models[id].reqKey };
  });
  const pickedItem = await pickItem(items, {
    title: vscode.l10n.t('Query Task'),
    placeHolder: vscode.l10n.t('Select the model that the task was submitted with'),
    ignoreFocusOut: true,
  });
  return pickedItem?.id;
}

/** The models of a provider; the one of the settings comes first if the provider has it. */
function listCandidateModels({ dialect }: Provider): [ModelId, ...ModelId[]] {
  const { model } = readSettings().settings;
  const isSupported = (id: ModelId) => dialect === 'official' || models[id].isOfferedByGateways;
  const first = isSupported(model) ? model : 'jimeng-4.0';
  return [first, ...modelIds.filter((id) => id !== first && isSupported(id))];
}
