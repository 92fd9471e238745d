import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import * as v from 'valibot';
import type { ToPage } from '../../../src/gallery/protocol.ts';
import { unpackDays } from '../../../src/gallery/packedDays.ts';
import { Session } from '../../../src/gallery/session.ts';
import { toPageSchema } from '../../../src/gallery/toPage.ts';
import type { LibraryChange } from '../../../src/library/library.ts';
import type { GenerationRecord } from '../../../src/library/record.ts';
import { idOf, recordOf, viewOf } from './support.ts';

/** A library in memory, whose answers can be held back. */
class Shelf {
  readonly records = new Map<string, GenerationRecord>();
  readonly listeners = new Set<(change: LibraryChange) => void>();
  /** Names of what is no record, as a folder may hold. */
  readonly strangers: string[] = [];
  /** What the next reading of all records waits for. */
  #held: Promise<void> | undefined;

  constructor(count: number) {
    for (let n = 0; n < count; n++) this.records.set(idOf(n), recordOf(n));
  }

  /** What goes wrong when it is read. */
  fault: Error | undefined;

  ids(): Promise<string[]> {
    if (this.fault) return Promise.reject(this.fault);
    return Promise.resolve([...this.records.keys(), ...this.strangers].sort().reverse());
  }

  async list(): Promise<GenerationRecord[]> {
    const held = this.#held;
    this.#held = undefined;
    await held;
    this.strangers.length = 0;
    return [...this.records.values()].sort((a, b) => (a.id < b.id ? 1 : -1));
  }

  some(ids: readonly string[]): Promise<GenerationRecord[]> {
    return Promise.resolve(ids.flatMap((id) => this.records.get(id) ?? []));
  }

  /** Holds the next reading of all records back until what it returns is called. */
  hold(): () => void {
    const gate = new EventEmitter();
    this.#held = once(gate, 'open').then(() => undefined);
    return () => gate.emit('open');
  }

  onDidChange(listener: (change: LibraryChange) => void) {
    this.listeners.add(listener);
    return { dispose: () => void this.listeners.delete(listener) };
  }

  save(record: GenerationRecord): void {
    this.records.set(record.id, record);
    for (const tell of this.listeners) tell({ type: 'saved', record });
  }

  get(id: string): Promise<GenerationRecord | undefined> {
    return Promise.resolve(this.records.get(id));
  }

  remove(id: string): void {
    this.records.delete(id);
    for (const tell of this.listeners) tell({ type: 'removed', id });
  }
}

