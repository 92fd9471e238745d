import * as v from 'valibot';
import { maxPromptLength, maxReferences } from './vocabulary.ts';

/** What the user chose in the composer. For anything else, the settings apply. */
const composerParametersSchema = v.object({
  model: v.exactOptional(v.pipe(v.string(), v.maxLength(64))),
  /** Such as `2k`. */
  resolution: v.exactOptional(v.pipe(v.string(), v.maxLength(16))),
  /** Such as `16:9`, or `auto`. */
  aspectRatio: v.exactOptional(v.pipe(v.string(), v.maxLength(16))),
  forceSingle: v.exactOptional(v.boolean()),
});
/** What the user chose in the composer. */
export type ComposerParameters = Readonly<v.InferOutput<typeof composerParametersSchema>>;

const urlSchema = v.pipe(v.string(), v.maxLength(4000));

/** The contents of the composer. */
export const draftSchema = v.object({
  /** Increases with every change, so that the newer of the page's and the host's draft wins. */
  revision: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  prompt: v.pipe(v.string(), v.maxLength(maxPromptLength)),
  imageUrls: v.pipe(v.array(urlSchema), v.maxLength(maxReferences)),
  parameters: composerParametersSchema,
});
/** The contents of the composer. */
export type Draft = Readonly<v.InferOutput<typeof draftSchema>>;

/** The draft before the user has typed anything. */
export const emptyDraft: Draft = { revision: 0, prompt: '', imageUrls: [], parameters: {} };

/** A model and what it supports. */
export interface ModelChoice {
  readonly name: string;
  /** Whether the current provider offers it. */
  readonly isAvailable: boolean;
  readonly supportsSets: boolean;
  readonly supportsReferences: boolean;
}

/** The options of the composer, and the defaults from the settings. */
export interface Choices {
  /** The name of the current provider, if the settings have one. */
  readonly provider?: string;
  readonly models: readonly ModelChoice[];
  readonly resolutions: readonly string[];
  readonly aspectRatios: readonly string[];
  readonly defaults: Required<ComposerParameters>;
  /** Characters of a prompt; the composer warns if there are more. */
  readonly recommendedLength: number;
  /** Characters of a prompt; its length is shown if there are as many or more. */
  readonly shownLength: number;
  /** The most images of a set, together with its reference images. */
  readonly maxSetImages: number;
}

/** The state of the composer in the host. */
export interface ComposerState {
  readonly draft: Draft;
  /** Whether a generation is being started. */
  readonly isBusy: boolean;
  readonly choices: Choices;
}

/** What the host has found out about a draft. */
export interface Advice {
  /** The revision of the draft. */
  readonly revision: number;
  /** Sentences. If there are any, the draft cannot be generated. */
  readonly faults: readonly string[];
  /** Duration and cost, as far as they are known. */
  readonly estimate?: string;
  /** The message that no API key is set, if none is. */
  readonly missingKeyMessage?: string;
}

/** New contents for the composer. With a prompt, they replace the draft; otherwise they are added to it. */
export interface ComposerContent {
  readonly prompt?: string;
  readonly imageUrls?: readonly string[];
  readonly parameters?: ComposerParameters;
}
