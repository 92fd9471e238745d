import * as v from 'valibot';

/** A picture as the page shows it. */
export interface ImageView {
  /** Addresses the page may load, and only show. */
  readonly src: string;
  /** By the length of their longer side in pixels. They may not have been made yet. */
  readonly thumbnails: Readonly<Record<ThumbnailSide, string>>;
  readonly width: number;
  readonly height: number;
}

/** Pixels of a thumbnail's longer side: for usual screens and for dense ones. */
export const thumbnailSides = [256, 512] as const;
export type ThumbnailSide = (typeof thumbnailSides)[number];

/** A generation as the page shows it: words are ready to read, in the user's language. */
export interface GenerationView {
  readonly id: string;
  readonly prompt: string;
  readonly state: 'running' | 'done' | 'failed';
  /** Such as `OctopusX · jimeng-4.0 · 2048 × 2048`. */
  readonly facts: string;
  /** Such as `12 s`, or when it failed. Empty while it runs. */
  readonly ended: string;
  /** What it is doing now; empty unless it is running. */
  readonly doing: string;
  /** Milliseconds it had been running for when this view was made: the page's clock may be another machine's. */
  readonly elapsed: number;
  /** Seconds it is likely to take in all; 0 where that is not known. */
  readonly expected: number;
  /** Whether its prompt is known, so that it can be generated again. */
  readonly isRepeatable: boolean;
  /** Why it failed; empty unless it did. */
  readonly reason: string;
  readonly images: readonly ImageView[];
}

/** What the user looks for. Empty text and no state are everything. */
export const querySchema = v.object({
  text: v.pipe(v.string(), v.maxLength(1000)),
  state: v.exactOptional(v.picklist(['running', 'done', 'failed'])),
});
export type Query = Readonly<v.InferOutput<typeof querySchema>>;

/** What there is of a query, newest first; what it is in particular comes by the window. */
export interface Listing {
  /** Which query it answers, and how often it has changed since: items of an earlier one are void. */
  readonly version: number;
  readonly total: number;
  /** How many there are without the query. */
  readonly all: number;
  readonly days: readonly (readonly [day: string, count: number])[];
}

/** All that is known of one generation; words are ready to read. */
export interface DetailsView {
  readonly generation: GenerationView;
  /** What has a time is put into words by the page, which knows the user's clock. */
  readonly rows: readonly (
    | { readonly name: string; readonly value: string }
    | { readonly name: string; readonly at: number }
  )[];
  /** The documents it was inserted into, and when. */
  readonly insertions: readonly { readonly name: string; readonly at: number }[];
}

/** What the host tells the page. */
export type ToPage =
  | ({ readonly type: 'listing' } & Listing)
  /** The generations of a listing from its place `from` on. */
  | {
      readonly type: 'items';
      readonly version: number;
      readonly from: number;
      /** Null for what cannot be read. */
      readonly items: readonly (GenerationView | null)[];
    }
  | { readonly type: 'changed'; readonly generation: GenerationView }
  /** A picture's thumbnails are on disk now. */
  | { readonly type: 'thumbnail'; readonly id: string; readonly image: number }
  /** Null where there is no such generation. */
  | { readonly type: 'details'; readonly id: string; readonly details: DetailsView | null }
  /** For a screen reader. */
  | { readonly type: 'announce'; readonly text: string };

const id = v.pipe(v.string(), v.maxLength(64));
const place = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Most generations in one message. */
export const largestWindow = 400;

/** Most bytes of a thumbnail: WebP of this size takes far less. */
const largestThumbnail = 512 * 1024;

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
    type: v.literal('thumbnail'),
    id,
    image: place,
    side: v.picklist(thumbnailSides),
    webp: v.pipe(
      v.instance(Uint8Array),
      v.check(({ byteLength }) => byteLength <= largestThumbnail),
    ),
  }),
  v.object({ type: v.literal('details'), id }),
  v.object({ type: v.literal('openInsertion'), id, insertion: place }),
  v.object({ type: v.literal('generate') }),
  v.object({ type: v.picklist(['insert', 'saveAs', 'open']), id, image: place }),
  v.object({
    type: v.picklist(['copyPrompt', 'generateAgain', 'cancel', 'retry', 'delete']),
    id,
  }),
]);

export type FromPage = v.InferOutput<typeof fromPageSchema>;
/** What a user can do with a generation or one of its pictures. */
export type GalleryAction = Exclude<
  FromPage,
  { type: 'ready' | 'show' | 'thumbnail' | 'details' | 'openInsertion' }
>;

/** The page's own words, in the user's language. `{0}` stands for a number or a prompt. */
export interface PageStrings {
  readonly gallery: string;
  readonly empty: string;
  readonly emptyHint: string;
  readonly noMatch: string;
  readonly search: string;
  readonly found: string;
  readonly today: string;
  readonly yesterday: string;
  readonly generateImage: string;
  readonly insert: string;
  readonly saveAs: string;
  readonly copyPrompt: string;
  readonly generateAgain: string;
  readonly cancel: string;
  readonly retry: string;
  readonly delete: string;
  readonly openImage: string;
  readonly seconds: string;
  readonly secondsOfAbout: string;
  readonly imageMissing: string;
  readonly showLarge: string;
  readonly openSet: string;
  readonly imageOf: string;
  readonly previous: string;
  readonly next: string;
  readonly close: string;
  readonly compare: string;
  readonly compareWithNext: string;
  readonly divider: string;
  readonly details: string;
  readonly insertedInto: string;
}
