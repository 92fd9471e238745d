import * as v from 'valibot';
import type * as vscode from 'vscode';
import type { RememberedLibrary } from '../../library/location/libraryLocation.ts';
import { safeParse } from '../../untrusted/safeParse.ts';

const rememberedSchema = v.object({
  folder: v.string(),
  id: v.string(),
  imageCount: v.pipe(v.number(), v.integer(), v.minValue(0)),
});
const mementoKey = 'jimeng.lastLibrary';

/** The library that was seen last, across restarts. */
export class LibraryMemory {
  readonly #memento: vscode.Memento;

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
  }

  /** `undefined` if there was none, or the user has accepted another one. */
  get(): RememberedLibrary | undefined {
    const parsed = safeParse(rememberedSchema, this.#memento.get(mementoKey));
    return parsed.success ? parsed.output : undefined;
  }

  async set(library: RememberedLibrary | undefined): Promise<void> {
    await this.#memento.update(mementoKey, library);
  }
}
