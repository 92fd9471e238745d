import * as v from 'valibot';
import type { ToPageMessage } from '../../protocol/messages.ts';
import { toPageSchema } from '../../protocol/toPage.ts';
import type { Composer } from '../composer/composer.ts';
import { copyImage } from '../ui/copyImage.ts';
import type { GalleryApp } from './galleryApp.ts';
import type { HostConnection } from './hostConnection.ts';

export interface MessageHandlerContext {
  readonly app: GalleryApp;
  readonly connection: HostConnection;
  readonly composer: Composer;
}

/** Takes in what the host tells the page. */
export class MessageHandler {
  readonly #context: MessageHandlerContext;

  constructor(context: MessageHandlerContext) {
    this.#context = context;
  }

  receive(data: unknown): void {
    const parsed = v.safeParse(toPageSchema, data);
    if (parsed.success) this.#take(parsed.output);
    else {
      // eslint-disable-next-line no-console -- A page has no other log, and no user is helped by it.
      console.warn('The extension sent a message that is not known.', parsed.issues[0].message);
    }
  }

  #take(message: ToPageMessage): void {
    const { app, connection, composer } = this.#context;
    const { listingCache, selection, elements } = app;
    connection.receive(message);
    app.overlay.receive(message);
    switch (message.type) {
      case 'listing':
        app.showListing(message);
        elements.gallery.setAttribute('aria-busy', 'false');
        break;
      case 'items':
        listingCache.add(message);
        break;
      case 'getIds':
        if (message.version !== listingCache.listing.version) break;
        selection.setIds(message.ids);
        app.saveState();
        break;
      case 'facets':
        app.facets = message.facets;
        break;
      case 'generationChanged':
        listingCache.update(message.generation);
        break;
      case 'getThumbnails':
        app.thumbnails.receive(message);
        break;
      case 'copyImage':
        void this.#copy(message.src);
        break;
      case 'failed':
        elements.gallery.setAttribute('aria-busy', 'false');
        break;
      // That is for the closer look alone.
      case 'getDetails':
        break;
      case 'announce':
        elements.announce(message.text);
        break;
      case 'composerState':
      case 'advice':
      case 'getPromptHistory':
      case 'fillComposer':
        composer.receive(message);
        break;
    }
    app.scheduleDraw();
  }

  async #copy(src: string): Promise<void> {
    const isCopied = await copyImage(src).then(
      () => true,
      () => false,
    );
    this.#context.app.post({ type: 'imageCopied', isCopied });
  }
}
