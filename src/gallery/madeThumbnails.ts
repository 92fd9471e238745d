import type { Library } from '../library/library.ts';
import { indexOf, type GenerationRecord, type RecordImage } from '../library/record.ts';
import { thumbnailSides } from './protocol.ts';

/** The last that is made of a picture. */
const lastSide = Math.max(...thumbnailSides);

/** Which thumbnails there are, so that the page need not ask for one in vain to find out. */
export class MadeThumbnails {
  readonly #library: Pick<Library, 'thumbnailsOf'>;
  readonly #made = new Map<string, Set<number>>();

  constructor(library: Pick<Library, 'thumbnailsOf'>) {
    this.#library = library;
  }

  /** Looks on the disk for those of these generations that have not been looked at. */
  async look(records: readonly GenerationRecord[]): Promise<void> {
    await Promise.all(
      records.map(async ({ id, images }) => {
        if (images.length === 0 || this.#made.has(id)) return;
        this.#made.set(id, new Set(await this.#library.thumbnailsOf(id, lastSide)));
      }),
    );
  }

  has(id: string, image: RecordImage): boolean {
    return this.#made.get(id)?.has(indexOf(image)) ?? false;
  }

  add(id: string, image: RecordImage): void {
    this.#made.set(id, (this.#made.get(id) ?? new Set()).add(indexOf(image)));
  }
}
