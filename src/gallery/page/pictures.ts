import type { FromPage, GenerationView, ThumbnailSide } from '../protocol.ts';
import { ThumbnailMaker } from './thumbnails.ts';

/** What is asked of a generation here. */
type Pictured = Pick<GenerationView, 'id' | 'images'>;

/** From where the page shows each picture: its thumbnail, made when it is first looked at. */
export class Pictures {
  readonly #maker: ThumbnailMaker;
  readonly #onChange: () => void;
  /** How often a thumbnail has been made since the page began: its address must change for it to be read again. */
  readonly #made = new Map<string, number>();
  readonly #missing = new Set<string>();

  constructor(post: (message: FromPage) => void, onChange: () => void) {
    this.#maker = new ThumbnailMaker(post);
    this.#onChange = onChange;
  }

  /**
   * Empty while there is no thumbnail: it is ordered then.
   * @param width of the cell, in CSS pixels
   */
  addressOf(generation: Pictured, index: number, width: number): string {
    const image = generation.images[index];
    if (!image) return '';
    const side: ThumbnailSide = width * devicePixelRatio > 256 ? 512 : 256;
    const made = this.#made.get(nameOf(generation.id, index));
    if (made === undefined && !image.hasThumbnails) {
      this.make(generation, index);
      return '';
    }
    return made === undefined ? image.thumbnails[side] : `${image.thumbnails[side]}?${made}`;
  }

  make({ id, images }: Pictured, index: number): void {
    const image = images[index];
    const name = nameOf(id, index);
    if (!image || this.#missing.has(name)) return;
    const onMissing = () => {
      this.#missing.add(name);
      this.#onChange();
    };
    if (this.#made.has(name)) onMissing();
    else this.#maker.order({ id, image: index, src: image.src, onMissing });
  }

  /** Told that a thumbnail is on disk. */
  made(id: string, index: number): void {
    const name = nameOf(id, index);
    this.#made.set(name, (this.#made.get(name) ?? 0) + 1);
  }

  isMissing({ id }: Pictured, index: number): boolean {
    return this.#missing.has(nameOf(id, index));
  }
}

function nameOf(id: string, index: number): string {
  return `${id} ${index}`;
}
