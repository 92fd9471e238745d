import {
  thumbnailsAtOnce,
  thumbnailSides,
  type FromPage,
  type GenerationView,
  type Target,
  type ThumbnailSide,
  type ToPage,
} from '../protocol.ts';
import { Addresses } from './addresses.ts';
import { ThumbnailMaker } from './thumbnailMaker.ts';

/** What is asked of a generation here. */
type Pictured = Pick<GenerationView, 'id' | 'images'>;

/** A thumbnail of a picture, here or not. */
type Thumbnail = Required<Target> & { readonly side: ThumbnailSide };

/** From where the page shows each picture: its thumbnail, asked for when it is drawn, made where there is none. */
export class Pictures {
  readonly #post: (message: FromPage) => void;
  readonly #onChange: () => void;
  readonly #maker: ThumbnailMaker;
  readonly #addresses = new Addresses();
  /** Names of the thumbnails that have been asked for. */
  readonly #asked = new Set<string>();
  /** What this draw lacks. */
  readonly #wanted: Thumbnail[] = [];
  #isDrawing = false;
  /** Names of the pictures without thumbnails, of those whose thumbnails were made here, and of those that are gone. */
  readonly #bare = new Set<string>();
  readonly #made = new Set<string>();
  readonly #missing = new Set<string>();

  constructor(post: (message: FromPage) => void, onChange: () => void) {
    this.#post = post;
    this.#onChange = onChange;
    this.#maker = new ThumbnailMaker((made) => {
      const { id, image, side, webp } = made;
      this.#addresses.keep(nameOf(id, image, side), webp);
      if (side === thumbnailSides.at(-1)) {
        this.#bare.delete(nameOf(id, image));
        this.#made.add(nameOf(id, image));
      }
      post(made);
      onChange();
    });
  }

  /**
   * To be called with each draw that shows it. Empty while there is no thumbnail of it.
   * @param width of the cell, in CSS pixels
   */
  addressOf(generation: Pictured, image: number, width: number): string {
    const { id, images } = generation;
    if (!images[image]) return '';
    const side = width * devicePixelRatio > 256 ? 512 : 256;
    this.#beginDraw();
    const address = this.#addresses.draw(nameOf(id, image, side));
    if (address !== undefined) return address;
    if (this.#bare.has(nameOf(id, image))) this.#order(generation, image);
    else this.#wanted.push({ id, image, side });
    // Better too small or too large for a moment than nothing.
    return this.#addresses.draw(nameOf(id, image, side === 256 ? 512 : 256)) ?? '';
  }

  /** Takes in what was asked for. */
  take({ side, thumbnails }: Extract<ToPage, { type: 'thumbnails' }>): void {
    for (const { id, image, webp } of thumbnails) {
      const name = nameOf(id, image, side);
      this.#asked.delete(name);
      if (webp) this.#addresses.keep(name, webp);
      else this.#bare.add(nameOf(id, image));
    }
  }

  /** Told that a thumbnail cannot be shown: another is made of the picture, but once. */
  broken({ id }: Pictured, image: number): void {
    const name = nameOf(id, image);
    if (this.#made.has(name)) this.#missing.add(name);
    for (const side of thumbnailSides) this.#addresses.drop(nameOf(id, image, side));
    this.#bare.add(name);
    this.#onChange();
  }

  isMissing({ id }: Pictured, image: number): boolean {
    return this.#missing.has(nameOf(id, image));
  }

  #order({ id, images }: Pictured, image: number): void {
    const src = images[image]?.src;
    const name = nameOf(id, image);
    if (src === undefined || this.#missing.has(name)) return;
    const onMissing = () => {
      this.#missing.add(name);
      this.#onChange();
    };
    this.#maker.order({ id, image, src, onMissing });
  }

  /** What is drawn together is asked for together. */
  #beginDraw(): void {
    if (this.#isDrawing) return;
    this.#isDrawing = true;
    queueMicrotask(() => {
      this.#isDrawing = false;
      this.#ask();
      this.#addresses.sweep();
    });
  }

  #ask(): void {
    for (const side of thumbnailSides) {
      const pictures = this.#wanted.filter((each) => each.side === side && this.#isNew(each));
      for (let from = 0; from < pictures.length; from += thumbnailsAtOnce) {
        const some = pictures.slice(from, from + thumbnailsAtOnce);
        this.#post({
          type: 'thumbnails',
          side,
          pictures: some.map(({ id, image }) => ({ id, image })),
        });
      }
    }
    this.#wanted.length = 0;
  }

  /** Whether it has not been asked for yet; it has from now on. */
  #isNew({ id, image, side }: Thumbnail): boolean {
    const name = nameOf(id, image, side);
    const isNew = !this.#asked.has(name);
    this.#asked.add(name);
    return isNew;
  }
}

/** Of a picture, or of a thumbnail of it. */
function nameOf(id: string, image: number, side?: ThumbnailSide): string {
  return [id, image, side].join(' ');
}
