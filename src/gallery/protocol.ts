import * as v from 'valibot';

/** A picture as the page shows it. */
export interface ImageView {
  /** An address the page may load, and only show. */
  readonly src: string;
  readonly width: number;
  readonly height: number;
}

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

/** What the host tells the page. */
export type ToPage =
  | { readonly type: 'snapshot'; readonly generations: readonly GenerationView[] }
  | { readonly type: 'changed'; readonly generation: GenerationView }
  | { readonly type: 'removed'; readonly id: string };

const id = v.pipe(v.string(), v.maxLength(64));

/** What the page asks of the host. It names generations by id and pictures by number, never by path. */
export const fromPageSchema = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('generate') }),
  v.object({
    type: v.picklist(['insert', 'saveAs', 'open']),
    id,
    image: v.pipe(v.number(), v.integer(), v.minValue(0)),
  }),
  v.object({
    type: v.picklist(['copyPrompt', 'generateAgain', 'cancel', 'retry', 'delete']),
    id,
  }),
]);

export type FromPage = v.InferOutput<typeof fromPageSchema>;
/** What a user can do with a generation or one of its pictures. */
export type GalleryAction = Exclude<FromPage, { type: 'ready' }>;

/** The page's own words, in the user's language. `{0}` stands for a number or a prompt. */
export interface PageStrings {
  readonly gallery: string;
  readonly empty: string;
  readonly emptyHint: string;
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
  readonly imageReady: string;
  readonly failed: string;
  readonly imageMissing: string;
}
