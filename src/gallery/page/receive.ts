import * as v from 'valibot';
import type { ToPage } from '../protocol.ts';
import { toPageSchema } from '../toPage.ts';
import type { Composer } from './composer.ts';
import { copyImage } from './copyImage.ts';
import type { GalleryPage } from './galleryPage.ts';
import type { Questions } from './questions.ts';

export interface ReceiverContext {
  readonly page: GalleryPage;
  readonly questions: Questions;
  readonly composer: Composer;
}

/** Takes in what the host tells the page. */
export class Receiver {
  readonly #context: ReceiverContext;

  constructor(context: ReceiverContext) {
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

  #take(message: ToPage): void {
    const { page, questions, composer } = this.#context;
    const { listed, selection, parts } = page;
    questions.receive(message);
    page.look.receive(message);
    switch (message.type) {
      case 'listing':
        page.list(message);
        parts.gallery.setAttribute('aria-busy', 'false');
        break;
      case 'items':
        listed.add(message);
        break;
      case 'ids':
        if (message.version !== listed.listing.version) break;
        selection.all(message.ids);
        page.keep();
        break;
      case 'facets':
        page.facets = message.facets;
        break;
      case 'changed':
        listed.change(message.generation);
        break;
      case 'thumbnails':
        page.pictures.take(message);
        break;
      case 'copyImage':
        void this.#copy(message.src);
        break;
      case 'failed':
        parts.gallery.setAttribute('aria-busy', 'false');
        break;
      // That is for the closer look alone.
      case 'details':
        break;
      case 'announce':
        parts.announce(message.text);
        break;
      case 'composer':
      case 'advice':
      case 'history':
      case 'compose':
        composer.receive(message);
        break;
    }
    page.scheduleDraw();
  }

  async #copy(src: string): Promise<void> {
    const isCopied = await copyImage(src).then(
      () => true,
      () => false,
    );
    this.#context.page.post({ type: 'copied', isCopied });
  }
}
