import { isDeepStrictEqual } from 'node:util';
import type { Library, LibraryChange } from '../library/library.ts';
import type { GenerationRecord } from '../library/record.ts';
import { daysOf } from './days.ts';
import { facetsOf } from './facets.ts';
import { packDays } from './packedDays.ts';
import type { DetailsView, FacetName, GenerationView, Query, ToPage } from './protocol.ts';
import { isEverything, matcherOf, stateOf } from './query.ts';

export interface SessionContext {
  readonly library: Pick<Library, 'get' | 'ids' | 'list' | 'some' | 'onDidChange'>;
  readonly viewOf: (record: GenerationRecord) => GenerationView;
  /** What a screen reader says of the end of a generation. */
  readonly announcementOf: (record: GenerationRecord) => string;
  readonly labelOf: (name: FacetName, value: string) => string;
  readonly post: (message: ToPage) => void;
  /** Told of what goes wrong while the page waits for nothing. */
  readonly onError: (error: unknown) => void;
}

type Stretch = Pick<Extract<ToPage, { type: 'items' }>, 'from' | 'items'>;

/** Milliseconds without a change after which all are counted again. */
const countingPause = 150;

const everything: Query = { text: '' };

/**
 * What one page looks at: a query and a window of its results. The page is told of what is in there
 * and of what changes there; all else it asks for when it comes into sight.
 */
export class Session {
  readonly #context: SessionContext;
  readonly #timeZone: string;
  readonly #watch: { dispose(): void };
  /** Ids of what is selected on the page. */
  selection: readonly string[] = [];
  #query = everything;
  #window = { from: 0, count: 0 };
  #version = 0;
  #ids: readonly string[] = [];
  #listed: ReadonlySet<string> = new Set();
  #isStale = false;
  /** Whether there is no listing of the query yet, and none on its way. */
  #isUnlisted = true;
  /** Whether all records have been read, and the page knows what there is among them. */
  #isSettled = false;
  #counting: NodeJS.Timeout | undefined;
  /** Those under way, whose end is worth a word. */
  readonly #running = new Set<string>();

