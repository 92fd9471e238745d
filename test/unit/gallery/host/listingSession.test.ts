import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { setImmediate as turn, setTimeout as delay } from 'node:timers/promises';
import { ListingSession } from '../../../../src/gallery/host/listingSession.ts';
import type { HostEvent } from '../../../../src/gallery/protocol/events.ts';
import type { Query } from '../../../../src/gallery/protocol/query.ts';
import type { ListingUpdate } from '../../../../src/gallery/protocol/views.ts';
import type { LibraryChange } from '../../../../src/library/recordCache.ts';
import type { GenerationRecord } from '../../../../src/library/record.ts';
import { idOf, noFailures, recordOf, viewOf } from '../../support/galleryRecords.ts';
import { recordImageAt } from '../../support/libraryFixture.ts';

/** A library in memory whose responses can be delayed. */
class InMemoryLibrary {
  readonly records = new Map<string, GenerationRecord>();
  readonly listeners = new Set<(change: LibraryChange) => void>();
  /** Names of files that are not records, as the folder may contain. */
  readonly corruptNames: string[] = [];
  /** Delays the next `list` until it resolves. */
  #pendingList: Promise<void> | undefined;

  constructor(count: number) {
    for (let n = 0; n < count; n++) this.records.set(idOf(n), recordOf(n));
  }

  /** The error to reject with. */
  readError: Error | undefined;

  listIds(): Promise<string[]> {
    if (this.readError) return Promise.reject(this.readError);
    return Promise.resolve([...this.records.keys(), ...this.corruptNames].sort().reverse());
  }

  async list(): Promise<GenerationRecord[]> {
    const pendingList = this.#pendingList;
    this.#pendingList = undefined;
    await pendingList;
    this.corruptNames.length = 0;
    return [...this.records.values()].sort((a, b) => (a.id < b.id ? 1 : -1));
  }

  getMany(ids: readonly string[]): Promise<GenerationRecord[]> {
    return Promise.resolve(ids.flatMap((id) => this.records.get(id) ?? []));
  }

  /** Delays the next `list` until the returned function is called. */
  hold(): () => void {
    const release = new EventEmitter();
    this.#pendingList = once(release, 'open').then(() => undefined);
    return () => release.emit('open');
  }

  onDidChange(listener: (change: LibraryChange) => void) {
    this.listeners.add(listener);
    return { dispose: () => void this.listeners.delete(listener) };
  }

  save(record: GenerationRecord): void {
    this.records.set(record.id, record);
    for (const listener of this.listeners) listener({ type: 'saved', record });
  }

  get(id: string): Promise<GenerationRecord | undefined> {
    return Promise.resolve(this.records.get(id));
  }

  remove(id: string): void {
    this.records.delete(id);
    for (const listener of this.listeners) listener({ type: 'removed', id });
  }
}

