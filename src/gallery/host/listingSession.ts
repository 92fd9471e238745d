import { isDeepStrictEqual } from 'node:util';
import type { Library, LibraryChange } from '../../library/library.ts';
import type { GenerationRecord } from '../../library/record.ts';
import { countByDay } from './days.ts';
import { countFacets } from './facets.ts';
import { packDays } from '../protocol/packedDays.ts';
import type { FacetName, GenerationView, Query, ToPageMessage } from '../protocol/messages.ts';
import { isUnfiltered, createMatcher, getDisplayState } from './query.ts';

export interface ListingSessionContext {
  readonly library: Pick<Library, 'get' | 'listIds' | 'list' | 'getMany' | 'onDidChange'>;
  readonly toGenerationView: (record: GenerationRecord) => GenerationView;
  /** What a screen reader says of the end of a generation. */
  readonly formatAnnouncement: (record: GenerationRecord) => string;
  readonly getFacetLabel: (name: FacetName, value: string) => string;
  readonly post: (message: ToPageMessage) => void;
  /** Told of what goes wrong while the page waits for nothing. */
  readonly onError: (error: unknown) => void;
}

type ListingItems = Pick<Extract<ToPageMessage, { type: 'items' }>, 'from' | 'items'>;

/** Milliseconds without a change after which all are counted again. */
const facetsDelayMs = 150;

const emptyQuery: Query = { text: '' };

/**
 * What one page looks at: a query and a window of its results. The page is told of what is in there
 * and of what changes there; all else it asks for when it comes into sight.
 */
export class ListingSession {
  readonly #context: ListingSessionContext;
  readonly #timeZone: string;
  readonly #subscription: { dispose(): void };
  /** Ids of what is selected on the page. */
  selection: readonly string[] = [];
  #query = emptyQuery;
  #window = { from: 0, count: 0 };
  #version = 0;
  #ids: readonly string[] = [];
  #listedIds: ReadonlySet<string> = new Set();
  #isRefreshScheduled = false;
  /** Whether there is no listing of the query yet, and none on its way. */
  #needsListing = true;
  /** Whether all records have been read, and the page knows what there is among them. */
  #isLoaded = false;
  #facetsTimer: NodeJS.Timeout | undefined;
  /** Those under way, whose end is worth a word. */
  readonly #runningIds = new Set<string>();

