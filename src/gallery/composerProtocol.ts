import * as v from 'valibot';

/** Most characters the composer takes: far over what any service does. */
export const longestPrompt = 100_000;
/** Most reference pictures the composer takes; what a model takes is said by its faults. */
export const mostReferences = 50;

/** What a picture is to be like. What is not here is as the settings have it. */
const parametersSchema = v.object({
  model: v.exactOptional(v.pipe(v.string(), v.maxLength(64))),
  /** Such as `2k`. */
  resolution: v.exactOptional(v.pipe(v.string(), v.maxLength(16))),
  /** Such as `16:9`, or `auto`. */
  aspectRatio: v.exactOptional(v.pipe(v.string(), v.maxLength(16))),
  forceSingle: v.exactOptional(v.boolean()),
});
export type Parameters = Readonly<v.InferOutput<typeof parametersSchema>>;

const address = v.pipe(v.string(), v.maxLength(4000));

/** What stands in the composer. */
export const draftSchema = v.object({
  /** Counts its changes: of two, at the page and at the host, the later one holds. */
  revision: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  prompt: v.pipe(v.string(), v.maxLength(longestPrompt)),
  imageUrls: v.pipe(v.array(address), v.maxLength(mostReferences)),
  /** Only what was chosen here. */
  parameters: parametersSchema,
});
export type Draft = Readonly<v.InferOutput<typeof draftSchema>>;

export const emptyDraft: Draft = { revision: 0, prompt: '', imageUrls: [], parameters: {} };

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What the composer asks of the host. */
export const fromComposer = [
  v.object({ type: v.literal('draft'), draft: draftSchema }),
  v.object({ type: v.literal('begin'), draft: draftSchema }),
  v.object({ type: v.literal('history'), from: count, count: v.pipe(count, v.maxValue(50)) }),
] as const;
export type FromComposer = v.InferOutput<(typeof fromComposer)[number]>;

export interface ModelChoice {
  readonly name: string;
  readonly isOffered: boolean;
  readonly makesSets: boolean;
  readonly takesReferences: boolean;
}

/** What can be chosen from, and what holds where nothing was. */
export interface Choices {
  readonly models: readonly ModelChoice[];
  readonly resolutions: readonly string[];
  readonly aspectRatios: readonly string[];
  readonly defaults: Required<Parameters>;
  /** Characters over which a prompt is warned of. */
  readonly recommendedLength: number;
}

/** What the host tells the composer. */
export type ToComposer =
  | {
      readonly type: 'composer';
      readonly draft: Draft;
      /** Whether a generation is just being begun. */
      readonly isBusy: boolean;
      readonly choices: Choices;
    }
  /** What is to be said of a draft before it is generated. */
  | {
      readonly type: 'advice';
      readonly revision: number;
      /** Sentences; while there are any, it cannot be generated. */
      readonly faults: readonly string[];
      /** Where it is made, how long it takes and what it costs, as far as that is known. */
      readonly expectation: string;
    }
  /** Earlier prompts, newest first; fewer than were asked for when these are the last. */
  | { readonly type: 'history'; readonly from: number; readonly prompts: readonly string[] }
  /** Fills the composer. With a prompt it is all new; references alone are added to what is there. */
  | {
      readonly type: 'compose';
      readonly prompt?: string;
      readonly imageUrls?: readonly string[];
      readonly parameters?: Parameters;
    };

/** The composer's own words. `{0}` and `{1}` are filled in by the page. */
export interface ComposerStrings {
  readonly newImage: string;
  readonly prompt: string;
  readonly describe: string;
  readonly missing: string;
  readonly character: string;
  readonly characters: string;
  readonly tooLong: string;
  readonly generate: string;
  readonly model: string;
  readonly resolution: string;
  readonly ratio: string;
  readonly auto: string;
  readonly number: string;
  readonly single: string;
  readonly set: string;
  readonly setHint: string;
  readonly references: string;
  readonly addReference: string;
  readonly remove: string;
}
