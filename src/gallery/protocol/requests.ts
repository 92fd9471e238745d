import * as v from 'valibot';
import { maxThumbnailBytes } from '../../untrusted/limits.ts';
import { draftSchema } from './composer.ts';
import type { HostEvent } from './events.ts';
import { querySchema } from './query.ts';
import type { DetailsView, Facets, ImageProblem, ListingUpdate } from './views.ts';
import {
  actionNames,
  libraryActionNames,
  maxFirstThumbnails,
  maxThumbnailsPerRequest,
  maxWindowSize,
  remedyNames,
  thumbnailSidesPx,
  type ImageRef,
  type ThumbnailSide,
} from './vocabulary.ts';

const idSchema = v.pipe(v.string(), v.maxLength(64));
const indexSchema = v.pipe(v.number(), v.integer(), v.minValue(0));
const imageRefSchema = v.object({ id: idSchema, image: indexSchema });

/** The most generations in a selection. */
const maxSelectionSize = 100_000;

/** The targets of an action, which are also the data of a drag. */
export const targetsSchema = v.pipe(
  v.array(v.object({ id: idSchema, image: v.exactOptional(indexSchema) })),
  v.maxLength(maxSelectionSize),
);

/**
 * The methods that the page can call, and their parameters. The host parses the parameters, as they come
 * from a web page. They name generations by id and images by index, never by path.
 */
export const paramSchemas = {
  /** The first call of a page. `timeZone` is an IANA name. */
  ready: v.object({ timeZone: v.pipe(v.string(), v.maxLength(64)) }),
  /** Sets the query and the window of the page. */
  getItems: v.object({
    query: querySchema,
    from: indexSchema,
    count: v.pipe(indexSchema, v.maxValue(maxWindowSize)),
    /** The thumbnails to send with the first items, which saves the first screen a round trip. */
    thumbnails: v.exactOptional(
      v.object({
        side: v.picklist(thumbnailSidesPx),
        count: v.pipe(indexSchema, v.maxValue(maxFirstThumbnails)),
      }),
    ),
  }),
  /** Ids of a part of the listing, of any length. */
  getIds: v.object({ from: indexSchema, count: indexSchema }),
  getFacets: v.object({}),
  getDetails: v.object({ id: idSchema }),
  /** Why an image is not shown: requested before it is loaded, and again if it is broken. */
  getImageProblem: v.object({ ...imageRefSchema.entries, isBroken: v.boolean() }),
  getThumbnails: v.object({
    side: v.picklist(thumbnailSidesPx),
    images: v.pipe(v.array(imageRefSchema), v.maxLength(maxThumbnailsPerRequest)),
  }),
  saveThumbnail: v.object({
    ...imageRefSchema.entries,
    side: v.picklist(thumbnailSidesPx),
    webp: v.pipe(
      v.instance(Uint8Array),
      v.check(({ byteLength }) => byteLength <= maxThumbnailBytes),
    ),
  }),
  selectionChanged: v.object({ ids: v.pipe(v.array(idSchema), v.maxLength(maxSelectionSize)) }),
  performAction: v.object({ action: v.picklist(actionNames), targets: targetsSchema }),
  performLibraryAction: v.object({ action: v.picklist(libraryActionNames) }),
  /** Does something about failed generations. */
  applyRemedy: v.object({
    name: v.picklist(remedyNames),
    ids: v.pipe(v.array(idSchema), v.maxLength(maxSelectionSize)),
  }),
  imageCopied: v.object({ isCopied: v.boolean() }),
  /** Undoes the last deletion of this window. */
  undo: v.object({}),
  openInsertion: v.object({ id: idSchema, insertion: indexSchema }),
  saveDraft: v.object({ draft: draftSchema }),
  generate: v.object({ draft: draftSchema }),
  setApiKey: v.object({}),
  /** Sets the provider in the settings, and asks for its key if it has none. */
  chooseProvider: v.object({ provider: v.pipe(v.string(), v.maxLength(64)) }),
  /** Lets the user configure another service. */
  configureService: v.object({}),
  /** Shows sample images, which require no key. */
  trySamples: v.object({}),
  removeSamples: v.object({}),
  selectProvider: v.object({}),
  /** Earlier prompts, newest first. */
  getPromptHistory: v.object({
    from: indexSchema,
    count: v.pipe(indexSchema, v.maxValue(50)),
  }),
};

/** A method that the page can call. */
export type Method = keyof typeof paramSchemas;
/** The parameters of a method. */
export type Params<M extends Method> = Readonly<v.InferOutput<(typeof paramSchemas)[M]>>;

/** A thumbnail of the first screen. */
export interface FirstThumbnail extends ImageRef {
  readonly side: ThumbnailSide;
  /** A WebP file. */
  readonly webp: Uint8Array<ArrayBuffer>;
}

/** The results of the methods that return one. The page does not wait for the others. */
export interface Results {
  /** `null` if another query has replaced this one in the meantime. */
  readonly getItems: (ListingUpdate & { readonly thumbnails?: readonly FirstThumbnail[] }) | null;
  readonly getIds: { readonly version: number; readonly ids: readonly string[] };
  readonly getFacets: Facets;
  /** `null` if there is no such generation. */
  readonly getDetails: DetailsView | null;
  /** `null` if the page may load the image, or if there is no such image. */
  readonly getImageProblem: ImageProblem | null;
  /** The WebP files in the order of the request, `null` for those that do not exist. */
  readonly getThumbnails: readonly (Uint8Array<ArrayBuffer> | null)[];
  /** Fewer than requested if these are the oldest. */
  readonly getPromptHistory: readonly string[];
}
/** A method that returns a result. */
export type RequestMethod = keyof Results;
/** A method that the page does not wait for. */
export type NotificationMethod = Exclude<Method, RequestMethod>;

/** The functions in the host that the page calls. */
export type Handlers = {
  readonly [M in Method]: (
    params: Params<M>,
  ) => M extends RequestMethod ? Results[M] | Promise<Results[M]> : unknown;
};

/** A call from the page. With an id, the page waits for a response. */
export interface Call<M extends Method = Method> {
  readonly id?: string;
  readonly method: M;
  readonly params: Params<M>;
}

/** The response to a request: its result, or why it failed, in a sentence. */
export type Response = { readonly type: 'response'; readonly id: string } & (
  { readonly result: unknown } | { readonly error: string }
);

/** Anything that the host sends. */
export type HostMessage = Response | HostEvent;
