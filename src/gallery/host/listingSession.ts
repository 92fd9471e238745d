import { isDeepStrictEqual } from 'node:util';
import type { Library } from '../../library/library.ts';
import type { LibraryChange } from '../../library/recordCache.ts';
import { isUnfinished, type GenerationRecord } from '../../library/record.ts';
import type { HostEvent } from '../protocol/events.ts';
import type { Query } from '../protocol/query.ts';
import type { Params, Results } from '../protocol/requests.ts';
import type {
  Attention,
  Facets,
  GenerationView,
  ListingItems,
  ListingUpdate,
} from '../protocol/views.ts';
import type { FacetName } from '../protocol/vocabulary.ts';
import { countByDay } from './days.ts';
import { countFacets, countImages } from './facets.ts';
import {
  createMatcher,
  isForFailures,
  isImagelessFailure,
  isUnfiltered,
  type IsHeld,
} from './query.ts';
import { getRatio } from './ratio.ts';

/** What a listing session works with. */
export interface ListingSessionContext {
  readonly library: Pick<Library, 'get' | 'listIds' | 'list' | 'getMany' | 'onDidChange'>;
  readonly toGenerationView: (record: GenerationRecord) => GenerationView;
  readonly isHeld: IsHeld;
  /** Groups failed generations without images, newest first. */
  readonly summarizeFailures: (records: readonly GenerationRecord[]) => Promise<Attention>;
  /** The text for screen readers when a generation has ended. */
  readonly formatAnnouncement: (record: GenerationRecord) => string;
  readonly getFacetLabel: (name: FacetName, value: string) => string;
  readonly post: (event: HostEvent) => void;
  /** Called when something fails that the page has not requested. */
  readonly onError: (error: unknown) => void;
}

/** Milliseconds without a change after which the facets are counted. */
const facetsDelayMs = 150;
/** Milliseconds in which changes are collected for one new listing. */
const refreshDelayMs = 30;

const emptyQuery: Query = { text: '' };

/** How often more records are read to fill the first screen, if there are failures among them. */
const maxFirstReads = 4;

/**
 * The query and the window of one page. The page is sent changes to the listing and to the generations in
 * its window; it requests the others when they come into view.
 */
export class ListingSession {
  /**
   * Versions of all sessions are different and increasing, as a page may also receive what was sent to the
   * page before it.
   */
  static #lastVersion = 0;

  readonly #context: ListingSessionContext;
  readonly #timeZone: string;
  readonly #subscription: { dispose(): void };
  /** The ids of the selected generations. */
  selection: readonly string[] = [];
  #query = emptyQuery;
  #window = { from: 0, count: 0 };
  /** The version of the current listing; 0 if there is none. */
  #version = 0;
  #ids: readonly string[] = [];
  #listedIds: ReadonlySet<string> = new Set();
  /** The failed generations that are shown above the grid, and not listed. */
  #failureIds: ReadonlySet<string> = new Set();
  #isRefreshScheduled = false;
  /** Whether the query has no listing yet, and none is being created. */
  #needsListing = true;
  /** Whether all records have been read, and the page has their facets. */
  #isLoaded = false;
  #facetsTimer: NodeJS.Timeout | undefined;
  #isDisposed = false;
  /** The generations whose end is announced. */
  readonly #runningIds = new Set<string>();

