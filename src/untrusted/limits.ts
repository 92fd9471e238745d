/*
 * The limits of what comes from elsewhere: a service, an image host, an archive, a document, another
 * program or a shared disk. Each is larger than what is needed, and small enough for every machine.
 */

// Text

/** Characters of a foreign word in a sentence, such as a model, a host or a file name. */
export const maxWordCharacters = 120;
/** Characters of a message of the service in a sentence: three lines of a notification. */
export const maxServiceWordsCharacters = 300;
/** Characters of a prompt in a sentence: it has to fit into a notification together with the time. */
export const maxPromptExcerptCharacters = 60;
/** Characters of a path or a URL that a sentence is about. Longer ones can be copied in full. */
export const maxPathCharacters = 300;
/** Characters of a currency with what is around it, such as `CNY / image`. */
export const maxPriceUnitCharacters = 20;
/** Characters of a price of the settings, which may have any form. */
export const maxPriceCharacters = 40;
/** Characters of a whole sentence: VS Code shows no more of a notification. */
export const maxSentenceCharacters = 1000;
/** The reasons that a sentence names why a request is invalid. A request of ours has fewer. */
export const maxShownFaults = 5;
/** Characters of a text in an entry of the log: a failure with the start of its response. */
export const maxLogCharacters = 2000;
/** Characters of a line of the details in the gallery. The signed URL of an image has up to 2,000. */
export const maxDetailCharacters = 2000;
/** Lines of a value of the details in the gallery. A model supports up to 14 reference images. */
export const maxDetailLines = 20;
/** Values of a filter in the gallery, and documents in the details. */
export const maxListedValues = 100;
/** Causes of failures above the gallery, each with a row. */
export const maxFailureGroups = 50;
/** Prompts of a cause of failures. A filter of the gallery shows all of them. */
export const maxListedFailures = 20;

// Responses

/**
 * Bytes of a response: 4 images of 50 MB as base64, the largest that the service generates. More
 * does not fit into a string together with the copies that JSON needs. The images that are cut off
 * are queried again as URLs.
 */
export const maxBodyBytes = 256 * 1024 * 1024;
/** Bytes of a response to a submit, of which only a task id is needed. */
export const maxSubmitBodyBytes = 8 * 1024 * 1024;
/** Bytes that any packed response may unpack to: a thousand times those of one with URLs. */
export const maxUnpackedBytes = 4 * 1024 * 1024;
/** How much larger than its packed form a longer response may be; images as base64 reach 1.4. */
export const maxUnpackingRatio = 4;
/** The JSON of a response. */
export const responseJsonLimits = {
  /** The deepest known one has 10 levels. */
  depth: 100,
  /** 15 images in every known form have 200. */
  values: 20_000,
  /** Each value is a string in a string in a string. */
  quotes: 160_000,
  /**
   * The longest known name has 20 characters. JavaScript compares each name of more than 16,383 with
   * all others of its length.
   */
  nameCharacters: 1_000,
  /** 15 images in every known form have 5,000. */
  outerCharacters: 1024 * 1024,
} as const;
/** Images of a task: the service generates up to 15 (docs/service.md §3.5). */
export const maxImages = 20;
/** URLs of an image: responses have two fields for them at most. */
export const maxUrlsPerImage = 5;
/** Characters of an image URL; signed ones have up to 2,000. */
export const maxUrlCharacters = 8192;
/** Characters of a task id, as a record can keep them; the longest known one has 36. */
export const maxTaskIdCharacters = 2048;
/** Characters of a message, a code or the start of a response that are kept: two sentences. */
export const maxExcerptCharacters = 300;
/** Characters of a response that reported success and cannot be used, which the library keeps. */
export const maxKeptResponseCharacters = 1_000_000;
/** Seconds before the next request that a service may ask for: others wait for the slot. */
export const maxRetryAfterSeconds = 120;

// Downloads and images

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
/**
 * Seconds after which no further attempt to download an image of a set begins. One takes an hour at
 * most; what is left can be resumed.
 */
export const maxDownloadSeconds = 4 * 3600;
/** Redirects of a download; signed URLs have one at most. */
export const maxRedirects = 5;

// The gallery

/** Images of a generation that the page receives. A set has up to 15. All are kept, and can be exported. */
export const maxSentImages = 100;
/** Bytes of a thumbnail. The page makes it with 1024 pixels at most, which take about 150 KB. */
export const maxThumbnailBytes = 1024 * 1024;
/** Characters of a prompt on a card, twice what services accept. Details show all of it. */
export const maxCardPromptCharacters = 2000;

// Documents

/**
 * Characters of a selection that is read in the syntax of its document. A longer one is taken as it is. The
 * service recommends prompts of at most 800 (docs/service.md §3.3).
 */
