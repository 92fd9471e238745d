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
import type { HostEvent } from '../protocol/events.ts';
import type { Params } from '../protocol/requests.ts';
import { draftSchema, emptyDraft, type Choices, type Draft } from '../protocol/composer.ts';
import { getRequestAdvice } from './advice.ts';
import { toRequestOptions, toComposerParameters, type RequestOptions } from './parameters.ts';
import { listRecentPrompts } from './recentPrompts.ts';

/** What the composer works with besides the library and the log. */
export interface ComposerServices {
  readonly generationService: Pick<GenerationService, 'start' | 'requireProvider'>;
  readonly apiKeys: Pick<ApiKeyStore, 'get' | 'onDidChange'>;
  /** Creates a request from a prompt, the settings, and the options that replace them. */
  readonly buildRequest: (
    prompt: string,
    settings: Settings,
    options: RequestOptions & { imageUrls?: string[] },
  ) => GenerationRequest;
  /** Where the draft is saved, so that it outlives the panel and the window. */
  readonly memento: vscode.Memento;
}

interface ComposerControllerContext extends ComposerServices {
  readonly library: Library;
  readonly log: vscode.LogOutputChannel;
  readonly post: (event: HostEvent) => void;
}

const draftStateKey = 'composer';
/** Milliseconds without a change after which a draft is validated. */
const adviceDelayMs = 120;

/** The host's side of the composer: saves the draft, validates it, and starts its generation. */
export class ComposerController implements vscode.Disposable {
  readonly #context: ComposerControllerContext;
  readonly #subscriptions: vscode.Disposable;
  #draft: Draft;
  #isBusy = false;
  /** The revision that was last started. A key that is held down must not start it twice. */
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
    // Without delay, so that the empty gallery does not first ask for a prompt and then for a key.
    this.#postState(0);
  }

  /** Saves a draft of the page unless a newer one is known. */
  async saveDraft(draft: Draft): Promise<void> {
    if (draft.revision < this.#draft.revision) return;
    this.#draft = draft;
    this.#scheduleAdvice();
    await this.#context.memento.update(draftStateKey, draft);
  }

  /** Starts the generation of a draft. The user is notified of a failure; the draft is kept then. */
  async generate(draft: Draft): Promise<void> {
    if (this.#isBusy || draft.revision === this.#lastStartedRevision) return;
    const { generationService, log } = this.#context;
    await this.saveDraft(draft);
    this.#isBusy = true;
    this.#postState();
    try {
      await generationService.start(generationService.requireProvider(), [this.#toRequest(draft)]);
      this.#lastStartedRevision = draft.revision;
      // Keep what the user has typed in the meantime.
      if (this.#draft.revision === draft.revision) {
        await this.saveDraft({
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

  /** Earlier prompts, newest first. */
  async getPromptHistory({ from, count }: Params<'getPromptHistory'>): Promise<string[]> {
    return listRecentPrompts(await this.#context.library.list(), from, count);
  }

  /** Fills the composer with an earlier request. */
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
