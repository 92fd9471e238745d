import type { FacetName, FlagName } from './vocabulary.ts';

/** The part of `vscode.l10n` that is used here: only the host has `vscode`. */
interface L10n {
  t(message: string | { readonly message: string; readonly comment: string[] }): string;
}

/** Both forms of a text that states a number, as in `host/plural.ts`. The page fills them in. */
export interface PluralForms {
  readonly one: string;
  readonly other: string;
}

/**
 * The strings of the page, in the user's language. The page fills in `{0}` and so on.
 * @param revealTitle VS Code's name for revealing a file on this platform, if it can be revealed
 */
export function pageStrings(l10n: L10n, revealTitle: string | undefined) {
  return {
    gallery: l10n.t('Gallery'),
    loading: l10n.t('Loading images'),
    empty: l10n.t('No images yet'),
    emptyHint: l10n.t(
      "Select text in a document and choose 'Generate AI Image from Selection', or enter a prompt here.",
    ),
    noMatch: l10n.t('No matching images'),
    noMatchHint: l10n.t('No prompts match your search and filters.'),
    unreadable: l10n.t('Unable to show images'),
    search: l10n.t('Search prompts'),
    filteredImageCount: { one: l10n.t('{1} of 1 image'), other: l10n.t('{1} of {0} images') },
    filters: l10n.t('Filters'),
    activeFilters: { one: l10n.t('Filters (1 active)'), other: l10n.t('Filters ({0} active)') },
    clearFilters: l10n.t('Clear Filters'),
    facets: {
      state: l10n.t('State'),
      provider: l10n.t('Provider'),
      model: l10n.t('Model'),
      ratio: l10n.t('Aspect ratio'),
    } satisfies Record<FacetName, string>,
    flags: {
      favorite: l10n.t({ message: 'Favorites', comment: ['Filter'] }),
      inserted: l10n.t({
        message: 'Inserted',
        comment: ['Filter: images inserted into a document'],
      }),
    } satisfies Record<FlagName, string>,
    imageSize: l10n.t('Thumbnail Size'),
    select: l10n.t({ message: 'Select', comment: ['Verb: checkbox of an image'] }),
    selection: l10n.t('Selection'),
    selected: l10n.t('{0} selected'),
    insertImages: l10n.t('Insert {0}'),
    clearSelection: l10n.t('Clear Selection'),
    imageCount: { one: l10n.t('1 image'), other: l10n.t('{0} images') },
    close: l10n.t('Close'),
    today: l10n.t('Today'),
    yesterday: l10n.t('Yesterday'),
    generateImage: l10n.t('Generate Image…'),
    favorite: l10n.t('Favorite'),
    openImage: l10n.t('Enlarge image {0}'),
    moreActions: l10n.t('More Actions…'),
    secondsLeft: l10n.t('About {0} s left'),
    minutesLeft: l10n.t('About {0} min left'),
    nearlyThere: l10n.t('Nearly there…'),
    longerThanUsual: l10n.t('Longer than usual'),
    longerThanUsualSeconds: l10n.t('Longer than usual · {0} s'),
    nextInQueue: l10n.t('Next in the queue'),
    queueNumber: l10n.t('Number {0} in the queue'),
    needsAttention: l10n.t('Needs attention ({0})'),
    failures: l10n.t('Failures'),
    promptCount: { one: l10n.t('1 prompt'), other: l10n.t('{0} prompts') },
    showAllFailures: l10n.t('Show All Failed'),
    dismiss: l10n.t('Dismiss'),
    editPrompt: l10n.t('Edit Prompt'),
    imageMissing: l10n.t('The image file is missing.'),
    imageDamaged: l10n.t('The image is damaged.'),
    imageTooLarge: l10n.t('The image is too large to show.'),
    showAllImages: { one: l10n.t('Enlarge'), other: l10n.t('Show All {0} Images') },
    imageOf: l10n.t('Image {0} of {1}'),
    previous: l10n.t('Previous Image'),
    next: l10n.t('Next Image'),
    compare: l10n.t('Compare'),
    compareWithNext: l10n.t('Compare with Next'),
    sideBySide: l10n.t('Side by Side'),
    divider: l10n.t('Divider between the images'),
    details: l10n.t('Details'),
    noDetails: l10n.t('Focus or enlarge an image to see its details.'),
    moreDetails: l10n.t('More'),
    insertedInto: l10n.t('Inserted into'),
    commands: {
      goToImage: l10n.t('Go to Another Image'),
      enlarge: l10n.t('Enlarge'),
      toggleDetails: l10n.t('Toggle Details'),
      insert: l10n.t('Insert'),
      saveAs: l10n.t('Save As…'),
      copyImage: l10n.t('Copy Image'),
      copyPrompt: l10n.t('Copy Prompt'),
      copyPath: l10n.t('Copy Path'),
      editPrompt: l10n.t('Edit Prompt and Generate…'),
      useAsReference: l10n.t('Use as Reference'),
      generateAgain: l10n.t('Generate Again'),
      generateAgainMaybeBilled: l10n.t('Generate Again (May Be Billed Twice)'),
      queryTask: l10n.t('Query Task…'),
      retry: l10n.t('Retry'),
      downloadAgain: l10n.t('Download Again'),
      cancel: l10n.t('Cancel'),
      toggleFavorite: l10n.t('Toggle Favorite'),
      reveal: revealTitle,
      delete: l10n.t('Delete'),
      undo: l10n.t('Undo Last Deletion'),
      selectRange: l10n.t('Select Range'),
      toggleSelection: l10n.t('Toggle Selection'),
      selectAll: l10n.t('Select All'),
      compareSelected: l10n.t('Compare Two Selected Images'),
      search: l10n.t('Search Prompts'),
      clear: l10n.t('Clear Selection, Search, and Filters'),
      showKeys: l10n.t('Keyboard Shortcuts'),
    },
    composer: {
      newImage: l10n.t('New Image'),
      prompt: l10n.t('Prompt'),
      promptPlaceholder: l10n.t('Describe the image in English or Chinese'),
      promptMissing: l10n.t('Enter a prompt that describes the image.'),
      characters: { one: l10n.t('1 character'), other: l10n.t('{0} characters') },
      tooLong: l10n.t('{0}. Beyond {1}, parts of the prompt may be ignored or rejected.'),
      generate: l10n.t('Generate'),
      generateSet: l10n.t('Generate Set'),
      setLimit: {
        one: l10n.t('Up to 1 image will be billed'),
        other: l10n.t('Up to {0} images will be billed'),
      },
      setApiKey: l10n.t('Set API Key…'),
      provider: l10n.t('Provider: {0}'),
      selectProvider: l10n.t('Select Provider…'),
      model: l10n.t('Model'),
      resolution: l10n.t('Resolution'),
      ratio: l10n.t('Aspect ratio'),
      auto: l10n.t({ message: 'Auto', comment: ['Aspect ratio chosen by the model'] }),
      imageCount: l10n.t('Number of images'),
      single: l10n.t({ message: 'Single', comment: ['One image, as opposed to a set'] }),
      set: l10n.t({ message: 'Set', comment: ['Noun: several related images'] }),
      setHint: l10n.t('Generates as many images as the prompt asks for. Each image is billed.'),
      references: l10n.t('Reference images'),
      referenceCount: l10n.t('Reference images ({0})'),
      addReference: l10n.t('Add the URL of a reference image'),
      remove: l10n.t('Remove {0}'),
    },
  };
}
/** The strings of the page. */
export type PageStrings = ReturnType<typeof pageStrings>;
/** The strings of the composer. */
export type ComposerStrings = PageStrings['composer'];