export const maxParsedCharacters = 100_000;
/** Characters of a selection that is read as Markdown. A longer one is taken as it is. */
export const maxMarkdownCharacters = 20_000;
/**
 * Punctuation and line breaks in a selection that is read as Markdown. The parser's time grows with their
 * square in some texts, such as nested lists and headings: 0.1 s for this number.
 */
export const maxMarkdownMarks = 1_000;
/**
 * Tags in a selection that is read as HTML or XML. The parser's time grows with the square of the open ones.
 */
export const maxTags = 5_000;
/** Characters of a document in a programming language that is parsed: half a second. */
export const maxCodeCharacters = 500_000;
/**
 * Brackets and tags that are open at once in a document that is parsed. The parser's time grows with their square
 * in some texts.
 */
export const maxCodeDepth = 500;
/** Characters of a document that is read to insert an image. A longer one gets the path alone. */
export const maxDocumentCharacters = 5_000_000;
/**
 * Characters of Markdown with images in it that are parsed to find them: half a second. In the rest of a document,
 * they are found by a pattern.
 */
export const maxReferenceCharacters = 100_000;
/** Characters of a prompt that its file name is made of. The name has at most 60. */
export const maxNamingCharacters = 2_000;
/** Characters of alt text, captions and titles: screen readers read longer ones in parts. */
export const maxAltCharacters = 125;
/** Characters of a prompt that its alt text is made of. */
export const maxAltSourceCharacters = 2_000;
/** Characters of a file that specifies how a project is built, or refers to images. Longer ones are not read. */
export const maxProjectFileCharacters = 200_000;
/** Files and folders of a project that are read to find a place for an image. */
export const maxProjectReads = 400;

// Archives

/** Entries of an archive; an export of 100,000 images has 200,000. */
export const maxArchiveEntries = 300_000;
/** How much larger than an archive its content may be: images do not compress. */
export const maxArchiveRatio = 4;
/**
 * How far the time in an imported id may be ahead, in milliseconds: 1 day, because the clock of the
 * other machine may be wrong.
 */
export const maxIdLeadMs = 24 * 60 * 60 * 1000;
/** Bytes that an archive may contain in any case: records and drawings compress. */
export const minArchiveContentBytes = 64 * 1024 * 1024;

// Records

/**
 * Maximum size of the file of a record in bytes. A usual one has 1 KB; one with the longest of all
 * texts and lists has about 4 MB, or as many images as fit.
 */
export const maxRecordBytes = 8 * 1024 * 1024;
/**
 * The JSON of a record: this version needs a depth of 4, and 1,500 values for the longest lists.
 * Earlier versions did not limit the documents of a record.
 */
export const recordJsonLimits = {
  depth: 32,
  values: 20_000,
  // The size of the file limits the others.
  quotes: Infinity,
  nameCharacters: Infinity,
  outerCharacters: Infinity,
} as const;
/** Maximum size of the file of a lease in bytes; it is padded to 1,024. */
export const maxLeaseBytes = 65_536;
/** How often a lease can be taken over: above this, adding 1 would soon change nothing. */
export const maxLeaseEpoch = 2 ** 52;
/** Maximum size of the file of a ticket in bytes; it has 270. */
export const maxTicketBytes = 4096;
/** Maximum size of the file with the ID of a library in bytes; it has 60. */
export const maxLibraryFileBytes = 4096;
/** Maximum size of the file with the folder of a library that is being moved, in bytes. */
export const maxMoveFileBytes = 65_536;
/** Maximum length of a prompt in a record, in UTF-16 code units; the service advises 800. */
export const maxPromptCharacters = 50_000;
/** Maximum length of any other text in a record, such as a signed URL of 2,000, in code units. */
export const maxTextCharacters = 8_192;
/**
 * Maximum number of entries of a list in a record; a set has up to 15 images. The list of the images
 * is not cut: they would be taken for files of no generation, and deleted.
 */
export const maxListEntries = 100;
/** Bytes of a document that is searched for the images that were inserted into it. */
export const maxVerifiedDocumentBytes = 4 * 1024 * 1024;
/** Maximum number of documents that a record knows its images were inserted into; the last ones. */
export const maxRecordInsertions = 100;
/** The latest time in a record, in milliseconds since the epoch: every date format accepts it. */
export const latestTimeMs = Date.UTC(2199, 11, 31);

/**
 * How often a generation is resumed by itself after its window crashed: something in it may crash
 * each window that reads it. Kills of a whole machine come less often.
 */
export const maxResumesWithoutOutcome = 5;

/** Bytes of the response that reports on an API key. */
export const maxTokenUsageBytes = 64 * 1024;