  /** @param timeZone the user's, by its IANA name */
  constructor(context: ListingSessionContext, timeZone: string) {
    this.#context = context;
    this.#timeZone = timeZone;
    this.#subscription = context.library.onDidChange((change) => {
      this.#onLibraryChange(change);
    });
  }

  /** Shows this window of this query from now on. */
  async show(query: Query, from: number, count: number): Promise<void> {
    this.#window = { from, count };
    const isNewQuery = !isDeepStrictEqual(query, this.#query);
    // The same object as long as it is the same query: a listing on its way goes by it.
    if (isNewQuery) this.#query = query;
    if (isNewQuery || this.#needsListing) await this.#sendListing();
    else await this.#sendItems();
    if (!this.#isLoaded) await this.#loadAll();
  }

  /** Tells the ids of a stretch of the listing, in sight or not. */
  sendIds(from: number, count: number): void {
    const ids = this.#ids.slice(from, from + count);
    this.#context.post({ type: 'getIds', version: this.#version, from, ids });
  }

  post(message: ToPageMessage): void {
    this.#context.post(message);
  }

  dispose(): void {
    this.#subscription.dispose();
    clearTimeout(this.#facetsTimer);
  }

  /** Many changes at once, as when a library is imported, are one new listing. */
  #onLibraryChange(change: LibraryChange): void {
    if (change.type === 'saved') this.#announce(change.record);
    if (this.#isLoaded) this.#scheduleFacets();
    if (this.#version === 0) return;
    const id = change.type === 'saved' ? change.record.id : change.id;
    const isListed = this.#listedIds.has(id);
    const isMatch = change.type === 'saved' && createMatcher(this.#query)(change.record);
    if (isListed !== isMatch) void this.#refresh();
    else if (change.type === 'saved' && this.#isInWindow(id)) {
      this.#context.post({
        type: 'generationChanged',
        generation: this.#context.toGenerationView(change.record),
      });
    }
  }

  #announce(record: GenerationRecord): void {
    const state = getDisplayState(record);
    if (state === 'running') {
      this.#runningIds.add(record.id);
      return;
    }
    if (!this.#runningIds.delete(record.id)) return;
    const { formatAnnouncement, post } = this.#context;
    post({ type: 'announce', text: formatAnnouncement(record) });
  }

  /** The first listing went by the names of files, of which some may be no records. */
  async #loadAll(): Promise<void> {
    this.#isLoaded = true;
    let records: readonly GenerationRecord[];
    try {
      records = await this.#context.library.list();
    } catch (error) {
      this.#isLoaded = false;
      throw error;
    }
    this.#sendFacets(records);
    for (const record of records)
      if (getDisplayState(record) === 'running') this.#runningIds.add(record.id);
    if (isUnfiltered(this.#query) && records.length !== this.#ids.length) await this.#refresh();
  }

  /** Tells by what there is to narrow a query, in sight or not. */
  #sendFacets(records: readonly GenerationRecord[]): void {
    const { getFacetLabel, post } = this.#context;
    post({ type: 'facets', facets: countFacets(records, getFacetLabel) });
  }

  /** All are counted for it, which many changes at once are worth but once. */
  #scheduleFacets(): void {
    clearTimeout(this.#facetsTimer);
    this.#facetsTimer = setTimeout(() => {
      const { library, onError } = this.#context;
      library.list().then((records) => {
        this.#sendFacets(records);
      }, onError);
    }, facetsDelayMs);
  }

  async #refresh(): Promise<void> {
    if (this.#isRefreshScheduled) return;
    this.#isRefreshScheduled = true;
    await new Promise((resolve) => setTimeout(resolve, 30));
    this.#isRefreshScheduled = false;
    try {
      await this.#sendListing();
    } catch (error) {
      this.#context.onError(error);
    }
  }

  async #sendListing(): Promise<void> {
    const { library, post } = this.#context;
    const query = this.#query;
    this.#needsListing = false;
    try {
      const allIds = await library.listIds();
      // Everything needs no look into the records, so the first screen does not wait for them.
      const ids = isUnfiltered(query)
        ? allIds
        : (await library.list()).filter(createMatcher(query)).map(({ id }) => id);
      const { from, items } = await this.#readItems(ids);
      if (query !== this.#query) return;
      this.#ids = ids;
      this.#listedIds = new Set(ids);
      const [total, days] = [ids.length, packDays(countByDay(ids, this.#timeZone))];
      const version = ++this.#version;
      post({ type: 'listing', version, total, unfilteredTotal: allIds.length, days, from, items });
    } catch (error) {
      this.#needsListing = true;
      throw error;
    }
    this.#pruneSelection();
  }

  /** What is no longer listed is no longer selected: nothing is done to what is out of sight for good. */
  #pruneSelection(): void {
    const { selection } = this;
    this.selection = selection.filter((id) => this.#listedIds.has(id));
    if (this.selection.length === selection.length) return;
    this.#context.post({ type: 'getIds', version: this.#version, from: 0, ids: this.selection });
  }

  async #sendItems(): Promise<void> {
    const version = this.#version;
    const listingItems = await this.#readItems(this.#ids);
    if (version === this.#version) this.#context.post({ type: 'items', version, ...listingItems });
  }

  /** What a listing has in the window. */
  async #readItems(ids: readonly string[]): Promise<ListingItems> {
    const { library, toGenerationView } = this.#context;
    const { from, count } = this.#window;
    const windowIds = ids.slice(from, from + count);
    const windowRecords = await library.getMany(windowIds);
    const records = new Map(windowRecords.map((record) => [record.id, record]));
    const items = windowIds.map((id) => {
      const record = records.get(id);
      return record ? toGenerationView(record) : null;
    });
    return { from, items };
  }

  #isInWindow(id: string): boolean {
    const { from, count } = this.#window;
    return this.#ids.slice(from, from + count).includes(id);
  }
}
