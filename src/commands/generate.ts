import * as vscode from 'vscode';
import type { Generator } from '../host/generator.ts';
import type { PromptBox } from '../host/promptBox.ts';
import { unexpected } from '../host/reporter.ts';
import { readSettings } from '../host/settings.ts';
import { tell } from '../host/words.ts';
import { JimengError, type Provider } from '../jimeng/index.ts';
import type { Library } from '../library/library.ts';
import type { GenerationRecord } from '../library/record.ts';
import type { Run } from '../tasks/engine.ts';
import { parseArguments, type GenerateArguments } from './arguments.ts';
import { requestFor } from './request.ts';

export interface GenerateDeps {
  readonly generator: Generator;
  readonly promptBox: PromptBox;
  readonly library: Library;
  readonly log: vscode.LogOutputChannel;
}

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

/** `jimeng.generate` and `jimeng.generateFromSelection`. */
export function registerGenerate(deps: GenerateDeps): vscode.Disposable {
  const ask = async () => [await deps.promptBox.ask()];
  const fromSelection = async () => {
    const prompts = await selectedPrompts(vscode.window.activeTextEditor);
    return prompts.length > 0 ? prompts : ask();
  };
  const command = (id: string, prompts: () => Promise<(string | undefined)[]>) =>
    vscode.commands.registerCommand(id, (argument: unknown) => run(argument, prompts, deps));
  return vscode.Disposable.from(
    command('jimeng.generate', ask),
    command('jimeng.generateFromSelection', fromSelection),
  );
}

async function run(
  argument: unknown,
  prompts: () => Promise<(string | undefined)[]>,
  deps: GenerateDeps,
): Promise<GenerateResult | undefined> {
  const asked = parseArguments(argument);
  let provider: Provider | undefined;
  try {
    provider = deps.generator.providerNow(asked?.provider);
    return await generate(provider, asked, prompts, deps);
  } catch (error) {
    if (!(error instanceof JimengError)) unexpected(error, deps.log);
    // Whoever chose the command has been told; only a caller can use the error a second time.
    const isCancelled = error instanceof JimengError && error.failure.kind === 'cancelled';
    if (!asked || isCancelled) return undefined;
    throw error instanceof JimengError
      ? new Error(tell(error.failure, provider?.name ?? '').sentence, { cause: error })
      : error;
  }
}

async function generate(
  provider: Provider,
  asked: GenerateArguments | undefined,
  prompts: () => Promise<(string | undefined)[]>,
  { generator, library }: GenerateDeps,
): Promise<GenerateResult | undefined> {
  const given = asked?.prompt === undefined ? await prompts() : [asked.prompt];
  const settings = readSettings();
  const requests = given
    .filter((prompt) => prompt !== undefined)
    .map((prompt) => requestFor(prompt, settings, asked));
  const [first] = await generator.begin(provider, requests);
  return first && resultOf(first, library);
}

/** The prompts of an editor's selections, in the order of the document. */
async function selectedPrompts(editor: vscode.TextEditor | undefined): Promise<string[]> {
  if (!editor) return [];
  const { promptOf } = await import('../prompt/selection.ts');
  const { document, selections } = editor;
  return [...selections]
    .sort((a, b) => a.start.compareTo(b.start))
    .map((selection) => promptOf(document.getText(selection), document.languageId))
    .filter((prompt) => prompt !== '');
}

async function resultOf(run: Run, library: Library): Promise<GenerateResult | undefined> {
  const record: GenerationRecord | undefined = await run.finished;
  if (!record) return undefined;
  if (record.failure) throw new JimengError(record.failure);
  return {
    id: record.id,
    taskId: record.task?.taskId ?? '',
    images: record.images.map((image) => ({
      uri: vscode.Uri.file(library.pathOf(record.id, image)),
      width: image.width,
      height: image.height,
      mimeType: image.mimeType,
    })),
  };
}
