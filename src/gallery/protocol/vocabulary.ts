/** The gallery's view type, as in `activationEvents`. */
export const galleryViewType = 'jimeng.gallery';

/** Pixels of a thumbnail's longer side: for usual screens and for dense ones. */
export const thumbnailSidesPx = [256, 512] as const;
export type ThumbnailSide = (typeof thumbnailSidesPx)[number];

/** Most that are asked for in one message: the first are shown before the last are read. */
export const maxThumbnailsPerRequest = 16;

/** By what a query can be narrowed; each value that occurs, with how many generations have it. */
export const facetNames = ['state', 'provider', 'model', 'ratio'] as const;
export type FacetName = (typeof facetNames)[number];
/** What a generation can be marked by; how many are. */
export const flagNames = ['favorite', 'inserted'] as const;
export type FlagName = (typeof flagNames)[number];

/** What the page asks and waits for an answer to. */
export const requestTypes = ['getItems', 'getIds', 'getDetails', 'getPromptHistory'] as const;
export type RequestType = (typeof requestTypes)[number];
