/*
 * The limits of what comes from elsewhere: a service, an image host, an archive, a document, another
 * program or a shared disk. Each is larger than what is needed, and small enough for every machine.
 */

/** Characters of a foreign word in a sentence, such as a model, a host or a file name. */
export const maxWordCharacters = 120;
/** Characters of a message of the service in a sentence: three lines of a notification. */
export const maxServiceWordsCharacters = 300;

// Downloads and images.

/** Bytes of an image; the largest that the service generates has 50 MB (docs/service.md §7.1). */
export const maxImageBytes = 100 * 1024 * 1024;
/** Pixels of an image that is decoded: four times those of the service, and 256 MB of memory. */
export const maxShownPixels = 64 * 1024 * 1024;
/** Pixels of a side of an image that is decoded: the limit of browsers and graphics cards. */
export const maxShownSidePixels = 16_384;

// The gallery.

/** Bytes of a thumbnail. The page makes it with 512 pixels at most, which take about 50 KB. */
export const maxThumbnailBytes = 512 * 1024;
/** Characters of a prompt on a card, twice what services accept. Details show all of it. */
export const maxCardPromptCharacters = 2000;
