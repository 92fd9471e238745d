import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import * as v from 'valibot';
import type { ToPageMessage } from '../../../../src/gallery/protocol/messages.ts';
import { unpackDays } from '../../../../src/gallery/protocol/packedDays.ts';
import { ListingSession } from '../../../../src/gallery/host/listingSession.ts';
import { toPageSchema } from '../../../../src/gallery/protocol/toPage.ts';
import type { LibraryChange } from '../../../../src/library/library.ts';
import type { GenerationRecord } from '../../../../src/library/record.ts';
import { idOf, recordOf, viewOf } from '../../support/galleryRecords.ts';

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
    const posted: ToPageMessage[] = [];
    const errors: unknown[] = [];
    const session = new ListingSession(
      {
        library,
        toGenerationView: viewOf,
        getFacetLabel: (_name, value) => value,
        formatAnnouncement: ({ state, request }) => `${request.prompt}: ${state}`,
        post: (message) => {
          // The page validates messages, too.
          assert.deepEqual(v.parse(toPageSchema, message), message);
          posted.push(message);
        },
        onError: (error) => errors.push(error),
      },
      'UTC',
    );
    const postedOf = <T extends ToPageMessage['type']>(type: T) =>
      posted.filter(
        (message): message is Extract<ToPageMessage, { type: T }> => message.type === type,
      );
    /** Waits for this many messages of a type. */
    const waitForPosted = async (type: ToPageMessage['type'], count: number) => {
      while (postedOf(type).length < count) await turn();
    };
    const promptsIn = (message?: Extract<ToPageMessage, { type: 'items' | 'listing' }>) =>
      message?.items.map((item) => item?.prompt);
    return { library, session, posted, errors, postedOf, waitForPosted, promptsIn };
  }

  it('posts the listing with the requested window', async () => {
    const { session, posted, promptsIn, postedOf } = createSession(100);
    await session.show({ text: '' }, 10, 3);
    assert.deepEqual(
      posted.map(({ type }) => type),
      ['listing', 'facets'],
    );
    const [listing] = postedOf('listing');
    assert.deepEqual([listing?.total, listing?.unfilteredTotal], [100, 100]);
    assert.equal(
      unpackDays(listing?.days ?? []).reduce((sum, [, count]) => sum + count, 0),
      100,
    );
    assert.equal(listing?.from, 10);
    assert.deepEqual(promptsIn(listing), ['prompt 89', 'prompt 88', 'prompt 87']);
  });

  it('posts another window without another listing', async () => {
    const { session, postedOf } = createSession(100);
    await session.show({ text: '' }, 0, 5);
    await session.show({ text: '' }, 50, 5);
    assert.equal(postedOf('listing').length, 1);
    assert.deepEqual(
      postedOf('items').map(({ from, version }) => [from, version]),
      [[50, 1]],
    );
  });

  it('posts the results of a query', async () => {
    const { session, postedOf, promptsIn } = createSession(100);
    await session.show({ text: '' }, 0, 5);
    await session.show({ text: '42' }, 0, 5);
    const listing = postedOf('listing').at(-1);
    assert.deepEqual([listing?.total, listing?.unfilteredTotal], [1, 100]);
    assert.deepEqual(promptsIn(listing), ['prompt 42']);
  });

  it('posts only the response to the latest query', async () => {
    const { library, session, postedOf, promptsIn } = createSession(100);
    await session.show({ text: '' }, 0, 5);
    const release = library.hold();
    const slow = session.show({ text: '4' }, 0, 5);
    await session.show({ text: '42' }, 0, 5);
    release();
    await slow;
    assert.deepEqual(
      postedOf('listing').map(({ total }) => total),
      [100, 1],
    );
    assert.deepEqual(promptsIn(postedOf('listing').at(-1)), ['prompt 42']);
  });

  it('posts the results of a query even if the page scrolls in the meantime', async () => {
    const { library, session, postedOf } = createSession(100);
    await session.show({ text: '' }, 0, 5);
    const release = library.hold();
    const slow = session.show({ text: '4' }, 0, 5);
    const scrolled = session.show({ text: '4' }, 5, 5);
    release();
    await Promise.all([slow, scrolled]);
    assert.equal(postedOf('listing').at(-1)?.total, 19);
    assert.equal(postedOf('listing').at(-1)?.from, 5);
  });

  it('posts a change inside the window and nothing for changes elsewhere', async () => {
    const { library, session, posted } = createSession(100);
    await session.show({ text: '' }, 0, 5);
    posted.length = 0;
    library.save(recordOf(0, { request: { model: 'jimeng-4.0', prompt: 'far down' } }));
    assert.deepEqual(posted, []);
    const changed = recordOf(99, { request: { model: 'jimeng-4.0', prompt: 'on top' } });
    library.save(changed);
    assert.deepEqual(posted, [{ type: 'generationChanged', generation: viewOf(changed) }]);
  });

  it('posts facets, and again after changes', async () => {
    const { library, session, postedOf, waitForPosted } = createSession(100);
    await session.show({ text: '' }, 0, 5);
    await session.show({ text: '42' }, 0, 5);
    assert.deepEqual(
      postedOf('facets').map(({ facets }) => facets.favorite),
      [0],
    );
    for (const n of [1, 2, 3]) library.save(recordOf(n, { favorite: true }));
    await waitForPosted('facets', 2);
    assert.deepEqual(
      postedOf('facets').map(({ facets }) => facets.favorite),
      [0, 3],
    );
  });

  it('posts one listing for many simultaneous changes', async () => {
    const { library, session, postedOf, waitForPosted } = createSession(100);
    await session.show({ text: '' }, 0, 5);
    for (let n = 100; n < 300; n++) library.save(recordOf(n));
    for (let n = 0; n < 50; n++) library.remove(idOf(n));
    await waitForPosted('listing', 2);
    assert.equal(postedOf('listing').at(-1)?.total, 250);
    library.save(recordOf(300));
    await waitForPosted('listing', 3);
    assert.deepEqual(
      postedOf('listing').map(({ total }) => total),
      [100, 250, 251],
    );
  });

  it('posts a new listing when a generation starts or stops matching the query', async () => {
    const { library, session, postedOf, waitForPosted } = createSession(10);
    await session.show({ text: '', state: 'failed' }, 0, 5);
    library.save(recordOf(10));
    library.save(recordOf(3, { state: 'failed' }));
    await waitForPosted('listing', 2);
    assert.equal(postedOf('listing').at(-1)?.total, 1);
    library.save(recordOf(3));
    await waitForPosted('listing', 3);
    assert.equal(postedOf('listing').at(-1)?.total, 0);
  });

  it('posts a new listing without files that turn out not to be records', async () => {
    const { library, session, postedOf } = createSession(10);
    library.corruptNames.push(idOf(4).replace(/.$/, 'f'));
    await session.show({ text: '' }, 0, 20);
    assert.deepEqual(
      postedOf('listing').map(({ total }) => total),
      [11, 10],
    );
    assert.deepEqual(
      postedOf('listing').map(({ items }) => items.filter((item) => item === null).length),
      [1, 0],
    );
  });

  it('posts the remaining selection when a part of it is no longer listed', async () => {
    const { library, session, postedOf, waitForPosted } = createSession(10);
    await session.show({ text: '' }, 0, 5);
    session.selection = [idOf(3), idOf(4), idOf(5)];
    await session.show({ text: 'prompt' }, 0, 5);
    assert.deepEqual(postedOf('getIds'), []);
    library.remove(idOf(4));
    await waitForPosted('getIds', 1);
    await session.show({ text: '5' }, 0, 5);
    assert.deepEqual(
      postedOf('getIds').map(({ version, ids }) => [version, ids]),
      [
        [3, [idOf(3), idOf(5)]],
        [4, [idOf(5)]],
      ],
    );
    assert.deepEqual(session.selection, [idOf(5)]);
  });

  it('announces the end of a running generation once', async () => {
    const { library, session, postedOf } = createSession(3);
    library.records.set(idOf(1), recordOf(1, { state: 'generating' }));
    await session.show({ text: '' }, 0, 5);
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

  it('posts the listing when it is requested again after the library could not be read', async () => {
    const { library, session, postedOf } = createSession(10);
    library.readError = new Error('EACCES');
    await assert.rejects(session.show({ text: '' }, 0, 5), /EACCES/);
    library.readError = undefined;
    await session.show({ text: '' }, 0, 5);
    assert.equal(postedOf('listing').at(-1)?.total, 10);

    library.readError = new Error('EIO');
    await assert.rejects(session.show({ text: '4' }, 0, 5), /EIO/);
    library.readError = undefined;
    await session.show({ text: '4' }, 0, 5);
    assert.equal(postedOf('listing').at(-1)?.total, 1);
  });

  it('reports an error if the library cannot be read after a change', async () => {
    const { library, session, errors } = createSession(10);
    await session.show({ text: '' }, 0, 5);
    library.readError = new Error('EIO');
    library.save(recordOf(10));
    while (errors.length === 0) await turn();
    assert.deepEqual(errors, [library.readError]);
  });

  it('posts nothing after it is disposed', async () => {
    const { library, session, posted } = createSession(3);
    await session.show({ text: '' }, 0, 5);
    session.dispose();
    posted.length = 0;
    library.save(recordOf(2, { state: 'failed' }));
    assert.equal(library.listeners.size, 0);
    assert.deepEqual(posted, []);
  });
});
