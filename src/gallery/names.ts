/** Pixels of a thumbnail's longer side: for usual screens and for dense ones. */
export const thumbnailSides = [256, 512] as const;
export type ThumbnailSide = (typeof thumbnailSides)[number];

/** Most that are asked for in one message: the first are shown before the last are read. */
export const thumbnailsAtOnce = 16;

/** By what a query can be narrowed; each value that occurs, with how many generations have it. */
export const facetNames = ['state', 'provider', 'model', 'ratio'] as const;
export type FacetName = (typeof facetNames)[number];
/** What a generation can be marked by; how many are. */
export const markNames = ['favorite', 'inserted'] as const;
export type MarkName = (typeof markNames)[number];

/** What the page asks and waits for an answer to. */
export const questions = ['show', 'ids', 'details', 'history'] as const;
export type Question = (typeof questions)[number];
