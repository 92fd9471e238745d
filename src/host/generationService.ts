import * as vscode from 'vscode';
import {
  validateRequest,
  JimengError,
  models,
  getPromptLength,
  recommendedPromptLength,
  type Failure,
  type GenerationRequest,
  type ModelId,
  type Provider,
  type ProviderId,
} from '../jimeng/index.ts';
import type { Library } from '../library/library.ts';
import type { GenerationRecord } from '../library/record.ts';
import type { GenerationRun, TaskEngine } from '../tasks/taskEngine.ts';
import { formatCharacterCount } from './plural.ts';
import {
  reportUnexpectedError,
  showFailure,
  type FailureActionServices,
} from './failureNotification.ts';
import { resolveProvider, resolveRecordProvider, toRecordProvider } from './settings.ts';

/** What the service needs from the rest of the extension. */
export interface GenerationServiceOptions extends FailureActionServices {
  readonly engine: TaskEngine;
  readonly library: Library;
  readonly showGallery: () => void;
}

/** Starts generations for the user: validates requests, asks for a missing API key, and shows failures. */
export class GenerationService {
  readonly #options: GenerationServiceOptions;

  constructor(options: GenerationServiceOptions) {
    this.#options = options;
  }

  /**
   * Returns a provider as it is configured in the settings.
   * @throws JimengError of kind `noProvider`, which was shown to the user
   */
  requireProvider(id?: ProviderId): Provider {
    try {
      return resolveProvider(id);
    } catch (error) {
      if (!(error instanceof JimengError)) throw error;
      throw this.#reportFailure(error.failure, undefined, '', () => Promise.resolve());
    }
  }

  /**
   * Starts a generation for each request, in their order, and shows the gallery.
   * @throws JimengError of kind `request`, `noKey` or `save`, which was shown to the user
   */
  async start(
    provider: Provider,
    requests: readonly GenerationRequest[],
  ): Promise<GenerationRun[]> {
    const { engine, promptInput, showGallery } = this.#options;
    const [first] = requests;
    if (!first) return [];
    const faults = requests.flatMap((request) => validateRequest(request, provider));
    const retry = () => this.start(provider, requests);
    if (faults.length > 0) {
      throw this.#reportFailure({ kind: 'request', faults }, provider, first.prompt, retry);
    }

    await this.#ensureApiKey(provider, first.prompt, retry);
    warnIfTooLong(requests.map(({ prompt }) => getPromptLength(prompt)));
    showGallery();
    const runs: GenerationRun[] = [];
    for (const [index, request] of requests.entries()) {
      try {
        runs.push(await engine.start(toRecordProvider(provider), request));
      } catch (error) {
        await promptInput.saveDraft(request.prompt);
        if (!(error instanceof JimengError)) throw error;
        throw this.#reportFailure(error.failure, provider, request.prompt, () =>
          this.start(provider, requests.slice(index)),
        );
      }
    }
    return runs;
  }

  /**
   * Tracks a task that was submitted elsewhere. If a generation of the library has this task, that one is resumed.
   * @throws JimengError of kind `noKey` or `save`, which was shown to the user
   */
  async trackExternalTask(provider: Provider, taskId: string, model: ModelId): Promise<void> {
    const { engine, showGallery } = this.#options;
    const retry = () => this.trackExternalTask(provider, taskId, model);
    await this.#ensureApiKey(provider, '', retry);
    showGallery();
    const request = { model, prompt: vscode.l10n.t('Task {0}', taskId) };
    const task = { taskId, reqKey: models[model].reqKey };
    try {
      await engine.queryTask(toRecordProvider(provider), request, task);
    } catch (error) {
      if (!(error instanceof JimengError)) throw error;
      throw this.#reportFailure(error.failure, provider, '', retry);
    }
  }

  /** Restarts a failed generation, and shows a failure if it cannot be started. */
  async retry(record: GenerationRecord): Promise<void> {
    const retry = () => this.#options.engine.retry(record.id);
    try {
      await retry();
    } catch (error) {
      if (!(error instanceof JimengError)) throw error;
      const provider = resolveRecordProvider(record);
      await showFailure(error.failure, provider, record.request.prompt, this.#options, retry);
    }
  }

  /** Asks for a missing API key. If the user dismisses the input, the prompt is kept as a draft. */
  async #ensureApiKey(
    provider: Provider,
    prompt: string,
    retry: () => Promise<unknown>,
  ): Promise<void> {
    const { apiKeys, promptInput } = this.#options;
    if ((await apiKeys.get(provider)) || (await apiKeys.askForKey(provider))) return;
    if (prompt !== '') await promptInput.saveDraft(prompt);
    throw this.#reportFailure({ kind: 'noKey' }, provider, prompt, retry);
  }

  /**
   * Shows a failure.
   * @param retry called by the Retry button
   * @returns the error to throw
   */
  #reportFailure(
    failure: Failure,
    provider: Provider | undefined,
    prompt: string,
    retry: () => Promise<unknown>,
  ): JimengError {
    showFailure(failure, provider, prompt, this.#options, retry).catch((error: unknown) => {
      // The failure of the retry was shown as well.
      if (!(error instanceof JimengError)) reportUnexpectedError(error, this.#options.log);
    });
    return new JimengError(failure);
  }
}

/** A long prompt is sent nevertheless: the service only advises against it (docs/service.md §3.3). */
function warnIfTooLong(lengths: readonly number[]): void {
  const maxLength = Math.max(...lengths);
  if (maxLength <= recommendedPromptLength) return;
  void vscode.window.showWarningMessage(
    vscode.l10n.t(
      'The prompt has {0}. Beyond {1}, parts of it may be ignored or rejected.',
      formatCharacterCount(maxLength),
      recommendedPromptLength,
    ),
  );
}
