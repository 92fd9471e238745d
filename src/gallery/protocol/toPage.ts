import * as v from 'valibot';
import { toComposerSchemas } from './toComposer.ts';
import type { DayCount } from '../host/days.ts';
import { readonlyArray } from './list.ts';
import { requestTypes, thumbnailSidesPx } from './vocabulary.ts';
import { thumbnailSchema } from './thumbnailSchema.ts';
import { detailsSchema, facetsSchema, generationSchema } from './views.ts';

const packedDaysSchema = v.union([
  v.pipe(v.strictTuple([]), v.readonly()),
  v.pipe(v.tupleWithRest([v.string()], v.number()), v.readonly()),
]);
/**
 * Days and their counts on their way to the page, which get all of them however few it shows: the
 * first day and how many there were on it, then each by how many days it is from the one before.
 */
export type PackedDays = v.InferOutput<typeof packedDaysSchema>;

const listingEntries = {
  /** Which query it answers, and how often it has changed since: items of an earlier one are void. */
  version: v.number(),
  total: v.number(),
  /** How many there are without the query. */
  unfilteredTotal: v.number(),
};

/** The generations of a listing from its place `from` on; null for what cannot be read. */
const itemsEntries = { from: v.number(), items: readonlyArray(v.nullable(generationSchema)) };

/** What the host tells the page. */
export const toPageSchema = v.variant('type', [
  /** With the window of it that the page was last at. */
  v.object({
    type: v.literal('listing'),
    ...listingEntries,
    days: packedDaysSchema,
    ...itemsEntries,
  }),
  v.object({ type: v.literal('items'), version: v.number(), ...itemsEntries }),
  /** Ids of a listing from its place `from` on, however many. */
  v.object({
    type: v.literal('getIds'),
    version: v.number(),
    from: v.number(),
    ids: readonlyArray(v.string()),
  }),
  /** What there is to choose from, whatever is chosen. */
  v.object({ type: v.literal('facets'), facets: facetsSchema }),
  v.object({ type: v.literal('generationChanged'), generation: generationSchema }),
  /** Null for what has none yet. */
  v.object({
    type: v.literal('getThumbnails'),
    side: v.picklist(thumbnailSidesPx),
    thumbnails: readonlyArray(
      v.object({ id: v.string(), image: v.number(), webp: v.nullable(thumbnailSchema) }),
    ),
  }),
  /** The page has a clipboard for pictures; the host has none. It answers with `copied`. */
  v.object({ type: v.literal('copyImage'), src: v.string() }),
  /** Null where there is no such generation. */
  v.object({ type: v.literal('getDetails'), id: v.string(), details: v.nullable(detailsSchema) }),
  /** A question that could not be answered, and why, in a sentence. */
  v.object({ type: v.literal('failed'), question: v.picklist(requestTypes), reason: v.string() }),
  /** For a screen reader. */
  v.object({ type: v.literal('announce'), text: v.string() }),
  ...toComposerSchemas,
]);
export type ToPageMessage = Readonly<v.InferOutput<typeof toPageSchema>>;

/** What there is of a query, newest first; what it is in particular comes by the window. */
export interface Listing extends Readonly<
  v.InferOutput<v.ObjectSchema<typeof listingEntries, undefined>>
> {
  readonly days: readonly DayCount[];
}
