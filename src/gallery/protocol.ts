import * as v from 'valibot';
import { fromComposer, type ComposerStrings, type ToComposer } from './composerProtocol.ts';
import type { PackedDays } from './packedDays.ts';

/** A picture as the page shows it. */
export interface ImageView {
  /** Addresses the page may load, and only show. */
  readonly src: string;
  /** By the length of their longer side in pixels. They may not have been made yet. */
  readonly thumbnails: Readonly<Record<ThumbnailSide, string>>;
  readonly hasThumbnails: boolean;
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
  readonly favourite: boolean;
  /** Whether one of its pictures was put into a document. */
  readonly inserted: boolean;
}

/** What the user looks for. Empty text and no state are everything. */
export const querySchema = v.object({
  text: v.pipe(v.string(), v.maxLength(1000)),
  state: v.exactOptional(v.picklist(['running', 'done', 'failed'])),
  provider: v.exactOptional(v.string()),
  model: v.exactOptional(v.string()),
  /** Of the pictures, such as `16:9`. */
  ratio: v.exactOptional(v.string()),
  favourite: v.exactOptional(v.literal(true)),
  inserted: v.exactOptional(v.literal(true)),
});
export type Query = Readonly<v.InferOutput<typeof querySchema>>;

/** By what a query can be narrowed; each value that occurs, with how many generations have it. */
export const facetNames = ['state', 'provider', 'model', 'ratio'] as const;
export type FacetName = (typeof facetNames)[number];
export interface FacetValue {
  readonly value: string;
  /** As the user knows it. */
  readonly label: string;
  readonly count: number;
}
export type Facets = Readonly<Record<FacetName, readonly FacetValue[]>>;

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
  | ({ readonly type: 'listing'; readonly days: PackedDays } & Omit<Listing, 'days'>)
  /** The generations of a listing from its place `from` on. */
  | {
      readonly type: 'items';
      readonly version: number;
      readonly from: number;
      /** Null for what cannot be read. */
      readonly items: readonly (GenerationView | null)[];
    }
  /** Ids of a listing from its place `from` on, however many. */
  | {
      readonly type: 'ids';
      readonly version: number;
      readonly from: number;
      readonly ids: readonly string[];
    }
  /** What there is to choose from, whatever is chosen. */
  | { readonly type: 'facets'; readonly facets: Facets }
  | { readonly type: 'changed'; readonly generation: GenerationView }
  /** A picture's thumbnails are on disk now. */
  | { readonly type: 'thumbnail'; readonly id: string; readonly image: number }
  /** The page has a clipboard for pictures; the host has none. It answers with `copied`. */
  | { readonly type: 'copyImage'; readonly src: string }
  /** Null where there is no such generation. */
  | { readonly type: 'details'; readonly id: string; readonly details: DetailsView | null }
  /** For a screen reader. */
  | { readonly type: 'announce'; readonly text: string }
  | ToComposer;

const id = v.pipe(v.string(), v.maxLength(64));
const place = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Most generations in one message. */
export const largestWindow = 400;

/** Most bytes of a thumbnail: WebP of this size takes far less. */
const largestThumbnail = 512 * 1024;

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
  'favourite',
  'unfavourite',
  'reveal',
  'cancel',
  'retry',
  'delete',
] as const;
export type Action = (typeof actions)[number];

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
    type: v.literal('thumbnail'),
    id,
    image: place,
    side: v.picklist(thumbnailSides),
    webp: v.pipe(
      v.instance(Uint8Array),
      v.check(({ byteLength }) => byteLength <= largestThumbnail),
    ),
  }),
  v.object({ type: v.literal('ids'), from: place, count: place }),
  v.object({ type: v.literal('facets') }),
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

/** The page's own words, in the user's language. `{0}` stands for a number or a prompt. */
export interface PageStrings {
  readonly gallery: string;
  readonly empty: string;
  readonly emptyHint: string;
  readonly noMatch: string;
  readonly search: string;
  readonly found: string;
  readonly clear: string;
  /** Of each filter: its name, which also stands for all of its values. */
  readonly facets: Readonly<Record<FacetName, string>>;
  readonly pictureSize: string;
  readonly select: string;
  readonly selected: string;
  readonly pictures: string;
  readonly keys: string;
  readonly keyHelp: readonly (readonly [keys: string, what: string])[];
  readonly close: string;
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
  readonly composer: ComposerStrings;
  readonly showLarge: string;
  readonly openSet: string;
  readonly imageOf: string;
  readonly previous: string;
  readonly next: string;
  readonly compare: string;
  readonly compareWithNext: string;
  readonly divider: string;
  readonly details: string;
  readonly insertedInto: string;
}
