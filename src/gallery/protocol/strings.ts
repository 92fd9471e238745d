import * as v from 'valibot';
import { facetNames, flagNames } from './vocabulary.ts';
import { pluralSchema } from './plural.ts';
import { composerStringsSchema } from './toComposer.ts';

/** The page's own words, in the user's language. `{0}` stands for a number or a prompt. */
export const pageStringsSchema = v.object({
  ...v.entriesFromList(
    [
      'gallery',
      'loading',
      'empty',
      'emptyHint',
      'noMatch',
      'noMatchHint',
      'unreadable',
      'search',
      'clearFilters',
      'imageSize',
      'select',
      'selected',
      'keyboardShortcuts',
      'close',
      'today',
      'yesterday',
      'generateImage',
      'insert',
      'saveAs',
      'copyPrompt',
      'generateAgain',
      'favorite',
      'cancel',
      'retry',
      'delete',
      'openImage',
      'seconds',
      'secondsOfAbout',
      'imageMissing',
      'imageOf',
      'previous',
      'next',
      'compare',
      'compareWithNext',
      'divider',
      'details',
      'insertedInto',
    ],
    v.string(),
  ),
  ...v.entriesFromList(['filteredImageCount', 'imageCount', 'showAllImages'], pluralSchema),
  /** Of each filter: its name, which also stands for all of its values. */
  facets: v.object(v.entriesFromList(facetNames, v.string())),
  flags: v.object(v.entriesFromList(flagNames, v.string())),
  keyHelp: v.array(v.tuple([v.string(), v.string()])),
  composer: composerStringsSchema,
});
export type PageStrings = Readonly<v.InferOutput<typeof pageStringsSchema>>;
