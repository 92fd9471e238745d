import assert from 'node:assert/strict';
import { Listed } from '../../../src/gallery/page/listed.ts';
import { recordOf, viewOf } from './support.ts';

describe('What the page knows of a listing', () => {
  const view = (n: number) => viewOf(recordOf(n));
  const views = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => view(from + index));
  const listing = (version: number, total: number) => ({ version, total, all: total, days: [] });

  function listed(total = 1000): Listed {
    const known = new Listed();
    known.replace(listing(1, total), { from: 0, items: [] });
    return known;
  }

  it('is what has come for its place', () => {
    const known = listed();
    known.add({ type: 'items', version: 1, from: 10, items: [view(10), null] });
    assert.equal(known.at(10)?.id, view(10).id);
    assert.equal(known.at(11), null);
    assert.equal(known.at(12), undefined);
    assert.ok(known.has(10, 2));
    assert.ok(!known.has(10, 3));
  });

  it('ends with the listing', () => {
    const known = listed(3);
    known.add({ type: 'items', version: 1, from: 0, items: views(0, 3) });
    assert.ok(known.has(0, 60));
  });

  it('is nothing of another listing', () => {
    const known = listed();
    known.add({ type: 'items', version: 2, from: 0, items: views(0, 2) });
    assert.equal(known.at(0), undefined);
  });

  it('goes everywhere when another listing comes, with what comes of that', () => {
    const known = listed();
    known.add({ type: 'items', version: 1, from: 0, items: views(0, 40) });
    known.add({ type: 'items', version: 1, from: 40, items: views(40, 40) });
    known.replace(listing(2, 1001), { from: 40, items: views(39, 40) });
    assert.equal(known.at(50)?.id, view(49).id);
    // One was added before it, so what was at 30 is not there any more.
    assert.equal(known.at(30), undefined);
  });

  it('is told from a place on, and then back from it', () => {
    const known = listed();
    known.add({ type: 'items', version: 1, from: 10, items: [view(0), view(1), null, view(3)] });
    assert.deepEqual(
      known.near(11),
      [1, 3, 0].map((n) => view(n).id),
    );
  });

  it('is let go of far from what is looked at', () => {
    const known = listed();
    for (let from = 0; from < 1000; from += 20) {
      known.add({ type: 'items', version: 1, from, items: views(from, 20) });
    }
    const kept = Array.from({ length: 1000 }, (_, place) => place).filter((place) =>
      known.at(place),
    );
    assert.ok(known.has(980, 20));
    assert.ok(kept.length <= 60, `${kept.length} are kept`);
  });

  it('follows the changes of a generation, and knows whether one is under way', () => {
    const known = listed();
    known.add({ type: 'items', version: 1, from: 0, items: views(0, 2) });
    assert.ok(!known.isRunning);
    known.change({ ...view(1), state: 'running', elapsed: 5000 });
    assert.ok(known.isRunning);
    const began = known.at(1)?.startedAt ?? 0;
    assert.ok(Math.abs(performance.now() - began - 5000) < 2000);
    known.change({ ...view(7), state: 'running' });
    assert.equal(known.at(7), undefined);
  });
});
