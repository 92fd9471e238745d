import * as v from 'valibot';
import { fromComposerSchemas } from './composer.ts';
import { maxThumbnailsPerRequest, thumbnailSidesPx } from './vocabulary.ts';
import { thumbnailSchema } from './thumbnailSchema.ts';

export * from './vocabulary.ts';
// Types alone: what is parsed by the page is no part of the host's bundles.
export type { PageStrings } from './strings.ts';
export type { PluralForms } from './plural.ts';
export type { Listing, ToPageMessage } from './toPage.ts';
export type * from './views.ts';

/** What the user looks for. Empty text and no state are everything. */
export const querySchema = v.object({
  text: v.pipe(v.string(), v.maxLength(1000)),
  state: v.exactOptional(v.picklist(['running', 'done', 'failed'])),
  provider: v.exactOptional(v.string()),
  model: v.exactOptional(v.string()),
  /** Of the pictures, such as `16:9`. */
  ratio: v.exactOptional(v.string()),
  favorite: v.exactOptional(v.literal(true)),
  inserted: v.exactOptional(v.literal(true)),
});
export type Query = Readonly<v.InferOutput<typeof querySchema>>;

const id = v.pipe(v.string(), v.maxLength(64));
const indexSchema = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Most generations in one message. */
export const maxWindowSize = 400;

/** Most generations that are selected, or acted on, at once. */
const maxSelectionSize = 100_000;

/**
 * What a user can do with generations and their pictures. Those that are about pictures mean all of
 * a generation, where none is named.
 */
export const actionNames = [
  'open',
  'insert',
  'saveAs',
  'copyImage',
  'copyPrompt',
  'copyPath',
  'generateAgain',
  'editPrompt',
  'useAsReference',
  'favorite',
  'unfavorite',
  'reveal',
  'cancel',
  'retry',
  'delete',
] as const;
export type ActionName = (typeof actionNames)[number];

/**
 * The commands behind an action in the context menu. Revealing has one for each platform, as VS Code's
 * own Git extension has: a menu item takes its title from its command, and cannot choose another.
 */
export function commandsFor(action: ActionName): string[] {
  const command = `jimeng.gallery.${action}`;
  if (action !== 'reveal') return [command];
  return ['windows', 'mac', 'linux'].map((platform) => `${command}.${platform}`);
}

const targetSchema = v.object({ id, image: v.exactOptional(indexSchema) });
/** A generation, or one of its pictures by its number. */
export type ActionTarget = Readonly<v.InferOutput<typeof targetSchema>>;

export const targetsSchema = v.pipe(v.array(targetSchema), v.maxLength(maxSelectionSize));

/** The type of what is dragged out of the gallery: targets, as JSON. */
export const dragMimeType = 'application/vnd.jimeng.images';

/** What the page asks of the host. It names generations by id and pictures by number, never by path. */
export const fromPageSchema = v.variant('type', [
  v.object({ type: v.literal('ready'), timeZone: v.pipe(v.string(), v.maxLength(64)) }),
  v.object({
    type: v.literal('getItems'),
    query: querySchema,
    from: indexSchema,
    count: v.pipe(indexSchema, v.maxValue(maxWindowSize)),
  }),
  v.object({
    type: v.literal('getThumbnails'),
    side: v.picklist(thumbnailSidesPx),
    images: v.pipe(
      v.array(v.object({ id, image: indexSchema })),
      v.maxLength(maxThumbnailsPerRequest),
    ),
  }),
  v.object({
    type: v.literal('saveThumbnail'),
    id,
    image: indexSchema,
    side: v.picklist(thumbnailSidesPx),
    webp: thumbnailSchema,
  }),
  v.object({ type: v.literal('getIds'), from: indexSchema, count: indexSchema }),
  v.object({ type: v.literal('getDetails'), id }),
  v.object({ type: v.literal('openInsertion'), id, insertion: indexSchema }),
  ...fromComposerSchemas,
  v.object({
    type: v.literal('performAction'),
    action: v.picklist(actionNames),
    targets: targetsSchema,
  }),
  v.object({ type: v.literal('imageCopied'), isCopied: v.boolean() }),
  /** Of the last deletion of this window. */
  v.object({ type: v.literal('undo') }),
  /** What is selected now: a context menu on one of them is about them all. */
  v.object({
    type: v.literal('selectionChanged'),
    ids: v.pipe(v.array(id), v.maxLength(maxSelectionSize)),
  }),
]);

export type FromPageMessage = v.InferOutput<typeof fromPageSchema>;
/** What a user does in the gallery. */
export type GalleryAction = Extract<
  FromPageMessage,
  { type: 'performAction' | 'imageCopied' | 'undo' }
>;
