/*
 * The limits of what comes from elsewhere: a service, an image host, an archive, a document, another
 * program or a shared disk. Each is larger than what is needed, and small enough for every machine.
 */

/** Characters of a foreign word in a sentence, such as a model, a host or a file name. */
export const maxWordCharacters = 120;
/** Characters of a message of the service in a sentence: three lines of a notification. */
export const maxServiceWordsCharacters = 300;

// Text

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
/** Characters of a prompt that its file name is made of. The name has at most 60. */
export const maxNamingCharacters = 2_000;
/** Characters of alt text, captions and titles: those of a long prompt, and more than a screen reader's user wants. */
export const maxAltCharacters = 2_000;
