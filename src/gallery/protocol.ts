import * as v from 'valibot';
import { fromComposer } from './composerProtocol.ts';
import { thumbnailsAtOnce, thumbnailSides } from './names.ts';
import { thumbnailSchema } from './thumbnailSchema.ts';

export * from './names.ts';
// Types alone: what is parsed by the page is no part of the host's bundles.
export type { PageStrings } from './pageStrings.ts';
export type { PluralForms } from './plural.ts';
export type { Listing, ToPage } from './toPage.ts';
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
const place = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Most generations in one message. */
export const largestWindow = 400;

/** Most generations that are selected, or acted on, at once. */
const largestSelection = 100_000;

/**
 * What a user can do with generations and their pictures. Those that are about pictures mean all of
 * a generation, where none is named.
 */
export const actions = [
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
export type Action = (typeof actions)[number];

/**
 * The commands behind an action in the context menu. Revealing has one for each platform, as VS Code's
 * own Git extension has: a menu item takes its title from its command, and cannot choose another.
 */
export function commandsFor(action: Action): string[] {
  const command = `jimeng.gallery.${action}`;
  if (action !== 'reveal') return [command];
  return ['windows', 'mac', 'linux'].map((platform) => `${command}.${platform}`);
}

const targetSchema = v.object({ id, image: v.exactOptional(place) });
/** A generation, or one of its pictures by its number. */
export type Target = Readonly<v.InferOutput<typeof targetSchema>>;

export const targetsSchema = v.pipe(v.array(targetSchema), v.maxLength(largestSelection));

/** The type of what is dragged out of the gallery: targets, as JSON. */
export const draggedType = 'application/vnd.jimeng.pictures';

/** What the page asks of the host. It names generations by id and pictures by number, never by path. */
export const fromPageSchema = v.variant('type', [
  v.object({ type: v.literal('ready'), timeZone: v.pipe(v.string(), v.maxLength(64)) }),
  v.object({
    type: v.literal('show'),
    query: querySchema,
    from: place,
    count: v.pipe(place, v.maxValue(largestWindow)),
  }),
  v.object({
    type: v.literal('thumbnails'),
    side: v.picklist(thumbnailSides),
    pictures: v.pipe(v.array(v.object({ id, image: place })), v.maxLength(thumbnailsAtOnce)),
  }),
  v.object({
    type: v.literal('keepThumbnail'),
    id,
    image: place,
    side: v.picklist(thumbnailSides),
    webp: thumbnailSchema,
  }),
  v.object({ type: v.literal('ids'), from: place, count: place }),
  v.object({ type: v.literal('details'), id }),
  v.object({ type: v.literal('openInsertion'), id, insertion: place }),
  ...fromComposer,
  v.object({
    type: v.literal('act'),
    action: v.picklist(actions),
    targets: targetsSchema,
  }),
  v.object({ type: v.literal('copied'), isCopied: v.boolean() }),
  /** Of the last deletion of this window. */
  v.object({ type: v.literal('undo') }),
  /** What is selected now: a context menu on one of them is about them all. */
  v.object({ type: v.literal('select'), ids: v.pipe(v.array(id), v.maxLength(largestSelection)) }),
]);

export type FromPage = v.InferOutput<typeof fromPageSchema>;
/** What a user does in the gallery. */
export type GalleryAction = Extract<FromPage, { type: 'act' | 'copied' | 'undo' }>;