describe('ListingSession', () => {
  function createSession(count: number) {
    const library = new InMemoryLibrary(count);
    const posted: HostEvent[] = [];
    /** Everything about the listing that the page receives, requested or not. */
    const updates: ListingUpdate[] = [];
    const errors: unknown[] = [];
    const heldIds = new Set<string>();
    const session = new ListingSession(
      {
        library,
        toGenerationView: viewOf,
        isHeld: (id) => heldIds.has(id),
        summarizeFailures: (records) => Promise.resolve({ ...noFailures(), count: records.length }),
        getFacetLabel: (_name, value) => value,
        formatAnnouncement: ({ state, request }) => `${request.prompt}: ${state}`,
        post: (event) => {
          posted.push(event);
          if (event.type === 'listingChanged') updates.push(event);
        },
        onError: (error) => errors.push(error),
      },
      'UTC',
    );
    const show = async (query: Query, from: number, count: number) => {
      const update = await session.getItems({ query, from, count });
      if (update) updates.push(update);
      return update;
    };
    /** The first requests of a page. */
    const open = async (query: Query, from: number, count: number) => {
      await show(query, from, count);
      return session.getFacets();
    };
    const listings = () => updates.filter((update) => update.listing !== undefined);
    const totals = () => listings().map(({ listing }) => listing?.total);
    const postedOf = <T extends HostEvent['type']>(type: T) =>
      posted.filter((event): event is Extract<HostEvent, { type: T }> => event.type === type);
    /** Waits for this many events of a type. */
    const waitForPosted = async (type: HostEvent['type'], count: number) => {
      while (postedOf(type).length < count) await turn();
    };
    const promptsIn = (update?: ListingUpdate | null) =>
      update?.items.items.map((item) => item?.prompt);
    return {
      library,
      session,
      heldIds,
      show,
      open,
      posted,
      updates,
      listings,
      totals,
      errors,
      postedOf,
      waitForPosted,
      promptsIn,
    };
  }

  it('lists and counts a generation again when it gets a hold, and announces nothing', async () => {
    const { library, session, heldIds, open, totals, posted, waitForPosted, postedOf } =
      createSession(3);
    for (const n of [0, 2]) library.save(recordOf(n, { images: [recordImageAt(0)] }));
    library.save(recordOf(1, { state: 'queued' }));
    await open({ text: '', state: ['failed'] }, 0, 10);
    heldIds.add(idOf(1));
    await session.showAgain(idOf(1));
    await waitForPosted('listingChanged', 1);
    await waitForPosted('facetsChanged', 1);
    assert.deepEqual(totals(), [0, 1]);
    const counts = postedOf('facetsChanged')[0]?.facets.state.map(({ value, count }) => [
      value,
      count,
    ]);
    assert.deepEqual(counts, [
      ['done', 2],
      ['failed', 1],
    ]);
    assert.ok(!posted.some(({ type }) => type === 'announce'));
  });

  it('returns the listing with the requested window', async () => {
    const { show, posted, promptsIn } = createSession(100);
    const update = await show({ text: '' }, 10, 3);
    assert.deepEqual(posted, []);
    const { listing, items } = update ?? assert.fail();
    assert.deepEqual([listing?.total, listing?.unfilteredTotal], [100, 100]);
    assert.equal(
      listing?.days.reduce((sum, [, count]) => sum + count, 0),
      100,
    );
    assert.equal(items.from, 10);
    assert.equal(items.version, listing.version);
    assert.deepEqual(promptsIn(update), ['prompt 89', 'prompt 88', 'prompt 87']);
  });

  it('returns another window without another listing', async () => {
    const { show, listings } = createSession(100);
    const first = await show({ text: '' }, 0, 5);
    const second = await show({ text: '' }, 50, 5);
    assert.equal(listings().length, 1);
    assert.deepEqual([second?.items.from, second?.items.version], [50, first?.listing?.version]);
  });

  it('returns the results of a query', async () => {
    const { show, promptsIn } = createSession(100);
    await show({ text: '' }, 0, 5);
    const update = await show({ text: '42' }, 0, 5);
    assert.deepEqual([update?.listing?.total, update?.listing?.unfilteredTotal], [1, 100]);
    assert.deepEqual(promptsIn(update), ['prompt 42']);
  });

  it('returns nothing for a query that has been replaced', async () => {
    const { library, show, totals, updates, promptsIn } = createSession(100);
    await show({ text: '' }, 0, 5);
    const release = library.hold();
    const slow = show({ text: '4' }, 0, 5);
    await show({ text: '42' }, 0, 5);
    release();
    assert.equal(await slow, null);
    assert.deepEqual(totals(), [100, 1]);
    assert.deepEqual(promptsIn(updates.at(-1)), ['prompt 42']);
  });

  it('returns the results of a query even if the page scrolls in the meantime', async () => {
    const { library, show, listings } = createSession(100);
    await show({ text: '' }, 0, 5);
    const release = library.hold();
    const slow = show({ text: '4' }, 0, 5);
    const scrolled = show({ text: '4' }, 5, 5);
    release();
    await Promise.all([slow, scrolled]);
    assert.equal(listings().at(-1)?.listing?.total, 19);
    assert.equal(listings().at(-1)?.items.from, 5);
  });

  it('gives every listing a higher version, also in another session', async () => {
    const [first, second] = [createSession(1), createSession(1)];
    await first.show({ text: '' }, 0, 5);
    await second.show({ text: '' }, 0, 5);
    await first.show({ text: '1' }, 0, 5);
    const versions = [...first.listings(), ...second.listings()].map(
      ({ listing }) => listing?.version ?? 0,
    );
    const [one = 0, three = 0, two = 0] = versions;
    assert.ok(0 < one && one < two && two < three, versions.join());
  });

  it('posts a change inside the window and nothing for changes elsewhere', async () => {
    const { library, open, posted } = createSession(100);
    await open({ text: '' }, 0, 5);
    posted.length = 0;
    library.save(recordOf(0, { request: { model: 'jimeng-4.0', prompt: 'far down' } }));
    assert.deepEqual(posted, []);
    const changed = recordOf(99, { request: { model: 'jimeng-4.0', prompt: 'on top' } });
    library.save(changed);
    assert.deepEqual(posted, [{ type: 'generationChanged', generation: viewOf(changed) }]);
  });

  it('returns facets, and posts them after changes', async () => {
    const { library, show, open, postedOf, waitForPosted } = createSession(100);
    const facets = await open({ text: '' }, 0, 5);
    await show({ text: '42' }, 0, 5);
    assert.equal(facets.favorite, 0);
    assert.deepEqual(postedOf('facetsChanged'), []);
    for (const n of [1, 2, 42])
      library.save(recordOf(n, { favorite: true, images: [recordImageAt(0), recordImageAt(1)] }));
    await waitForPosted('facetsChanged', 1);
    assert.deepEqual(
      postedOf('facetsChanged').map(({ facets, imageCounts }) => [facets.favorite, imageCounts]),
      [[6, { matching: 2, generations: 1, all: 6 }]],
    );
  });

  it('counts the images of a listing as soon as all records have been read', async () => {
    const { library, show, open, listings, waitForPosted } = createSession(10);
    for (const n of [1, 2, 3]) library.save(recordOf(n, { images: [recordImageAt(0)] }));
    await open({ text: '' }, 0, 5);
    await waitForPosted('listingChanged', 1);
    await show({ text: '2' }, 0, 5);
    assert.deepEqual(
      listings().map(({ listing }) => listing?.imageCounts),
      [undefined, { matching: 3, generations: 3, all: 3 }, { matching: 1, generations: 1, all: 3 }],
    );
  });

  it('posts one listing for many simultaneous changes', async () => {
    const { library, open, totals, waitForPosted } = createSession(100);
    await open({ text: '' }, 0, 5);
    for (let n = 100; n < 300; n++) library.save(recordOf(n));
    for (let n = 0; n < 50; n++) library.remove(idOf(n));
    await waitForPosted('listingChanged', 1);
    assert.equal(totals().at(-1), 250);
    library.save(recordOf(300));
    await waitForPosted('listingChanged', 2);
    assert.deepEqual(totals(), [100, 250, 251]);
  });

  it('posts a new listing when a generation starts or stops matching the query', async () => {
    const { library, open, totals, waitForPosted } = createSession(10);
    await open({ text: '', state: ['failed'] }, 0, 5);
    library.save(recordOf(10));
    library.save(recordOf(3, { state: 'failed' }));
    await waitForPosted('listingChanged', 1);
    assert.equal(totals().at(-1), 1);
    library.save(recordOf(3));
    await waitForPosted('listingChanged', 2);
    assert.equal(totals().at(-1), 0);
  });

  it('posts a new listing without files that turn out not to be records', async () => {
    const { library, open, totals, listings, waitForPosted } = createSession(10);
    library.corruptNames.push(idOf(4).replace(/.$/, 'f'));
    await open({ text: '' }, 0, 20);
    await waitForPosted('listingChanged', 1);
    assert.deepEqual(totals(), [11, 10]);
    assert.deepEqual(
      listings().map(({ items }) => items.items.filter((item) => item === null).length),
      [1, 0],
    );
  });

  it('sends the remaining selection when a part of it is no longer listed', async () => {
    const { library, session, show, open, updates, waitForPosted } = createSession(10);
    await open({ text: '' }, 0, 5);
    session.selection = [idOf(3), idOf(4), idOf(5)];
    await show({ text: 'prompt' }, 0, 5);
    assert.deepEqual(
      updates.filter(({ selection }) => selection),
      [],
    );
    library.remove(idOf(4));
    await waitForPosted('listingChanged', 1);
    await show({ text: '5' }, 0, 5);
    assert.deepEqual(
      updates.map(({ selection }) => selection),
      [undefined, undefined, [idOf(3), idOf(5)], [idOf(5)]],
    );
    assert.deepEqual(session.selection, [idOf(5)]);
  });

  it('announces the end of a running generation once', async () => {
    const { library, open, postedOf } = createSession(3);
    library.records.set(idOf(1), recordOf(1, { state: 'generating' }));
    await open({ text: '' }, 0, 5);
    library.save(recordOf(0));
    library.save(recordOf(1));
    library.save(recordOf(1));
    library.save(recordOf(5, { state: 'queued' }));
    library.save(recordOf(5, { state: 'failed' }));
    assert.deepEqual(
      postedOf('announce').map(({ text }) => text),
      ['prompt 1: done', 'prompt 5: failed'],
    );
  });

  it('returns the listing when it is requested again after the library could not be read', async () => {
    const { library, show } = createSession(10);
    library.readError = new Error('EACCES');
    await assert.rejects(show({ text: '' }, 0, 5), /EACCES/);
    library.readError = undefined;
    assert.equal((await show({ text: '' }, 0, 5))?.listing?.total, 10);

    library.readError = new Error('EIO');
    await assert.rejects(show({ text: '4' }, 0, 5), /EIO/);
    library.readError = undefined;
    assert.equal((await show({ text: '4' }, 0, 5))?.listing?.total, 1);
  });

  it('reports an error if the library cannot be read after a change', async () => {
    const { library, open, errors } = createSession(10);
    await open({ text: '' }, 0, 5);
    library.readError = new Error('EIO');
    library.save(recordOf(10));
    while (errors.length === 0) await turn();
    assert.deepEqual(errors, [library.readError]);
  });

  it('posts nothing after it is disposed', async () => {
    const { library, session, open, posted } = createSession(3);
    await open({ text: '' }, 0, 5);
    library.save(recordOf(3));
    session.dispose();
    posted.length = 0;
    library.save(recordOf(2, { state: 'failed' }));
    assert.equal(library.listeners.size, 0);
    await delay(100);
    assert.deepEqual(posted, []);
  });

  it('returns the ids of a part of the listing', async () => {
    const { session, show } = createSession(10);
    const update = await show({ text: '' }, 0, 2);
    assert.deepEqual(session.getIds({ from: 7, count: 5 }), {
      version: update?.listing?.version,
      ids: [idOf(2), idOf(1), idOf(0)],
    });
  });

  describe('with failed generations without images', () => {
    const failed = (n: number) => recordOf(n, { state: 'failed', failure: { kind: 'quota' } });
    const promptsOf = (update: ListingUpdate | null) =>
      update?.items.items.map((item) => item?.prompt);

    it('lists them above the grid, also before all records have been read', async () => {
      const { library, show } = createSession(100);
      for (let n = 96; n < 100; n++) library.save(failed(n));
      const update = await show({ text: '' }, 0, 3);
      assert.deepEqual(promptsOf(update), ['prompt 95', 'prompt 94', 'prompt 93']);
      assert.deepEqual([update?.listing?.total, update?.listing?.attention.count], [96, 4]);
    });

    it('lists those that match the search', async () => {
      const { library, open, updates } = createSession(20);
      for (const n of [3, 17]) library.save(failed(n));
      await open({ text: '17' }, 0, 10);
      assert.equal(updates.at(-1)?.listing?.attention.count, 1);
      assert.equal(updates.at(-1)?.listing?.total, 0);
    });

    it('lists them in the grid if the user looks for failed ones', async () => {
      const { library, show } = createSession(5);
      library.save(failed(3));
      const update = await show({ text: '', state: ['failed'] }, 0, 10);
      assert.deepEqual(promptsOf(update), ['prompt 3']);
      assert.equal(update?.listing?.attention.count, 0);
    });

    it('lists one in the grid if it has some of its images', async () => {
      const { library, open, updates } = createSession(5);
      library.save({ ...failed(3), images: [recordImageAt(0)] });
      await open({ text: '' }, 0, 10);
      assert.equal(updates.at(-1)?.listing?.total, 5);
      assert.equal(updates.at(-1)?.listing?.attention.count, 0);
    });

    it('posts a new listing when one appears, changes, or is deleted', async () => {
      const { library, open, updates, waitForPosted } = createSession(5);
      await open({ text: '' }, 0, 10);
      await waitForPosted('listingChanged', 1);
      const counts = async (change: () => void, posted: number) => {
        change();
        await waitForPosted('listingChanged', posted);
        const listing = updates.at(-1)?.listing;
        return [listing?.total, listing?.attention.count];
      };
      assert.deepEqual(
        await counts(() => {
          library.save(failed(2));
        }, 2),
        [4, 1],
      );
      assert.deepEqual(
        await counts(() => {
          library.save(failed(2));
        }, 3),
        [4, 1],
      );
      assert.deepEqual(
        await counts(() => {
          library.save(recordOf(2));
        }, 4),
        [5, 0],
      );
      assert.deepEqual(
        await counts(() => {
          library.save(failed(4));
        }, 5),
        [4, 1],
      );
      assert.deepEqual(
        await counts(() => {
          library.remove(idOf(4));
        }, 6),
        [4, 0],
      );
    });
  });
});
