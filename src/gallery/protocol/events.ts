import type { Advice, ComposerContent, ComposerState } from './composer.ts';
import type { Setup } from './setup.ts';
import type { ImageRef } from './vocabulary.ts';
import type { Facets, GenerationView, ImageCounts, LibraryNotice, ListingUpdate } from './views.ts';

type Event<Type extends string, Data> = Readonly<{ type: Type } & Data>;

/** What the host sends without a request. */
export type HostEvent =
  /** The results of the query have changed. */
  | Event<'listingChanged', ListingUpdate>
  /** A generation in the page's window has changed. */
  | Event<'generationChanged', { generation: GenerationView }>
  | Event<'facetsChanged', { facets: Facets; imageCounts: ImageCounts }>
  | Event<'showKeys', object>
  /** Shows or hides the prompts below the images. */
  | Event<'showPrompts', { areShown: boolean }>
  /** `null` if the library is as it was. */
  | Event<'libraryNotice', { notice: LibraryNotice | null }>
  /** A text for screen readers. */
  | Event<'announce', { text: string }>
  /** Only the page has a clipboard for images. It replies with `imageCopied`. */
  | Event<'copyImage', { src: string }>
  /** Chosen from a context menu. */
  | Event<'enlarge', ImageRef>
  | Event<'showDetails', { id: string }>
  | Event<'compare', { ids: readonly [left: string, right: string] }>
  | Event<'composerState', ComposerState>
  | Event<'advice', Advice>
  | Event<'fillComposer', ComposerContent>
  | Event<'focusComposer', object>
  /** How far the user has set up the extension has changed. */
  | Event<'setup', { setup: Setup }>;
