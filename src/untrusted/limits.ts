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

// Archives.

/** Entries of an archive; an export of 100,000 images has 200,000. */
export const maxArchiveEntries = 300_000;
/** How much larger than an archive its content may be: images do not compress. */
export const maxArchiveRatio = 4;
/** Bytes that an archive may contain in any case: records and drawings compress. */
export const minArchiveContentBytes = 64 * 1024 * 1024;
/** Pixels of an image of an archive: four times those of the largest image of the service. */
export const maxArchivePixels = 64 * 1024 * 1024;

// Records.

/**
 * Maximum size of the file of a record in bytes. A usual one has 1 KB; one with the longest of all
 * texts and lists has about 4 MB.
 */
export const maxRecordBytes = 8 * 1024 * 1024;
/** How deep the JSON of a record is nested at most; this version needs 4. */
export const maxRecordDepth = 32;
/** Maximum length of the text of a lease, in UTF-16 code units; it is padded to 1,024. */
export const maxLeaseCharacters = 65_536;
/** Maximum length of a prompt in a record, in UTF-16 code units; the service advises 800. */
export const maxPromptCharacters = 50_000;
/** Maximum length of any other text in a record, such as a signed URL of 2,000, in code units. */
export const maxTextCharacters = 8_192;
/** Maximum number of entries of a list in a record; a set has up to 15 images. */
export const maxListEntries = 100;
/** Maximum number of documents that a record knows its images were inserted into; the last ones. */
export const maxRecordInsertions = 100;
/** The latest time in a record, in milliseconds since the epoch: every date format accepts it. */
export const latestTimeMs = Date.UTC(2199, 11, 31);

/**
 * How often a generation is resumed by itself after its window crashed: something in it may crash
 * each window that reads it. Kills of a whole machine come less often.
 */
export const maxResumesWithoutOutcome = 5;
