import * as vscode from 'vscode';
import {
  faultsOf,
  JimengError,
  models,
  promptLength,
  recommendedPromptLength,
  type Failure,
  type GenerationRequest,
  type ModelId,
  type ProviderId,
} from '../jimeng/index.ts';
import type { Library } from '../library/library.ts';
import type { Run, TaskEngine } from '../tasks/engine.ts';
import type { Keys } from './keys.ts';
import type { PromptBox } from './promptBox.ts';
import { providerOf } from './settings.ts';
import { tell } from './words.ts';

export interface GeneratorContext {
  readonly engine: TaskEngine;
  readonly library: Library;
  readonly keys: Keys;
  readonly promptBox: PromptBox;
  readonly showGallery: () => void;
}

/** Begins generations on a person's behalf: checks the requests and asks for what is missing. */
export class Generator {
  readonly #context: GeneratorContext;

  constructor(context: GeneratorContext) {
    this.#context = context;
  }

  /**
   * Begins a generation for each request, in their order, and shows the gallery.
   * @throws JimengError of kind `request`, `noKey` or `save`, after the user was told.
   */
  async begin(provider: ProviderId, requests: readonly GenerationRequest[]): Promise<Run[]> {
    const { engine, promptBox, showGallery } = this.#context;
    const [first] = requests;
    if (!first) return [];
    const faults = requests.flatMap(faultsOf);
    if (faults.length > 0) throw this.#told({ kind: 'request', faults }, provider);

    await this.#ensureKey(provider, first.prompt);
    warnOfLength(requests.map(({ prompt }) => promptLength(prompt)));
    showGallery();
    const runs: Run[] = [];
    for (const request of requests) {
      try {
        runs.push(await engine.start(provider, request));
      } catch (error) {
        await promptBox.keep(request.prompt);
        throw error instanceof JimengError ? this.#told(error.failure, provider) : error;
      }
    }
    return runs;
  }

  /**
   * Follows a task that was submitted elsewhere; one that the library knows is taken up there.
   * @throws JimengError of kind `noKey` or `save`, after the user was told.
   */
  async adopt(provider: ProviderId, taskId: string, model: ModelId): Promise<void> {
    const { engine, library, showGallery } = this.#context;
    await this.#ensureKey(provider);
    showGallery();
    const known = (await library.list()).find(
      (record) => record.provider === provider && record.task?.taskId === taskId,
    );
    if (known) {
      await engine.retry(known.id);
      return;
    }
    const request = { model, prompt: vscode.l10n.t('Task {0}', taskId) };
    const task = { taskId, reqKey: models[model].reqKey };
    await engine.adopt(provider, request, task).catch((error: unknown) => {
      throw error instanceof JimengError ? this.#told(error.failure, provider) : error;
    });
  }

  /** Asks for the key where there is none; what was typed is kept when that is dismissed. */
  async #ensureKey(provider: ProviderId, prompt = ''): Promise<void> {
    const { keys, promptBox } = this.#context;
    const at = providerOf(provider);
    if ((await keys.get(at)) || (await keys.ask(at))) return;
    if (prompt !== '') await promptBox.keep(prompt);
    throw this.#told({ kind: 'noKey' }, provider);
  }

  #told(failure: Failure, provider: ProviderId): JimengError {
    void vscode.window.showErrorMessage(tell(failure, providerOf(provider).name).sentence);
    return new JimengError(failure);
  }
}

/** A long prompt is sent all the same: the service only advises against it. */
function warnOfLength(lengths: readonly number[]): void {
  const longest = Math.max(...lengths);
  if (longest <= recommendedPromptLength) return;
  void vscode.window.showWarningMessage(
    vscode.l10n.t(
      'The prompt has {0} characters: over {1}, parts of it may have no effect or be refused.',
      longest,
      recommendedPromptLength,
    ),
  );
}