  /** @param timeZone IANA name of the user's time zone */
  constructor(context: ListingSessionContext, timeZone: string) {
    this.#context = context;
    this.#timeZone = timeZone;
    this.#subscription = context.library.onDidChange((change) => {
      this.#onLibraryChange(change);
    });
  }

  /** Sets the query and the window, and returns its items. `null` if the query is replaced in the meantime. */
  async getItems({ query, from, count }: Params<'getItems'>): Promise<ListingUpdate | null> {
    this.#window = { from, count };
    const isNewQuery = !isDeepStrictEqual(query, this.#query);
    // Keep the object of an equal query: a listing in progress compares by identity.
    if (isNewQuery) this.#query = query;
    if (isNewQuery || this.#needsListing) return this.#createListing();
    const version = this.#version;
    return { items: { version, ...(await this.#readItems(this.#ids)) } };
  }

  /** The ids in a part of the listing. */
  getIds({ from, count }: Params<'getIds'>): Results['getIds'] {
    return { version: this.#version, ids: this.#ids.slice(from, from + count) };
  }

  /** Reads all records and counts their facets. From now on, changes to the facets are posted. */
  async getFacets(): Promise<Facets> {
    const records = await this.#context.library.list();
    this.#isLoaded = true;
    for (const record of records) if (isUnfinished(record)) this.#runningIds.add(record.id);
    // The first listing is of file names, some of which may not be records, and has no ratios.
    if (isUnfiltered(this.#query)) void this.#refresh();
    return countFacets(records, this.#context.getFacetLabel, this.#context.isHeld);
  }

  /** Lists, counts and sends a generation again: whether it runs by itself has changed. */
  async showAgain(id: string): Promise<void> {
    const record = await this.#context.library.get(id);
    if (record && !this.#isDisposed) this.#show({ type: 'saved', record });
  }

  /** Sends everything again: how it is shown has changed. */
  showAllAgain(): void {
    if (this.#version > 0) void this.#refresh();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#subscription.dispose();
    clearTimeout(this.#facetsTimer);
  }

  #onLibraryChange(change: LibraryChange): void {
    if (change.type === 'saved') this.#announce(change.record);
    this.#show(change);
  }

  #show(change: LibraryChange): void {
    if (this.#isLoaded) this.#scheduleFacets();
    if (this.#version === 0) return;
    const id = change.type === 'saved' ? change.record.id : change.id;
    const isMatch = change.type === 'saved' && this.#createMatcher(this.#query)(change.record);
    const isFailure = isMatch && this.#isAboveGrid(change.record);
    const isListed = this.#listedIds.has(id);
    if (isFailure || this.#failureIds.has(id) || isListed !== isMatch) void this.#refresh();
    else if (change.type === 'saved' && this.#isInWindow(id)) {
      this.#post({
        type: 'generationChanged',
        generation: this.#context.toGenerationView(change.record),
      });
    }
  }

  #createMatcher(query: Query): (record: GenerationRecord) => boolean {
    return createMatcher(query, this.#context.isHeld);
  }

  /** Whether a result of the query is shown above the grid. */
  #isAboveGrid(record: GenerationRecord): boolean {
    return !isForFailures(this.#query) && isImagelessFailure(record, this.#context.isHeld);
  }

  #announce(record: GenerationRecord): void {
    if (isUnfinished(record)) {
      this.#runningIds.add(record.id);
      return;
    }
    if (!this.#runningIds.delete(record.id)) return;
    this.#post({ type: 'announce', text: this.#context.formatAnnouncement(record) });
  }

  /** Counting visits every record, so a burst of changes is counted once. */
  #scheduleFacets(): void {
    clearTimeout(this.#facetsTimer);
    this.#facetsTimer = setTimeout(() => {
      const { library, getFacetLabel, isHeld, onError } = this.#context;
      library.list().then((records) => {
        this.#post({
          type: 'facetsChanged',
          facets: countFacets(records, getFacetLabel, isHeld),
          imageCounts: countImages(records.filter(this.#createMatcher(this.#query)), records),
        });
      }, onError);
    }, facetsDelayMs);
  }

  /** Posts a new listing. A burst of changes, such as an import, causes one listing. */
  async #refresh(): Promise<void> {
    if (this.#isRefreshScheduled) return;
    this.#isRefreshScheduled = true;
    await new Promise((resolve) => setTimeout(resolve, refreshDelayMs));
    this.#isRefreshScheduled = false;
    try {
      const update = await this.#createListing();
      if (update) this.#post({ type: 'listingChanged', ...update });
    } catch (error) {
      this.#context.onError(error);
    }
  }

  /** Lists the results of the query, with the items in the window. `null` if the query is replaced in the meantime. */
  async #createListing(): Promise<ListingUpdate | null> {
    const { library, summarizeFailures } = this.#context;
    const query = this.#query;
    this.#needsListing = false;
    try {
      const allIds = await library.listIds();
      // Without a query, the first screen does not wait for all records to be read.
      const allRecords = isUnfiltered(query) && !this.#isLoaded ? undefined : await library.list();
      const results = allRecords?.filter(this.#createMatcher(query));
      const failures =
        results?.filter((record) => this.#isAboveGrid(record)) ??
        (await this.#findFirstFailures(allIds));
      const failureIds = new Set(failures.map(({ id }) => id));
      const records = results?.filter(({ id }) => !failureIds.has(id));
      const ids = records?.map(({ id }) => id) ?? allIds.filter((id) => !failureIds.has(id));
      const items = await this.#readItems(ids);
      const attention = await summarizeFailures(failures);
      if (query !== this.#query) return null;
      const version = ++ListingSession.#lastVersion;
      this.#version = version;
      this.#ids = ids;
      this.#listedIds = new Set(ids);
      this.#failureIds = failureIds;
      const days = countByDay(ids, this.#timeZone);
      const listing = {
        version,
        total: ids.length,
        unfilteredTotal: allIds.length,
        days,
        ...(records && { ratios: records.map(getRatio) }),
        ...(allRecords && records && { imageCounts: countImages(records, allRecords) }),
        attention,
      };
      return { listing, items: { version, ...items }, ...this.#pruneSelection() };
    } catch (error) {
      this.#needsListing = true;
      throw error;
    }
  }

  /** The failures among the newest generations, of which as many are read as the window needs. */
  async #findFirstFailures(allIds: readonly string[]): Promise<GenerationRecord[]> {
    const { from, count } = this.#window;
    const failures: GenerationRecord[] = [];
    let end = from;
    for (let reads = 0; reads < maxFirstReads; reads++) {
      const start = end;
      end = from + count + failures.length;
      const records = await this.#context.library.getMany(allIds.slice(start, end));
      failures.push(...records.filter((record) => this.#isAboveGrid(record)));
      if (from + count + failures.length === end || end >= allIds.length) break;
    }
    return failures;
  }

  /** Deselects what is no longer listed, so that no action applies to generations that are out of reach. */
  #pruneSelection(): Pick<ListingUpdate, 'selection'> {
    const selection = this.selection.filter((id) => this.#listedIds.has(id));
    if (selection.length === this.selection.length) return {};
    this.selection = selection;
    return { selection };
  }

  /** The items in the window. */
  async #readItems(ids: readonly string[]): Promise<Omit<ListingItems, 'version'>> {
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

  #post(event: HostEvent): void {
    if (!this.#isDisposed) this.#context.post(event);
  }

  #isInWindow(id: string): boolean {
    const { from, count } = this.#window;
    return this.#ids.slice(from, from + count).includes(id);
  }
}
