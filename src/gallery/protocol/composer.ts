import * as v from 'valibot';

/** Most characters the composer takes: far over what any service does. */
export const maxPromptLength = 100_000;
/** Most reference pictures the composer takes; what a model takes is said by its faults. */
export const maxReferences = 50;

/** What a picture is to be like. What is not here is as the settings have it. */
export const composerParametersSchema = v.object({
  model: v.exactOptional(v.pipe(v.string(), v.maxLength(64))),
  /** Such as `2k`. */
  resolution: v.exactOptional(v.pipe(v.string(), v.maxLength(16))),
  /** Such as `16:9`, or `auto`. */
  aspectRatio: v.exactOptional(v.pipe(v.string(), v.maxLength(16))),
  forceSingle: v.exactOptional(v.boolean()),
});
export type ComposerParameters = Readonly<v.InferOutput<typeof composerParametersSchema>>;

const urlSchema = v.pipe(v.string(), v.maxLength(4000));

/** What stands in the composer. */
export const draftSchema = v.object({
  /** Counts its changes: of two, at the page and at the host, the later one holds. */
  revision: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  prompt: v.pipe(v.string(), v.maxLength(maxPromptLength)),
  imageUrls: v.pipe(v.array(urlSchema), v.maxLength(maxReferences)),
  /** Only what was chosen here. */
  parameters: composerParametersSchema,
});
export type Draft = Readonly<v.InferOutput<typeof draftSchema>>;

export const emptyDraft: Draft = { revision: 0, prompt: '', imageUrls: [], parameters: {} };

const countSchema = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What the composer asks of the host. */
export const fromComposerSchemas = [
  v.object({ type: v.literal('draft'), draft: draftSchema }),
  v.object({ type: v.literal('generate'), draft: draftSchema }),
  v.object({
    type: v.literal('getPromptHistory'),
    from: countSchema,
    count: v.pipe(countSchema, v.maxValue(50)),
  }),
  v.object({ type: v.literal('setApiKey') }),
] as const;
export type FromComposerMessage = v.InferOutput<(typeof fromComposerSchemas)[number]>;

export type { Choices, ComposerStrings, ToComposerMessage } from './toComposer.ts';
