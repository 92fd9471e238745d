/*
 * The limits of what comes from elsewhere: a service, an image host, an archive, a document, another
 * program or a shared disk. Each is larger than what is needed, and small enough for every machine.
 */

/** Characters of a foreign word in a sentence, such as a model, a host or a file name. */
export const maxWordCharacters = 120;
/** Characters of a message of the service in a sentence: three lines of a notification. */
export const maxServiceWordsCharacters = 300;

/*
 * Records
 */

/**
 * How often a generation is resumed by itself after its window crashed: something in it may crash
 * each window that reads it. Kills of a whole machine come less often.
 */
export const maxResumesWithoutOutcome = 5;
