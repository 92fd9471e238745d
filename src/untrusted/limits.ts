/*
 * The limits of what comes from elsewhere: a service, an image host, an archive, a document, another
 * program or a shared disk. Each is larger than what is needed, and small enough for every machine.
 */

/** Characters of a foreign word in a sentence, such as a model, a host or a file name. */
export const maxWordCharacters = 120;
/** Characters of a message of the service in a sentence: three lines of a notification. */
export const maxServiceWordsCharacters = 300;

// Responses.

/**
 * Bytes of a response: 4 images of 50 MB as base64, the largest that the service generates. More
 * does not fit into a string together with the copies that JSON needs.
 */
export const maxBodyBytes = 256 * 1024 * 1024;
/** Bytes that any packed response may unpack to: a thousand times those of one with URLs. */
export const maxUnpackedBytes = 4 * 1024 * 1024;
/** How much larger than its packed form a longer response may be; images as base64 reach 1.4. */
export const maxUnpackingRatio = 4;
/** Values of the JSON of a response; 15 images in every known form have 200. */
export const maxJsonValues = 20_000;
/** Images of a task: the service generates up to 15 (docs/service.md §3.5). */
export const maxImages = 20;
/** Characters of an image URL; signed ones have up to 2,000. */
export const maxUrlCharacters = 8192;
/** Characters of a task id; the longest known one has 36. */
export const maxTaskIdCharacters = 256;
/** Characters of a message, a code or the start of a response that are kept: two sentences. */
export const maxExcerptCharacters = 300;
/** Characters of a response that reported success and cannot be used, which the library keeps. */
export const maxKeptResponseCharacters = 1_000_000;
/** Seconds before the next request that a service may ask for: others wait for the slot. */
export const maxRetryAfterSeconds = 120;

// Downloads and images.

/** Bytes of an image; the largest that the service generates has 50 MB (docs/service.md §7.1). */
export const maxImageBytes = 100 * 1024 * 1024;
/**
 * Bytes of an image before its dimensions, which are kept in memory: a whole image of the service,
 * because an AVIF may have them at its end.
 */
export const maxImageHeadBytes = 64 * 1024 * 1024;
/** Bytes of an image header without metadata; the color profile in it has 4 KB, rarely 600 KB. */
export const maxImageHeaderBytes = 1024 * 1024;
/** Pixels of an image that is decoded: four times those of the service, and 256 MB of memory. */
export const maxShownPixels = 64 * 1024 * 1024;
/** Pixels of a side of an image that is decoded: the limit of browsers and graphics cards. */
export const maxShownSidePixels = 16_384;
/** Characters of a host; a name has up to 253, and a port 6. */
export const maxHostCharacters = 260;
/** Redirects of a download; signed URLs have one at most. */
export const maxRedirects = 5;