describe('What a gallery page is told', () => {
  function begin(count: number) {
    const shelf = new Shelf(count);
    const told: ToPage[] = [];
    const errors: unknown[] = [];
    const session = new Session(
      {
        library: shelf,
        viewOf,
        labelOf: (_name, value) => value,
        announcementOf: ({ state, request }) => `${request.prompt}: ${state}`,
        post: (message) => {
          // As the page does.
          assert.deepEqual(v.parse(toPageSchema, message), message);
          told.push(message);
        },
        onError: (error) => errors.push(error),
      },
      'UTC',
    );
    const of = <T extends ToPage['type']>(type: T) =>
      told.filter((message): message is Extract<ToPage, { type: T }> => message.type === type);
    /** Waits until so many messages of a type have come. */
    const until = async (type: ToPage['type'], many: number) => {
      while (of(type).length < many) await turn();
    };
    const promptsOf = (message?: Extract<ToPage, { type: 'items' | 'listing' }>) =>
      message?.items.map((item) => item?.prompt);
    return { shelf, session, told, errors, of, until, promptsOf };
  }

  it('is the listing and the window that it asks for', async () => {
    const { session, told, promptsOf, of } = begin(100);
    await session.show({ text: '' }, 10, 3);
    assert.deepEqual(
      told.map(({ type }) => type),
      ['listing', 'facets'],
    );
    const [listing] = of('listing');
    assert.deepEqual([listing?.total, listing?.all], [100, 100]);
    assert.equal(
      unpackDays(listing?.days ?? []).reduce((sum, [, count]) => sum + count, 0),
      100,
    );
    assert.equal(listing?.from, 10);
    assert.deepEqual(promptsOf(listing), ['picture 89', 'picture 88', 'picture 87']);
  });

  it('is another window without another listing', async () => {
    const { session, of } = begin(100);
    await session.show({ text: '' }, 0, 5);
    await session.show({ text: '' }, 50, 5);
    assert.equal(of('listing').length, 1);
    assert.deepEqual(
      of('items').map(({ from, version }) => [from, version]),
      [[50, 1]],
    );
  });

  it('is what a query finds', async () => {
    const { session, of, promptsOf } = begin(100);
    await session.show({ text: '' }, 0, 5);
    await session.show({ text: '42' }, 0, 5);
    const listing = of('listing').at(-1);
    assert.deepEqual([listing?.total, listing?.all], [1, 100]);
    assert.deepEqual(promptsOf(listing), ['picture 42']);
  });

  it('is the answer to the last query alone, however late one before is ready', async () => {
    const { shelf, session, of, promptsOf } = begin(100);
    await session.show({ text: '' }, 0, 5);
    const release = shelf.hold();
    const slow = session.show({ text: '4' }, 0, 5);
    await session.show({ text: '42' }, 0, 5);
    release();
    await slow;
    assert.deepEqual(
      of('listing').map(({ total }) => total),
      [100, 1],
    );
    assert.deepEqual(promptsOf(of('listing').at(-1)), ['picture 42']);
  });

  it('is the answer to a query even where the page scrolls on before it comes', async () => {
    const { shelf, session, of } = begin(100);
    await session.show({ text: '' }, 0, 5);
    const release = shelf.hold();
    const slow = session.show({ text: '4' }, 0, 5);
    const scrolled = session.show({ text: '4' }, 5, 5);
    release();
    await Promise.all([slow, scrolled]);
    assert.equal(of('listing').at(-1)?.total, 19);
    assert.equal(of('listing').at(-1)?.from, 5);
  });

  it('is a change in its window, and nothing of one elsewhere', async () => {
    const { shelf, session, told } = begin(100);
    await session.show({ text: '' }, 0, 5);
    told.length = 0;
    shelf.save(recordOf(0, { request: { model: 'jimeng-4.0', prompt: 'far down' } }));
    assert.deepEqual(told, []);
    const changed = recordOf(99, { request: { model: 'jimeng-4.0', prompt: 'on top' } });
    shelf.save(changed);
    assert.deepEqual(told, [{ type: 'changed', generation: viewOf(changed) }]);
  });

  it('is what there is to narrow a query by, and again after changes, in sight or not', async () => {
    const { shelf, session, of, until } = begin(100);
    await session.show({ text: '' }, 0, 5);
    await session.show({ text: '42' }, 0, 5);
    assert.deepEqual(
      of('facets').map(({ facets }) => facets.favorite),
      [0],
    );
    for (const n of [1, 2, 3]) shelf.save(recordOf(n, { favorite: true }));
    await until('facets', 2);
    assert.deepEqual(
      of('facets').map(({ facets }) => facets.favorite),
      [0, 3],
    );
  });

  it('is one listing of many changes at once', async () => {
    const { shelf, session, of, until } = begin(100);
    await session.show({ text: '' }, 0, 5);
    for (let n = 100; n < 300; n++) shelf.save(recordOf(n));
    for (let n = 0; n < 50; n++) shelf.remove(idOf(n));
    await until('listing', 2);
    assert.equal(of('listing').at(-1)?.total, 250);
    shelf.save(recordOf(300));
    await until('listing', 3);
    assert.deepEqual(
      of('listing').map(({ total }) => total),
      [100, 250, 251],
    );
  });

  it('is a generation that comes to be what it looks for, and one that is so no more', async () => {
    const { shelf, session, of, until } = begin(10);
    await session.show({ text: '', state: 'failed' }, 0, 5);
    shelf.save(recordOf(10));
    shelf.save(recordOf(3, { state: 'failed' }));
    await until('listing', 2);
    assert.equal(of('listing').at(-1)?.total, 1);
    shelf.save(recordOf(3));
    await until('listing', 3);
    assert.equal(of('listing').at(-1)?.total, 0);
  });

  it('is a listing without what turns out to be no record', async () => {
    const { shelf, session, of } = begin(10);
    shelf.strangers.push(idOf(4).replace(/.$/, 'f'));
    await session.show({ text: '' }, 0, 20);
    assert.deepEqual(
      of('listing').map(({ total }) => total),
      [11, 10],
    );
    assert.deepEqual(
      of('listing').map(({ items }) => items.filter((item) => item === null).length),
      [1, 0],
    );
  });

  it('is what stays selected where a part of it is no longer listed', async () => {
    const { shelf, session, of, until } = begin(10);
    await session.show({ text: '' }, 0, 5);
    session.selection = [idOf(3), idOf(4), idOf(5)];
    await session.show({ text: 'picture' }, 0, 5);
    assert.deepEqual(of('ids'), []);
    shelf.remove(idOf(4));
    await until('ids', 1);
    await session.show({ text: '5' }, 0, 5);
    assert.deepEqual(
      of('ids').map(({ version, ids }) => [version, ids]),
      [
        [3, [idOf(3), idOf(5)]],
        [4, [idOf(5)]],
      ],
    );
    assert.deepEqual(session.selection, [idOf(5)]);
  });

  it('is the end of what was under way, once, in words', async () => {
    const { shelf, session, of } = begin(3);
    shelf.records.set(idOf(1), recordOf(1, { state: 'generating' }));
    await session.show({ text: '' }, 0, 5);
    shelf.save(recordOf(0));
    shelf.save(recordOf(1));
    shelf.save(recordOf(1));
    shelf.save(recordOf(5, { state: 'queued' }));
    shelf.save(recordOf(5, { state: 'failed' }));
    assert.deepEqual(
      of('announce').map(({ text }) => text),
      ['picture 1: done', 'picture 5: failed'],
    );
  });

  it('is the listing all the same when it asks again after the library could not be read', async () => {
    const { shelf, session, of } = begin(10);
    shelf.fault = new Error('EACCES');
    await assert.rejects(session.show({ text: '' }, 0, 5), /EACCES/);
    shelf.fault = undefined;
    await session.show({ text: '' }, 0, 5);
    assert.equal(of('listing').at(-1)?.total, 10);

    shelf.fault = new Error('EIO');
    await assert.rejects(session.show({ text: '4' }, 0, 5), /EIO/);
    shelf.fault = undefined;
    await session.show({ text: '4' }, 0, 5);
    assert.equal(of('listing').at(-1)?.total, 1);
  });

  it('is a fault where the library cannot be read after a change', async () => {
    const { shelf, session, errors } = begin(10);
    await session.show({ text: '' }, 0, 5);
    shelf.fault = new Error('EIO');
    shelf.save(recordOf(10));
    while (errors.length === 0) await turn();
    assert.deepEqual(errors, [shelf.fault]);
  });

  it('is nothing once it is closed', async () => {
    const { shelf, session, told } = begin(3);
    await session.show({ text: '' }, 0, 5);
    session.dispose();
    told.length = 0;
    shelf.save(recordOf(2, { state: 'failed' }));
    assert.equal(shelf.listeners.size, 0);
    assert.deepEqual(told, []);
  });
});
