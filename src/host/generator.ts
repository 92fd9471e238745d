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
  type Provider,
  type ProviderId,
} from '../jimeng/index.ts';
import type { Library } from '../library/library.ts';
import type { GenerationRecord } from '../library/record.ts';
import type { Run, TaskEngine } from '../tasks/engine.ts';
import { formatCharacterCount } from './plural.ts';
import { showFailure, type RemedyContext } from './remedies.ts';
import { unexpected } from './reporter.ts';
import { providerNow, providerOf, recordProviderOf } from './settings.ts';

export interface GeneratorContext extends RemedyContext {
  readonly engine: TaskEngine;
  readonly library: Library;
  readonly showGallery: () => void;
}

/** Begins generations on a person's behalf: checks the requests and asks for what is missing. */
export class Generator {
  readonly #context: GeneratorContext;

  constructor(context: GeneratorContext) {
    this.#context = context;
  }

  /**
   * A provider as the settings have it now.
   * @throws JimengError of kind `noProvider`, after the user was told.
   */
  providerNow(id?: ProviderId): Provider {
    try {
      return providerNow(id);
    } catch (error) {
      if (!(error instanceof JimengError)) throw error;
      throw this.#told(error.failure, undefined, '', () => Promise.resolve());
    }
  }

  /**
   * Begins a generation for each request, in their order, and shows the gallery.
   * @throws JimengError of kind `request`, `noKey` or `save`, after the user was told.
   */
  async begin(provider: Provider, requests: readonly GenerationRequest[]): Promise<Run[]> {
    const { engine, promptBox, showGallery } = this.#context;
    const [first] = requests;
    if (!first) return [];
    const faults = requests.flatMap((request) => faultsOf(request, provider));
    const again = () => this.begin(provider, requests);
    if (faults.length > 0) {
      throw this.#told({ kind: 'request', faults }, provider, first.prompt, again);
    }

    await this.#ensureKey(provider, first.prompt, again);
    warnOfLength(requests.map(({ prompt }) => promptLength(prompt)));
    showGallery();
    const runs: Run[] = [];
    for (const [index, request] of requests.entries()) {
      try {
        runs.push(await engine.start(recordProviderOf(provider), request));
      } catch (error) {
        await promptBox.keep(request.prompt);
        if (!(error instanceof JimengError)) throw error;
        throw this.#told(error.failure, provider, request.prompt, () =>
          this.begin(provider, requests.slice(index)),
        );
      }
    }
    return runs;
  }

  /**
   * Follows a task that was submitted elsewhere; one that the library knows is taken up there.
   * @throws JimengError of kind `noKey` or `save`, after the user was told.
   */
  async adopt(provider: Provider, taskId: string, model: ModelId): Promise<void> {
    const { engine, library, showGallery } = this.#context;
    const again = () => this.adopt(provider, taskId, model);
    await this.#ensureKey(provider, '', again);
    showGallery();
    const known = (await library.list()).find(
      (record) => record.task?.taskId === taskId && providerOf(record).origin === provider.origin,
    );
    if (known) {
      await this.retry(known);
      return;
    }
    const request = { model, prompt: vscode.l10n.t('Task {0}', taskId) };
    const task = { taskId, reqKey: models[model].reqKey };
    try {
      await engine.adopt(recordProviderOf(provider), request, task);
    } catch (error) {
      if (!(error instanceof JimengError)) throw error;
      throw this.#told(error.failure, provider, '', again);
    }
  }

  /** Takes up a failed generation; the user is told where it cannot even be begun. */
  async retry(record: GenerationRecord): Promise<void> {
    const again = () => this.#context.engine.retry(record.id);
    try {
      await again();
    } catch (error) {
      if (!(error instanceof JimengError)) throw error;
      const provider = providerOf(record);
      await showFailure(error.failure, provider, record.request.prompt, this.#context, again);
    }
  }

  /** Asks for the key where there is none; what was typed is kept when that is dismissed. */
  async #ensureKey(
    provider: Provider,
    prompt: string,
    again: () => Promise<unknown>,
  ): Promise<void> {
    const { keys, promptBox } = this.#context;
    if ((await keys.get(provider)) || (await keys.ask(provider))) return;
    if (prompt !== '') await promptBox.keep(prompt);
    throw this.#told({ kind: 'noKey' }, provider, prompt, again);
  }

  /** @param again what the button that tries again does */
  #told(
    failure: Failure,
    provider: Provider | undefined,
    prompt: string,
    again: () => Promise<unknown>,
  ): JimengError {
    showFailure(failure, provider, prompt, this.#context, again).catch((error: unknown) => {
      // What failed the second time has been told as well.
      if (!(error instanceof JimengError)) unexpected(error, this.#context.log);
    });
    return new JimengError(failure);
  }
}

/** A long prompt is sent all the same: the service only advises against it. */
function warnOfLength(lengths: readonly number[]): void {
  const longest = Math.max(...lengths);
  if (longest <= recommendedPromptLength) return;
  void vscode.window.showWarningMessage(
    vscode.l10n.t(
      'The prompt has {0}. Beyond {1}, parts of it may be ignored or rejected.',
      formatCharacterCount(longest),
      recommendedPromptLength,
    ),
  );
}
