import * as vscode from 'vscode';
import { markReported, reportError } from '../../host/errorReport.ts';
import { formatFailure } from '../../host/messages/failures.ts';
import type { SettingName } from '../../host/settings/settingsSchema.ts';
import { registerCommand } from '../../host/ui/commands.ts';
import { JimengError, type Provider } from '../../jimeng/index.ts';
import { isUnfinished, type GenerationRecord } from '../../library/record.ts';
import type { GenerationRun } from '../../tasks/runs.ts';
import type { Services } from '../services.ts';
import { parseGenerateArguments, type GenerateArguments } from './arguments.ts';
import { readParagraph, readSelectedPrompts } from './editorPrompts.ts';
import type { PromptBoxOptions } from '../../host/promptInput.ts';
import { buildRequest } from './request.ts';
import { formatRequestSummary } from './requestSummary.ts';

type GenerateServices = Pick<
  Services,
  'gallery' | 'generationService' | 'log' | 'promptInput' | 'requestSettings' | 'samples'
>;

/** Returns the prompts. `options` are for the input box, if one is shown. */
type GetPrompts = (options: PromptBoxOptions) => Promise<(string | undefined)[]>;

/** What the generate commands resolve to. */
export interface GenerateResult {
  readonly id: string;
  readonly taskId: string;
  readonly images: readonly {
    readonly uri: vscode.Uri;
    readonly width: number;
    readonly height: number;
    readonly mimeType: string;
  }[];
}

/** `jimeng.generate`, `jimeng.generateFromSelection`, and `jimeng.generateFromParagraph`. */
export function registerGenerate(services: GenerateServices): vscode.Disposable {
  const { promptInput } = services;
  /** The box has the selection. Without one, it has the draft, or else the paragraph at the cursor. */
  const askForPrompts: GetPrompts = async (options) => {
    const { activeTextEditor } = vscode.window;
    const [selected] = await readSelectedPrompts(activeTextEditor);
    const text = selected ?? (await readParagraph(activeTextEditor));
    return [await promptInput.askForPrompt({ text, isChosen: selected !== undefined }, options)];
  };
  const getSelectedPrompts: GetPrompts = async (options) => {
    const prompts = await readSelectedPrompts(vscode.window.activeTextEditor);
    return prompts.length > 0 ? prompts : askForPrompts(options);
  };
  const askForParagraph: GetPrompts = async (options) => {
    const text = await readParagraph(vscode.window.activeTextEditor);
    return [await promptInput.askForPrompt({ text, isChosen: true }, options)];
  };
  const register = (id: string, getPrompts: GetPrompts) =>
    registerCommand(id, (argument) => runGenerateCommand(argument, getPrompts, services));
  return vscode.Disposable.from(
    register('jimeng.generate', askForPrompts),
    register('jimeng.generateFromSelection', getSelectedPrompts),
    register('jimeng.generateFromParagraph', askForParagraph),
  );
}

async function runGenerateCommand(
  argument: unknown,
  getPrompts: GetPrompts,
  services: GenerateServices,
): Promise<GenerateResult | undefined> {
  const args = parseGenerateArguments(argument);
  let provider: Provider | undefined;
  try {
    provider = services.requestSettings.requireProvider(args?.provider);
    return await startGenerations(provider, args, getPrompts, services);
  } catch (error) {
    reportError(error, services.log);
    // The user was notified. Only a caller with an argument can use the error again.
    const isCanceled = error instanceof JimengError && error.failure.kind === 'canceled';
    if (!args || isCanceled) return undefined;
    throw error instanceof JimengError
      ? new Error(formatFailure(error.failure, provider?.name ?? ''), { cause: error })
      : error;
  }
}

async function startGenerations(
  provider: Provider,
  args: GenerateArguments | undefined,
  getPrompts: GetPrompts,
  { gallery, generationService, requestSettings, samples }: GenerateServices,
): Promise<GenerateResult | undefined> {
  const settings = requestSettings.requireSettings((name) => isReplaced(name, args));
  const options = {
    summary: formatRequestSummary(provider, settings, args, samples),
    chooseOptions: (prompt: string) => {
      gallery.composePrompt(prompt);
    },
  };
  const prompts = args?.prompt === undefined ? await getPrompts(options) : [args.prompt];
  const submissions = prompts
    .filter((prompt) => prompt !== undefined)
    .map((prompt) => ({ provider, request: buildRequest(prompt, settings, args) }));
  const [firstRun] = await generationService.start(submissions);
  return firstRun && waitForResult(firstRun);
}

/** Whether arguments have a value in place of a setting. A size has one for both of its settings. */
function isReplaced(name: SettingName, args: GenerateArguments = {}): boolean {
  const isSize = name === 'resolution' || name === 'aspectRatio';
  return name in args || (isSize && args.width !== undefined && args.height !== undefined);
}

async function waitForResult(run: GenerationRun): Promise<GenerateResult | undefined> {
  const record: GenerationRecord | undefined = await run.finished;
  // It goes on in another folder if the library is being moved.
  if (!record || isUnfinished(record)) return undefined;
  // The user was notified when the run ended.
  if (record.failure) throw markReported(new JimengError(record.failure));
  return {
    id: record.id,
    taskId: record.task?.taskId ?? '',
    images: record.images.map((image) => ({
      uri: vscode.Uri.file(run.library.getImagePath(record.id, image)),
      width: image.width,
      height: image.height,
      mimeType: image.mimeType,
    })),
  };
}
