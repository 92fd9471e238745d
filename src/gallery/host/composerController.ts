import * as v from 'valibot';
import * as vscode from 'vscode';
import type { GenerationService } from '../../host/generationService.ts';
import type { ApiKeyStore } from '../../host/apiKeyStore.ts';
import { reportUnexpectedError } from '../../host/failureNotification.ts';
import { resolveProvider, readSettings, type Settings } from '../../host/settings.ts';
import {
  aspectRatios,
  JimengError,
  modelIds,
  models,
  recommendedPromptLength,
  resolutions,
  type GenerationRequest,
  type Provider,
} from '../../jimeng/index.ts';
import type { Library } from '../../library/library.ts';
import { getRequestAdvice } from './advice.ts';
import {
  draftSchema,
  emptyDraft,
  type Choices,
  type Draft,
  type FromComposerMessage,
  type ToComposerMessage,
} from '../protocol/composer.ts';
import { toRequestOptions, toComposerParameters, type RequestOptions } from './parameters.ts';
import { listRecentPrompts } from './recentPrompts.ts';

export interface ComposerControllerContext {
  readonly library: Library;
  readonly generationService: Pick<GenerationService, 'start' | 'requireProvider'>;
  readonly apiKeys: Pick<ApiKeyStore, 'get' | 'onDidChange'>;
  /** A prompt with the settings, and what is asked for in their place, as a request. */
  readonly buildRequest: (
    prompt: string,
    settings: Settings,
    options: RequestOptions & { imageUrls?: string[] },
  ) => GenerationRequest;
  /** Where the draft outlives the panel and the window. */
  readonly memento: vscode.Memento;
  readonly log: vscode.LogOutputChannel;
  readonly post: (message: ToComposerMessage) => void;
}

const draftStateKey = 'composer';
/** Milliseconds without a change after which a draft is looked at. */
const adviceDelayMs = 120;

/** The composer's end in the host: keeps its draft, says what is wrong with it, and begins it. */
export class ComposerController implements vscode.Disposable {
  readonly #context: ComposerControllerContext;
  readonly #subscriptions: vscode.Disposable;
  #draft: Draft;
  #isBusy = false;
  /** The revision last begun: a key held down must not buy it twice. */
  #lastStartedRevision = -1;
  #adviceTimer: NodeJS.Timeout | undefined;

  constructor(context: ComposerControllerContext) {
    this.#context = context;
    const saved = v.safeParse(draftSchema, context.memento.get(draftStateKey));
    this.#draft = saved.success ? saved.output : emptyDraft;
    this.#subscriptions = vscode.Disposable.from(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('jimeng')) this.#postState();
      }),
      context.apiKeys.onDidChange(() => {
        this.#scheduleAdvice();
      }),
    );
    // What to do first, where there is no key, should not be told after something else.
    this.#postState(0);
  }

  async handleMessage(message: FromComposerMessage): Promise<void> {
    switch (message.type) {
      case 'draft':
        return this.#saveDraft(message.draft);
      case 'generate':
        return this.#generate(message.draft);
      case 'getPromptHistory': {
        const { from, count } = message;
        const prompts = listRecentPrompts(await this.#context.library.list(), from, count);
        this.#context.post({ type: 'getPromptHistory', from, prompts });
        return;
      }
      case 'setApiKey':
        await vscode.commands.executeCommand('jimeng.setApiKey');
    }
  }

  /** Has the page begin anew with what was asked for once. */
  editRequest(request: GenerationRequest): void {
    const { prompt, imageUrls = [] } = request;
    const parameters = toComposerParameters(request);
    this.#context.post({ type: 'fillComposer', prompt, imageUrls, parameters });
  }

  dispose(): void {
    clearTimeout(this.#adviceTimer);
    this.#subscriptions.dispose();
  }

  #postState(delayMs = adviceDelayMs): void {
    const { post } = this.#context;
    post({
      type: 'composerState',
      draft: this.#draft,
      isBusy: this.#isBusy,
      choices: readChoices(),
    });
    this.#scheduleAdvice(delayMs);
  }

  async #saveDraft(draft: Draft): Promise<void> {
    if (draft.revision < this.#draft.revision) return;
    this.#draft = draft;
    this.#scheduleAdvice();
    await this.#context.memento.update(draftStateKey, draft);
  }

  #scheduleAdvice(delayMs = adviceDelayMs): void {
    clearTimeout(this.#adviceTimer);
    this.#adviceTimer = setTimeout(() => {
      this.#postAdvice().catch((error: unknown) => {
        this.#context.log.error(error instanceof Error ? error : String(error));
      });
    }, delayMs);
  }

  async #postAdvice(): Promise<void> {
    const { library, apiKeys, post } = this.#context;
    const { revision } = this.#draft;
    const advice = await getRequestAdvice(this.#toRequest(this.#draft), library, apiKeys);
    post({ type: 'advice', revision, ...advice });
  }

  /** What failed has been told, and stays in the composer. */
  async #generate(draft: Draft): Promise<void> {
    if (this.#isBusy || draft.revision === this.#lastStartedRevision) return;
    const { generationService, log } = this.#context;
    await this.#saveDraft(draft);
    this.#isBusy = true;
    this.#postState();
    try {
      await generationService.start(generationService.requireProvider(), [this.#toRequest(draft)]);
      this.#lastStartedRevision = draft.revision;
      // What was typed meanwhile is the next one's.
      if (this.#draft.revision === draft.revision) {
        await this.#saveDraft({
          ...draft,
          revision: draft.revision + 1,
          prompt: '',
          imageUrls: [],
        });
      }
    } catch (error) {
      if (!(error instanceof JimengError)) reportUnexpectedError(error, log);
    } finally {
      this.#isBusy = false;
      this.#postState();
    }
  }

  #toRequest({ prompt, imageUrls, parameters }: Draft): GenerationRequest {
    return this.#context.buildRequest(prompt.trim(), readSettings(), {
      ...toRequestOptions(parameters),
      ...(imageUrls.length > 0 && { imageUrls }),
    });
  }
}

function readChoices(): Choices {
  const { model, resolution, aspectRatio, forceSingle } = readSettings();
  const isGateway = tryGetProvider()?.dialect === 'gateway';
  return {
    models: modelIds.map((name) => ({
      name,
      isAvailable: models[name].isOfferedByGateways || !isGateway,
      supportsSets: models[name].supportsSets,
      supportsReferences: models[name].referenceCount.max > 0,
    })),
    resolutions,
    aspectRatios: ['auto', ...aspectRatios],
    defaults: { model, resolution, aspectRatio, forceSingle },
    recommendedLength: recommendedPromptLength,
  };
}

function tryGetProvider(): Provider | undefined {
  try {
    return resolveProvider();
  } catch (error) {
    if (error instanceof JimengError) return undefined;
    throw error;
  }
}
