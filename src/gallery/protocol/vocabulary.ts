/** The gallery's view type, as in `activationEvents`. */
export const galleryViewType = 'jimeng.gallery';

/** An image, by its generation and its index there. */
export interface ImageRef {
  readonly id: string;
  readonly image: number;
}

/** An image, or all images of a generation. */
export interface ActionTarget {
  readonly id: string;
  readonly image?: number;
}

/**
 * Lengths of a thumbnail's longer side in pixels, the smallest first. All images have thumbnails of the first two;
 * the last is made for images that are shown large, or on high-density screens.
 */
export const thumbnailSidesPx = [256, 512, 1024] as const;
/** The length of a thumbnail's longer side in pixels. */
export type ThumbnailSide = (typeof thumbnailSidesPx)[number];

/** The most thumbnails in one request, so that the first are shown before the last are read. */
export const maxThumbnailsPerRequest = 16;

/** The most thumbnails that are sent with the items of the first screen. */
export const maxFirstThumbnails = 48;

/** The most generations in one request. */
export const maxWindowSize = 1200;

/** The number of generations in the first request, before it is known how many the viewport shows. */
export const firstWindowSize = 60;

/** The most characters of a prompt. No service accepts nearly as many. */
export const maxPromptLength = 100_000;

/** The most reference images of a draft. How many a model supports is checked when a draft is validated. */
export const maxReferences = 50;

/** The filters with a list of values. */
export const facetNames = ['state', 'provider', 'model', 'ratio'] as const;
/** A filter with a list of values. */
export type FacetName = (typeof facetNames)[number];

/** The filters that are on or off. */
export const flagNames = ['favorite', 'inserted'] as const;
/** A filter that is on or off. */
export type FlagName = (typeof flagNames)[number];

/**
 * What a user can do with generations and their images. An action on images applies to all images of a
 * generation unless one is specified.
 */
export const actionNames = [
  'enlarge',
  'open',
  'showDetails',
  'compare',
  'insert',
  'insertThis',
  'insertAll',
  'insertInto',
  'saveAs',
  'copyImage',
  'copyPrompt',
  'copyPath',
  'generateAgain',
  'editPrompt',
  'useAsReference',
  'favorite',
  'unfavorite',
  'reveal',
  'cancel',
  'retry',
  'queryTask',
  'downloadAgain',
  'delete',
] as const;
/** An action of the user. */
export type ActionName = (typeof actionNames)[number];

/** What the user can do about failed generations. The host names their buttons. */
export const remedyNames = [
  'setApiKey',
  'openProviderWebsite',
  'selectProvider',
  'queryTask',
  'editPrompt',
  'retry',
  'keepWaiting',
  'retryDownload',
  'generateAgain',
  'generateAgainMaybeBilled',
  'openSettings',
  'openProviderSettings',
  'openProxySettings',
  'openLibrarySettings',
  'showLog',
] as const;
/** What the user can do about failed generations. */
export type RemedyName = (typeof remedyNames)[number];

/** The actions whose menu items have another title if they apply to several generations. */
const namedForSelection: readonly ActionName[] = ['insert', 'generateAgain', 'delete'];

/**
 * The commands of an action in the context menu: the title of a menu item is that of its command. Reveal has one
 * for each platform, as in VS Code's own Git extension.
 */
export function commandsFor(action: ActionName): string[] {
  const command = `jimeng.gallery.${action}`;
  if (namedForSelection.includes(action)) return [command, `${command}.selected`];
  if (action !== 'reveal') return [command];
  return ['windows', 'mac', 'linux'].map((platform) => `${command}.${platform}`);
}

/** What a user can do about a library that is not where it was. */
export const libraryActionNames = [
  'openSettings',
  'createFolder',
  'locate',
  'moveHere',
  'dismiss',
] as const;
/** What a user can do about a library that is not where it was. */
export type LibraryActionName = (typeof libraryActionNames)[number];

/** The commands of the gallery's own menu, besides those that the Command Palette has. */
export const galleryMenuCommands = [
  'jimeng.gallery.showPrompts',
  'jimeng.gallery.hidePrompts',
  'jimeng.gallery.showKeys',
  'jimeng.gallery.openSettings',
] as const;

/** The type of the data that is dragged out of the gallery: `ActionTarget[]` as JSON. */
export const dragMimeType = 'application/vnd.jimeng.images';