  /** @param timeZone the user's, by its IANA name */
  constructor(context: SessionContext, timeZone: string) {
    this.#context = context;
    this.#timeZone = timeZone;
    this.#watch = context.library.onDidChange((change) => {
      this.#heard(change);
    });
  }

  /** Shows this window of this query from now on. */
  async show(query: Query, from: number, count: number): Promise<void> {
    this.#window = { from, count };
    const isOther = !isDeepStrictEqual(query, this.#query);
    // The same object as long as it is the same query: a listing on its way goes by it.
    if (isOther) this.#query = query;
    if (isOther || this.#isUnlisted) await this.#list();
    else await this.#sendItems();
    if (!this.#isSettled) await this.#settle();
  }

  /** Tells the ids of a stretch of the listing, in sight or not. */
  sendIds(from: number, count: number): void {
    const ids = this.#ids.slice(from, from + count);
    this.#context.post({ type: 'ids', version: this.#version, from, ids });
  }

  /** Tells the page all that is known of a generation. */
  async describe(id: string): Promise<void> {
    const { library, viewOf, post } = this.#context;
    let details: DetailsView | null = null;
    try {
      const [record, { detailsOf }] = await Promise.all([library.get(id), import('./details.ts')]);
      if (record) details = detailsOf(record, viewOf(record));
    } finally {
      // The page waits for an answer, whatever went wrong.
      post({ type: 'details', id, details });
    }
  }

  tell(message: ToPage): void {
    this.#context.post(message);
  }

  dispose(): void {
    this.#watch.dispose();
    clearTimeout(this.#counting);
  }

  /** Many changes at once, as when a library is imported, are one new listing. */
  #heard(change: LibraryChange): void {
    if (change.type === 'saved') this.#announce(change.record);
    if (this.#isSettled) this.#sendFacetsSoon();
    if (this.#version === 0) return;
    const id = change.type === 'saved' ? change.record.id : change.id;
    const isListed = this.#listed.has(id);
    const belongs = change.type === 'saved' && matcherOf(this.#query)(change.record);
    if (isListed !== belongs) void this.#refresh();
    else if (change.type === 'saved' && this.#isInWindow(id)) {
      this.#context.post({ type: 'changed', generation: this.#context.viewOf(change.record) });
    }
  }

  #announce(record: GenerationRecord): void {
    const state = stateOf(record);
    if (state === 'running') {
      this.#running.add(record.id);
      return;
    }
    if (!this.#running.delete(record.id)) return;
    const { announcementOf, post } = this.#context;
    post({ type: 'announce', text: announcementOf(record) });
  }

  /** The first listing went by the names of files, of which some may be no records. */
  async #settle(): Promise<void> {
    this.#isSettled = true;
    let records: readonly GenerationRecord[];
    try {
      records = await this.#context.library.list();
    } catch (error) {
      this.#isSettled = false;
      throw error;
    }
    this.#sendFacets(records);
    for (const record of records) if (stateOf(record) === 'running') this.#running.add(record.id);
    if (isEverything(this.#query) && records.length !== this.#ids.length) await this.#refresh();
  }

  /** Tells by what there is to narrow a query, in sight or not. */
  #sendFacets(records: readonly GenerationRecord[]): void {
    const { labelOf, post } = this.#context;
    post({ type: 'facets', facets: facetsOf(records, labelOf) });
  }

  /** All are counted for it, which many changes at once are worth but once. */
  #sendFacetsSoon(): void {
    clearTimeout(this.#counting);
    this.#counting = setTimeout(() => {
      const { library, onError } = this.#context;
      library.list().then((records) => {
        this.#sendFacets(records);
      }, onError);
    }, countingPause);
  }

  async #refresh(): Promise<void> {
    if (this.#isStale) return;
    this.#isStale = true;
    await new Promise((resolve) => setTimeout(resolve, 30));
    this.#isStale = false;
    try {
      await this.#list();
    } catch (error) {
      this.#context.onError(error);
    }
  }

  async #list(): Promise<void> {
    const { library, post } = this.#context;
    const query = this.#query;
    this.#isUnlisted = false;
    try {
      const all = await library.ids();
      // Everything needs no look into the records, so the first screen does not wait for them.
      const ids = isEverything(query)
        ? all
        : (await library.list()).filter(matcherOf(query)).map(({ id }) => id);
      const { from, items } = await this.#stretchOf(ids);
      if (query !== this.#query) return;
      this.#ids = ids;
      this.#listed = new Set(ids);
      const [total, days] = [ids.length, packDays(daysOf(ids, this.#timeZone))];
      const version = ++this.#version;
      post({ type: 'listing', version, total, all: all.length, days, from, items });
    } catch (error) {
      this.#isUnlisted = true;
      throw error;
    }
    this.#unselect();
  }

  /** What is no longer listed is no longer selected: nothing is done to what is out of sight for good. */
  #unselect(): void {
    const { selection } = this;
    this.selection = selection.filter((id) => this.#listed.has(id));
    if (this.selection.length === selection.length) return;
    this.#context.post({ type: 'ids', version: this.#version, from: 0, ids: this.selection });
  }

  async #sendItems(): Promise<void> {
    const version = this.#version;
    const stretch = await this.#stretchOf(this.#ids);
    if (version === this.#version) this.#context.post({ type: 'items', version, ...stretch });
  }

  /** What a listing has in the window. */
  async #stretchOf(ids: readonly string[]): Promise<Stretch> {
    const { library, viewOf } = this.#context;
    const { from, count } = this.#window;
    const wanted = ids.slice(from, from + count);
    const found = await library.some(wanted);
    const records = new Map(found.map((record) => [record.id, record]));
    const items = wanted.map((id) => {
      const record = records.get(id);
      return record ? viewOf(record) : null;
    });
    return { from, items };
  }

  #isInWindow(id: string): boolean {
    const { from, count } = this.#window;
    return this.#ids.slice(from, from + count).includes(id);
  }
}
