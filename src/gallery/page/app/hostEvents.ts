import type { HostEvent } from '../../protocol/events.ts';
import type { Composer } from '../composer/composer.ts';
import { showKeyHelp } from '../help/keyHelpDialog.ts';
import type { LibraryNotices } from '../notices/libraryNotice.ts';
import { copyImage } from '../ui/copyImage.ts';
import type { GalleryApp } from './galleryApp.ts';
import type { SetupPanel } from './setupPanel.ts';

/** A function for each event of the host. */
export type EventHandlers = {
  readonly [T in HostEvent['type']]: (event: Extract<HostEvent, { type: T }>) => void;
};

/** Applies the events of the host to the page. */
export function createEventHandlers(
  app: GalleryApp,
  composer: Composer,
  libraryNotices: LibraryNotices,
  setupPanel: SetupPanel,
): EventHandlers {
  return {
    listingChanged: (update) => {
      app.updateListing(update);
    },
    generationChanged: ({ generation }) => {
      app.updateGeneration(generation);
    },
    facetsChanged: ({ facets, imageCounts }) => {
      app.setFacets(facets, imageCounts);
    },
    showKeys: showKeyHelp,
    showPrompts: ({ areShown }) => {
      app.showPrompts(areShown);
    },
    libraryNotice: ({ notice }) => {
      libraryNotices.current = notice;
      app.scheduleDraw();
    },
    announce: ({ text }) => {
      app.elements.announce(text);
    },
    copyImage: ({ src }) => {
      const reportResult = (isCopied: boolean) => {
        app.connection.notify('imageCopied', { isCopied });
      };
      copyImage(src).then(
        () => {
          reportResult(true);
        },
        () => {
          reportResult(false);
        },
      );
    },
    enlarge: ({ id, image }) => {
      app.overlay.openViewer({ id, image });
    },
    showDetails: ({ id }) => {
      app.overlay.showDetails(id);
    },
    compare: ({ ids: [left, right] }) => {
      app.compare(left, right);
    },
    composerState: (state) => {
      composer.setState(state);
    },
    advice: (advice) => {
      composer.setAdvice(advice);
    },
    fillComposer: (content) => {
      app.overlay.closeForComposer();
      composer.fill(content);
    },
    focusComposer: () => {
      app.overlay.closeForComposer();
      composer.focus();
    },
    setup: ({ setup }) => {
      setupPanel.receive(setup);
      app.scheduleDraw();
    },
  };
}
