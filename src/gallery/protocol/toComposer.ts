import * as v from 'valibot';
import { draftSchema, composerParametersSchema } from './composer.ts';
import { readonlyArray } from './list.ts';
import { pluralSchema } from './plural.ts';

const modelSchema = v.object({
  name: v.string(),
  isAvailable: v.boolean(),
  supportsSets: v.boolean(),
  supportsReferences: v.boolean(),
});

const choicesSchema = v.object({
  models: readonlyArray(modelSchema),
  resolutions: readonlyArray(v.string()),
  aspectRatios: readonlyArray(v.string()),
  defaults: v.required(composerParametersSchema),
  /** Characters over which a prompt is warned of. */
  recommendedLength: v.number(),
});
/** What can be chosen from, and what holds where nothing was. */
export type Choices = Readonly<v.InferOutput<typeof choicesSchema>>;

/** What the host tells the composer. */
export const toComposerSchemas = [
  v.object({
    type: v.literal('composerState'),
    draft: draftSchema,
    /** Whether a generation is just being begun. */
    isBusy: v.boolean(),
    choices: choicesSchema,
  }),
  /** What is to be said of a draft before it is generated. */
  v.object({
    type: v.literal('advice'),
    revision: v.number(),
    /** Sentences; while there are any, it cannot be generated. */
    faults: readonlyArray(v.string()),
    /** Where it is made, how long it takes and what it costs, as far as that is known. */
    estimate: v.string(),
    /** That there is no key yet, in a sentence; empty where there is one. */
    missingKeyMessage: v.string(),
  }),
  /** Earlier prompts, newest first; fewer than were asked for when these are the last. */
  v.object({
    type: v.literal('getPromptHistory'),
    from: v.number(),
    prompts: readonlyArray(v.string()),
  }),
  /** Fills the composer. With a prompt it is all new; references alone are added to what is there. */
  v.object({
    type: v.literal('fillComposer'),
    prompt: v.exactOptional(v.string()),
    imageUrls: v.exactOptional(readonlyArray(v.string())),
    parameters: v.exactOptional(composerParametersSchema),
  }),
] as const;
export type ToComposerMessage = Readonly<v.InferOutput<(typeof toComposerSchemas)[number]>>;

/** The composer's own words. `{0}` and `{1}` are filled in by the page. */
export const composerStringsSchema = v.object({
  ...v.entriesFromList(
    [
      'newImage',
      'prompt',
      'promptPlaceholder',
      'promptMissing',
      'tooLong',
      'generate',
      'setApiKey',
      'model',
      'resolution',
      'ratio',
      'auto',
      'imageCount',
      'single',
      'set',
      'setHint',
      'references',
      'addReference',
      'remove',
    ],
    v.string(),
  ),
  characters: pluralSchema,
});
export type ComposerStrings = Readonly<v.InferOutput<typeof composerStringsSchema>>;
