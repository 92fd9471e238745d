import type { FacetName, FlagName, LibraryActionName, RemedyName } from './vocabulary.ts';

/** An image as the page shows it. */
export interface ImageView {
  /**
   * A URL that the page may load, to show the image or to make its thumbnail. Another one if the file is
   * replaced.
   */
  readonly src: string;
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** `false` if it is known that there is no thumbnail yet. Otherwise the page requests it. */
  readonly hasThumbnail?: false;
}

/** Why an image cannot be shown. */
export interface ImageProblem {
  readonly kind: 'missing' | 'damaged' | 'tooLarge';
  /** Whether the service still has the image. */
  readonly canDownloadAgain: boolean;
}

interface GenerationFields {
  readonly id: string;
  /** Its start, if it is very long. */
  readonly prompt: string;
  /** Such as `OctopusX · jimeng-4.0 · 2048 × 2048`. */
  readonly facts: string;
  /** Those of the facts that a new image would not share, such as `4K`. */
  readonly differences: string;
  /** Whether one of its images was inserted into a document. */
  readonly isInserted: boolean;
  /** Whether it is a sample, which was drawn by the extension. */
  readonly isSample: boolean;
  /** Whether its prompt is known, so that it can be generated again. */
  readonly isRepeatable: boolean;
  /** Width divided by height: of the first image, or what is requested. */
  readonly ratio: number;
  readonly images: readonly ImageView[];
  readonly favorite: boolean;
}

/** A generation that has not ended. */
export interface RunningGeneration extends GenerationFields {
  readonly state: 'running';
  /** Such as `Generating…`. */
  readonly activity: string;
  /** Whether it waits until others have ended. */
  readonly isQueued: boolean;
  /**
   * Milliseconds since its task was submitted. Not a time, as the page may be on a machine with another
   * clock.
   */
  readonly elapsedMs: number;
  /** Seconds that its task is expected to take in all, if it has one and that is known. */
  readonly expectedSeconds?: number;
}

/** A generation that has ended with its images. */
export interface CompletedGeneration extends GenerationFields {
  readonly state: 'done';
  /** Such as `12 s`, if it is known. */
  readonly duration?: string;
}

/** A generation that has failed. It may have some images. */
export interface FailedGeneration extends GenerationFields {
  readonly state: 'failed';
  /** Why it failed, in a sentence. */
  readonly reason: string;
  /** Whether Retry is offered: it may succeed, and cannot be billed twice. */
  readonly canRetry: boolean;
  /** Whether its image may have been billed, so that Generate Again may be billed twice. */
  readonly isMaybeBilled: boolean;
}

/** A generation as the page shows it. Its texts are in the user's language. */
export type GenerationView = RunningGeneration | CompletedGeneration | FailedGeneration;

/** How many generations were created on a day, such as `2026-11-21`. */
export type DayCount = readonly [day: string, count: number];

/** How many images there are, without those of generations in progress. */
export interface ImageCounts {
  /** Of the results of the query. */
  readonly matching: number;
  /** How many generations these are of. */
  readonly generations: number;
  readonly all: number;
}

/** A way out of a failure. */
export interface Remedy {
  readonly name: RemedyName;
  /** The label of its button, such as `Retry (5)`. */
  readonly label: string;
}

/** Failed generations without images that failed for the same cause. */
export interface FailureGroup {
  /** Another one for another cause. */
  readonly key: string;
  /** A few words, such as `Prompt blocked by the content filter`. */
  readonly cause: string;
  /** Why the newest one failed, in sentences. */
  readonly reason: string;
  /** Of all, newest first. */
  readonly ids: readonly string[];
  /** The newest ones, with the start of a prompt that is very long. */
  readonly newest: readonly { readonly id: string; readonly prompt: string }[];
  /** What can be done about all of them, the most helpful first. */
  readonly remedies: readonly Remedy[];
  readonly canRetry: boolean;
  readonly isMaybeBilled: boolean;
  readonly isRepeatable: boolean;
}

/** The results of a query that are shown above the grid, because they failed and have no images. */
export interface Attention {
  readonly count: number;
  /** Those with the newest failures first. Not all of them if there are very many causes. */
  readonly groups: readonly FailureGroup[];
}

/** The results of a query, newest first, without the generations themselves. */
export interface Listing {
  /** Increases with every listing. Items of another version do not belong to this one. */
  readonly version: number;
  readonly total: number;
  /** How many generations there are without the query. */
  readonly unfilteredTotal: number;
  readonly days: readonly DayCount[];
  /** The ratios of all its generations. Absent while most records have not been read. */
  readonly ratios?: readonly number[];
  /** Absent while most records have not been read. */
  readonly imageCounts?: ImageCounts;
  readonly attention: Attention;
}

/** The generations of a listing from the position `from` on. */
export interface ListingItems {
  /** The version of the listing. */
  readonly version: number;
  readonly from: number;
  /** `null` for a record that cannot be read. */
  readonly items: readonly (GenerationView | null)[];
}

/** The generations in the page's window, and what has changed besides them. */
export interface ListingUpdate {
  readonly items: ListingItems;
  readonly listing?: Listing;
  /** The ids of the selected generations that are still listed, if some are not. */
  readonly selection?: readonly string[];
}

/** A value of a facet and how many images have it; for a state without images, how many generations. */
export interface FacetValue {
  readonly value: string;
  /** In the user's language. */
  readonly label: string;
  readonly count: number;
}

/** The values of each facet, and how many images have each flag. */
export type Facets = Readonly<Record<FacetName, readonly FacetValue[]>> &
  Readonly<Record<FlagName, number>>;

/** A named value. Times are formatted by the page, in the user's time zone. */
export type DetailRow =
  | { readonly name: string; readonly value: string }
  /** `at` in milliseconds since the epoch. */
  | { readonly name: string; readonly at: number };

/** Everything that is known about a generation. */
export interface DetailsView {
  readonly generation: GenerationView;
  /** All of it. */
  readonly prompt: string;
  readonly rows: readonly DetailRow[];
  /** What few users look for, such as the parameters of the request. */
  readonly moreRows: readonly DetailRow[];
  /** The documents that its images were inserted into, and when (milliseconds since the epoch). */
  readonly insertions: readonly {
    readonly name: string;
    readonly at: number;
    /** The image file and why it is there, as far as they are known. */
    readonly location: readonly string[];
  }[];
}

/** The library is not available, or not the one that was seen last. */
export interface LibraryNotice {
  /** A sentence in the user's language. */
  readonly text: string;
  /** Whether nothing can be shown and generated until it is available. */
  readonly isUnavailable: boolean;
  /** What can be done about it, the best first, with the labels of the buttons. */
  readonly actions: readonly { readonly name: LibraryActionName; readonly label: string }[];
}
