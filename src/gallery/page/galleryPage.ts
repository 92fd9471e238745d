import { render } from 'lit';
import { unpackDays } from '../packedDays.ts';
import type { Facets, FromPage, PageStrings, Query, ToPage } from '../protocol.ts';
import type { Composer } from './composer.ts';
import { contentTemplate } from './content.ts';
import { Grid } from './grid.ts';
import { keptFrom } from './kept.ts';
import { showKeyHelp } from './keyHelp.ts';
import { Listed } from './listed.ts';
import { Look } from './look.ts';
import type { Memory } from './memory.ts';
import { noticeTemplate } from './notice.ts';
import type { Parts } from './parts.ts';
import { Pictures } from './pictures.ts';
import type { Questions } from './questions.ts';
import { Selection } from './selection.ts';
import { toolbarTemplate } from './toolbar.ts';
import { ListingWindow } from './listingWindow.ts';

export interface GalleryPageContext {
  readonly strings: PageStrings;
  readonly questions: Questions;
  readonly memory: Memory;
  readonly parts: Parts;
  readonly composer: Composer;
}

/** What is sought, found and chosen, and how it is drawn. What happens comes from `receive` and `cards`. */
export class GalleryPage {
  readonly listed = new Listed();
  readonly pictures: Pictures;
  readonly grid: Grid;
  readonly look: Look;
  readonly selection: Selection;
  readonly parts: Parts;
  readonly post: (message: FromPage) => void;
  readonly #context: GalleryPageContext;
  readonly #window: ListingWindow;
  #query: Query;
  #cellWidth: number;
  facets: Facets | undefined;
  /** Where the keyboard goes as soon as its card is there. */
  wantsFocus = false;
  #isDrawing = false;
  /** Whether the listing that comes next is of another query, to be begun at its top. */
  #isSought = true;
  /** Where the page was scrolled to, until its listing is there. */
  #scrollTop: number | undefined;

  constructor(context: GalleryPageContext) {
    const { strings, questions, memory, parts } = context;
    const { post } = questions;
    const onChange = () => {
      this.scheduleDraw();
    };
    const kept = keptFrom(memory.fields);
    this.#context = context;
    this.#query = kept.query;
    this.#cellWidth = kept.cellWidth;
    this.#scrollTop = kept.scrollTop;
    this.post = post;
    this.parts = parts;
    this.selection = new Selection(kept.active, kept.chosen);
    this.pictures = new Pictures(post, onChange);
    this.grid = new Grid({
      scroller: parts.gallery,
      active: () => this.selection.active,
      onChange,
    });
    this.grid.wanted = kept.cellWidth;
    const { listed, grid, pictures } = this;
    const { main, gallery } = parts;
    this.look = new Look({ main, gallery, strings, post, listed, grid, pictures, onChange });
    this.#window = new ListingWindow({ post, listed, grid });
  }

  /** Asks for what the page begins with. */
  begin(): void {
    this.post({ type: 'ready', timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone });
    // Whoever hears of what is chosen is there from now on.
    this.keep();
    this.#window.ask(this.#query);
    this.scheduleDraw();
  }

  /** However much has changed, once for each frame. */
  scheduleDraw(): void {
    if (this.#isDrawing) return;
    this.#isDrawing = true;
    requestAnimationFrame(() => {
      this.#isDrawing = false;
      this.#draw();
    });
  }

  /** Shows what another query finds. */
  narrow(query: Query): void {
    this.#query = query;
    this.parts.gallery.scrollTop = 0;
    this.selection.active = 0;
    this.#isSought = true;
    this.#window.askAnew(query);
    this.changed();
  }

  /** After what is chosen or where the keyboard is has changed. */
  changed(): void {
    this.keep();
    this.scheduleDraw();
  }

  /** With a state kept, VS Code brings the panel back after a reload. */
  keep(): void {
    const { active, ids } = this.selection;
    const chosen = [...ids];
    this.post({ type: 'select', ids: chosen });
    const scrollTop = this.#scrollTop ?? this.parts.gallery.scrollTop;
    const [query, cellWidth] = [this.#query, this.#cellWidth];
    this.#context.memory.keep({ query, cellWidth, scrollTop, active, chosen });
  }

  /** Shows another listing. */
  list(message: Extract<ToPage, { type: 'listing' }>): void {
    const { version, total, all, days } = message;
    const { listed, selection } = this;
    // What was sought begins at its top.
    const near = this.#isSought ? [] : listed.near(selection.active);
    listed.replace({ version, total, all, days: unpackDays(days) }, message);
    this.grid.show(listed.listing, this.#isSought);
    this.#isSought = false;
    this.#follow(near);
  }

  /**
   * The keyboard stays at its card when that comes to stand elsewhere, and goes to its neighbour when it
   * is gone: a key must not reach another one that has taken its place.
   * @param near ids of what stood there and near it, the best first
   */
  #follow(near: readonly string[]): void {
    const { listed, selection } = this;
    const id = near.find((each) => listed.placeOf(each) !== undefined);
    const place = id === undefined ? undefined : listed.placeOf(id);
    const to = place ?? Math.max(0, Math.min(selection.active, listed.listing.total - 1));
    if (to === selection.active) return;
    this.wantsFocus = this.parts.gallery.contains(document.activeElement);
    selection.shiftTo(to);
  }

  #resize(pixels: number): void {
    this.#cellWidth = pixels;
    this.grid.wanted = pixels;
    this.changed();
  }

  #draw(): void {
    const { gallery } = this.parts;
    const focused = document.activeElement?.closest('article')?.id;
    this.#render();
    this.look.draw();
    if (this.#scrollTop !== undefined && this.listed.listing.version > 0) {
      gallery.scrollTop = this.#scrollTop;
      this.#scrollTop = undefined;
    }
    if (this.wantsFocus || document.activeElement === gallery) this.#focusActive();
    // A card whose pressed button is gone keeps the focus, so that the keyboard goes on from there;
    // one that is far out of sight leaves it to all of them until it is back.
    else if (focused && document.activeElement === document.body) {
      const card = document.getElementById(focused) ?? this.#activeCard();
      (card ?? gallery).focus({ preventScroll: true });
    }
    this.#window.ask(this.#query);
  }

  #render(): void {
    const { strings, questions, composer } = this.#context;
    const { post, listed, grid, pictures, selection, look, facets, parts } = this;
    const { total, all, version } = listed.listing;
    const query = this.#query;
    const search = (changed: Query) => {
      this.narrow(changed);
    };
    const toolbar = toolbarTemplate({
      ...{ strings, query, total, all, facets, search },
      chosen: selection.ids.size,
      cellWidth: this.#cellWidth,
      resize: (pixels) => {
        this.#resize(pixels);
      },
      showKeys: showKeyHelp,
    });
    const failed = questions.failed && {
      reason: questions.failed.reason,
      retry: () => {
        questions.retry();
        this.scheduleDraw();
      },
    };
    const content = contentTemplate({
      ...{ strings, post, listed, grid, pictures, selection, composer, look, failed, search },
    });
    render(toolbar, parts.toolbar);
    render(noticeTemplate(version > 0 ? failed : undefined, strings), parts.notice);
    render(content, parts.gallery);
  }

  #activeCard(): HTMLElement | null {
    return this.parts.gallery.querySelector<HTMLElement>(`[data-place="${this.selection.active}"]`);
  }

  #focusActive(): void {
    const card = this.#activeCard();
    if (!card) return;
    this.wantsFocus = false;
    card.focus({ preventScroll: true });
  }
}
