import * as v from 'valibot';
import { readonlyArray } from './list.ts';
import { facetNames, flagNames } from './vocabulary.ts';

const imageSchema = v.object({
  /** An address the page may load, and only show. */
  src: v.string(),
  width: v.number(),
  height: v.number(),
});
/** A picture as the page shows it. */
export type ImageView = Readonly<v.InferOutput<typeof imageSchema>>;

export const generationSchema = v.object({
  id: v.string(),
  prompt: v.string(),
  state: v.picklist(['running', 'done', 'failed']),
  /** Such as `OctopusX · jimeng-4.0 · 2048 × 2048`. */
  facts: v.string(),
  /** Such as `12 s`, or when it failed. Empty while it runs. */
  durationText: v.string(),
  /** What it is doing now; empty unless it is running. */
  progressText: v.string(),
  /** Milliseconds it had been running for when this view was made: the page's clock may be another machine's. */
  elapsedMs: v.number(),
  /** Seconds it is likely to take in all; 0 where that is not known. */
  expectedSeconds: v.number(),
  /** Whether its prompt is known, so that it can be generated again. */
  isRepeatable: v.boolean(),
  /** Why it failed; empty unless it did. */
  reason: v.string(),
  images: readonlyArray(imageSchema),
  favorite: v.boolean(),
  /** Whether one of its pictures was put into a document. */
  inserted: v.boolean(),
});
/** A generation as the page shows it: words are ready to read, in the user's language. */
export type GenerationView = Readonly<v.InferOutput<typeof generationSchema>>;

const facetValueSchema = v.object({
  value: v.string(),
  /** As the user knows it. */
  label: v.string(),
  count: v.number(),
});
export type FacetValue = Readonly<v.InferOutput<typeof facetValueSchema>>;

export const facetsSchema = v.object({
  ...v.entriesFromList(facetNames, readonlyArray(facetValueSchema)),
  ...v.entriesFromList(flagNames, v.number()),
});
export type Facets = Readonly<v.InferOutput<typeof facetsSchema>>;

export const detailsSchema = v.object({
  generation: generationSchema,
  /** What has a time is put into words by the page, which knows the user's clock. */
  rows: readonlyArray(
    v.union([
      v.object({ name: v.string(), value: v.string() }),
      v.object({ name: v.string(), at: v.number() }),
    ]),
  ),
  /** The documents it was inserted into, and when. */
  insertions: readonlyArray(v.object({ name: v.string(), at: v.number() })),
});
/** All that is known of one generation; words are ready to read. */
export type DetailsView = Readonly<v.InferOutput<typeof detailsSchema>>;
