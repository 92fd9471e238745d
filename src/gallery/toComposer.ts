import * as v from 'valibot';
import { draftSchema, parametersSchema } from './composerProtocol.ts';
import { list } from './list.ts';
import { pluralSchema } from './plural.ts';

const modelSchema = v.object({
  name: v.string(),
  isOffered: v.boolean(),
  makesSets: v.boolean(),
  takesReferences: v.boolean(),
});

const choicesSchema = v.object({
  models: list(modelSchema),
  resolutions: list(v.string()),
  aspectRatios: list(v.string()),
  defaults: v.required(parametersSchema),
  /** Characters over which a prompt is warned of. */
  recommendedLength: v.number(),
});
/** What can be chosen from, and what holds where nothing was. */
export type Choices = Readonly<v.InferOutput<typeof choicesSchema>>;

/** What the host tells the composer. */
export const toComposer = [
  v.object({
    type: v.literal('composer'),
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
    faults: list(v.string()),
    /** Where it is made, how long it takes and what it costs, as far as that is known. */
    expectation: v.string(),
    /** That there is no key yet, in a sentence; empty where there is one. */
    noKey: v.string(),
  }),
  /** Earlier prompts, newest first; fewer than were asked for when these are the last. */
  v.object({ type: v.literal('history'), from: v.number(), prompts: list(v.string()) }),
  /** Fills the composer. With a prompt it is all new; references alone are added to what is there. */
  v.object({
    type: v.literal('compose'),
    prompt: v.exactOptional(v.string()),
    imageUrls: v.exactOptional(list(v.string())),
    parameters: v.exactOptional(parametersSchema),
  }),
] as const;
export type ToComposer = Readonly<v.InferOutput<(typeof toComposer)[number]>>;

/** The composer's own words. `{0}` and `{1}` are filled in by the page. */
export const composerStringsSchema = v.object({
  ...v.entriesFromList(
    [
      'newImage',
      'prompt',
      'describe',
      'missing',
      'tooLong',
      'generate',
      'setApiKey',
      'model',
      'resolution',
      'ratio',
      'auto',
      'number',
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
