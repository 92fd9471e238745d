import * as vscode from 'vscode';
import { shownPromptLength } from '../../../host/promptInput.ts';
import type { RequestSettings } from '../../../host/requestSettings.ts';
import type { GenerationService } from '../../../host/generationService.ts';
import type { ApiKeyStore } from '../../../host/keys/apiKeyStore.ts';
import { reportError } from '../../../host/errorReport.ts';
import { readSettings, tryResolveProvider } from '../../../host/settings/settings.ts';
import type { SampleMode } from '../../../host/samples/sampleMode.ts';
import type { Settings } from '../../../host/settings/settingsSchema.ts';
import type { Log } from '../../../host/ui/log.ts';
import { maxSetImages } from '../../../host/submissions/submissionPlan.ts';
import {
  aspectRatios,
  modelIds,
  models,
  recommendedPromptLength,
  resolutions,
  type GenerationRequest,
} from '../../../jimeng/index.ts';
import type { Library } from '../../../library/library.ts';
import type { HostEvent } from '../../protocol/events.ts';
import type { Params } from '../../protocol/requests.ts';
import type { Choices, Draft } from '../../protocol/composer.ts';
import { getRequestAdvice } from './advice.ts';
import type { ComposerDraft } from './composerDraft.ts';
import { toRequestOptions, toComposerParameters, type RequestOptions } from './parameters.ts';
import { listRecentPrompts } from './recentPrompts.ts';

/** What the composer works with besides the library and the log. */
export interface ComposerServices {
  readonly generationService: Pick<GenerationService, 'start'>;
  readonly requestSettings: Pick<RequestSettings, 'requireProvider' | 'requireSettings'>;
  readonly apiKeys: Pick<ApiKeyStore, 'get' | 'getSetTime' | 'onDidChange'>;
  readonly samples: Pick<SampleMode, 'isActive'>;
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
  readonly log: Log;
  readonly post: (event: HostEvent) => void;
}

/** Milliseconds without a change after which a draft is validated. */
const adviceDelayMs = 120;

/** The host's side of the composer: saves the draft, validates it, and starts its generation. */
export class ComposerController implements vscode.Disposable {
  readonly #context: ComposerControllerContext;
  readonly #draft: ComposerDraft;
  readonly #subscriptions: vscode.Disposable;
  #isBusy = false;
  #adviceTimer: NodeJS.Timeout | undefined;

  constructor(context: ComposerControllerContext, draft: ComposerDraft) {
    this.#context = context;
    this.#draft = draft;
    this.#subscriptions = vscode.Disposable.from(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('jimeng')) this.#postState();
      }),
      context.apiKeys.onDidChange(() => {
        this.#scheduleAdvice();
      }),
      context.library.onDidChange((change) => {
        if (change.type === 'removed' || change.record.isSample) this.#scheduleAdvice();
      }),
      draft.onDidDiscard(() => {
        this.#postState();
      }),
    );
    // Without delay, so that the empty gallery does not first ask for a prompt and then for a key.
    this.#postState(0);
  }

  /** Saves a draft of the page unless a newer one is known. */
  saveDraft(draft: Draft): void {
    if (this.#draft.save(draft)) this.#scheduleAdvice();
  }

  /**
   * Starts the generation of a draft, which empties it. The user is notified of a failure; the draft
   * is kept then.
   */
  async generate(draft: Draft): Promise<void> {
    const { generationService, log, requestSettings } = this.#context;
    this.saveDraft(draft);
    // A key that is held down, or a second click, must not start it twice.
    if (this.#isBusy || draft.revision !== this.#draft.value.revision) return;
    this.#isBusy = true;
    this.#postState();
    try {
      const provider = requestSettings.requireProvider();
      const options = toRequestOptions(draft.parameters);
      const settings = requestSettings.requireSettings((name) => name in options);
      await generationService.start([{ provider, request: this.#toRequest(draft, settings) }]);
      if (draft.parameters.forceSingle === false) this.#draft.resetSet();
    } catch (error) {
      reportError(error, log);
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
      draft: this.#draft.value,
      isBusy: this.#isBusy,
      choices: readChoices(),
    });
    this.#scheduleAdvice(delayMs);
  }

  #scheduleAdvice(delayMs = adviceDelayMs): void {
    clearTimeout(this.#adviceTimer);
    this.#adviceTimer = setTimeout(() => {
      this.#postAdvice().catch((error: unknown) => {
        this.#context.log.error(error);
      });
    }, delayMs);
  }

  async #postAdvice(): Promise<void> {
    const { library, apiKeys, samples, post } = this.#context;
    const draft = this.#draft.value;
    const options = toRequestOptions(draft.parameters);
    const request = this.#toRequest(draft, readSettings().settings);
    const isReplaced = (name: string) => name in options;
    const advice = await getRequestAdvice(request, isReplaced, library, apiKeys, samples);
    post({ type: 'advice', revision: draft.revision, ...advice });
  }

  #toRequest({ prompt, imageUrls, parameters }: Draft, settings: Settings): GenerationRequest {
    return this.#context.buildRequest(prompt.trim(), settings, {
      ...toRequestOptions(parameters),
      ...(imageUrls.length > 0 && { imageUrls: [...imageUrls] }),
    });
  }
}

function readChoices(): Choices {
  const { model, resolution, aspectRatio, forceSingle } = readSettings().settings;
  const provider = tryResolveProvider();
  const isGateway = provider?.dialect === 'gateway';
  return {
    ...(provider && { provider: provider.name }),
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
    shownLength: shownPromptLength,
    maxSetImages,
  };
}
