import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Generator } from '../host/generator.ts';
import type { Keys } from '../host/keys.ts';
import { unexpected } from '../host/reporter.ts';
import { providerNow, readSettings, type Settings } from '../host/settings.ts';
import {
  aspectRatios,
  JimengError,
  modelIds,
  models,
  recommendedPromptLength,
  resolutions,
  type GenerationRequest,
  type Provider,
} from '../jimeng/index.ts';
import type { Library } from '../library/library.ts';
import { adviceOn } from './advice.ts';
import {
  draftSchema,
  emptyDraft,
  type Choices,
  type Draft,
  type FromComposer,
  type ToComposer,
} from './composerProtocol.ts';
import { chosenOf, parametersOf, type Chosen } from './parameters.ts';
import { promptsOf } from './prompts.ts';

export interface ComposerContext {
  readonly library: Library;
  readonly generator: Pick<Generator, 'begin' | 'providerNow'>;
  readonly keys: Pick<Keys, 'get' | 'onDidChange'>;
  /** A prompt with the settings, and what is asked for in their place, as a request. */
  readonly requestFor: (
    prompt: string,
    settings: Settings,
    asked: Chosen & { imageUrls?: string[] },
  ) => GenerationRequest;
  /** Where the draft outlives the panel and the window. */
  readonly memory: vscode.Memento;
  readonly log: vscode.LogOutputChannel;
  readonly post: (message: ToComposer) => void;
}

const draftKey = 'composer';
/** Milliseconds without a change after which a draft is looked at. */
const pause = 120;

/** The composer's end in the host: keeps its draft, says what is wrong with it, and begins it. */
export class Composer implements vscode.Disposable {
  readonly #context: ComposerContext;
  readonly #watch: vscode.Disposable;
  #draft: Draft;
  #isBusy = false;
  /** The revision last begun: a key held down must not buy it twice. */
  #begun = -1;
  #advising: NodeJS.Timeout | undefined;

  constructor(context: ComposerContext) {
    this.#context = context;
    const kept = v.safeParse(draftSchema, context.memory.get(draftKey));
    this.#draft = kept.success ? kept.output : emptyDraft;
    this.#watch = vscode.Disposable.from(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('jimeng')) this.#tell();
      }),
      context.keys.onDidChange(() => {
        this.#adviseSoon();
      }),
    );
    // What to do first, where there is no key, should not be told after something else.
    this.#tell(0);
  }

  async hear(message: FromComposer): Promise<void> {
    switch (message.type) {
      case 'draft':
        return this.#keep(message.draft);
      case 'begin':
        return this.#begin(message.draft);
      case 'history': {
        const { from, count } = message;
        const prompts = promptsOf(await this.#context.library.list(), from, count);
        this.#context.post({ type: 'history', from, prompts });
        return;
      }
      case 'setApiKey':
        await vscode.commands.executeCommand('jimeng.setApiKey');
    }
  }

  /** Has the page begin anew with what was asked for once. */
  edit(request: GenerationRequest): void {
    const { prompt, imageUrls = [] } = request;
    const parameters = parametersOf(request);
    this.#context.post({ type: 'compose', prompt, imageUrls, parameters });
  }

  dispose(): void {
    clearTimeout(this.#advising);
    this.#watch.dispose();
  }

  #tell(adviseAfter = pause): void {
    const { post } = this.#context;
    post({ type: 'composer', draft: this.#draft, isBusy: this.#isBusy, choices: choices() });
    this.#adviseSoon(adviseAfter);
  }

  async #keep(draft: Draft): Promise<void> {
    if (draft.revision < this.#draft.revision) return;
    this.#draft = draft;
    this.#adviseSoon();
    await this.#context.memory.update(draftKey, draft);
  }

  #adviseSoon(after = pause): void {
    clearTimeout(this.#advising);
    this.#advising = setTimeout(() => {
      this.#advise().catch((error: unknown) => {
        this.#context.log.error(error instanceof Error ? error : String(error));
      });
    }, after);
  }

  async #advise(): Promise<void> {
    const { library, keys, post } = this.#context;
    const { revision } = this.#draft;
    const advice = await adviceOn(this.#requestOf(this.#draft), library, keys);
    post({ type: 'advice', revision, ...advice });
  }

  /** What failed has been told, and stays in the composer. */
  async #begin(draft: Draft): Promise<void> {
    if (this.#isBusy || draft.revision === this.#begun) return;
    const { generator, log } = this.#context;
    await this.#keep(draft);
    this.#isBusy = true;
    this.#tell();
    try {
      await generator.begin(generator.providerNow(), [this.#requestOf(draft)]);
      this.#begun = draft.revision;
      // What was typed meanwhile is the next one's.
      if (this.#draft.revision === draft.revision) {
        await this.#keep({ ...draft, revision: draft.revision + 1, prompt: '', imageUrls: [] });
      }
    } catch (error) {
      if (!(error instanceof JimengError)) unexpected(error, log);
    } finally {
      this.#isBusy = false;
      this.#tell();
    }
  }

  #requestOf({ prompt, imageUrls, parameters }: Draft): GenerationRequest {
    return this.#context.requestFor(prompt.trim(), readSettings(), {
      ...chosenOf(parameters),
      ...(imageUrls.length > 0 && { imageUrls }),
    });
  }
}

function choices(): Choices {
  const { model, resolution, aspectRatio, forceSingle } = readSettings();
  const isGateway = providerIfKnown()?.dialect === 'gateway';
  return {
    models: modelIds.map((name) => ({
      name,
      isOffered: models[name].isAtGateways || !isGateway,
      makesSets: models[name].makesSets,
      takesReferences: models[name].references.max > 0,
    })),
    resolutions,
    aspectRatios: ['auto', ...aspectRatios],
    defaults: { model, resolution, aspectRatio, forceSingle },
    recommendedLength: recommendedPromptLength,
  };
}

function providerIfKnown(): Provider | undefined {
  try {
    return providerNow();
  } catch (error) {
    if (error instanceof JimengError) return undefined;
    throw error;
  }
}
