import assert from 'node:assert/strict';
import { Counts } from '../../../../src/gallery/page/app/counts.ts';
import type { Facets } from '../../../../src/gallery/protocol/views.ts';

describe('The counts of the filters', () => {
  const toFacets = (states: Record<string, number>, favorite: number): Facets => ({
    state: Object.entries(states).map(([value, count]) => ({ value, label: value, count })),
    provider: [],
    model: [],
    ratio: [],
    favorite,
    inserted: 0,
  });

  it('change while the filters are open, but their values stay in place until they are closed', () => {
    let areFiltersOpen = false;
    const refuse = () => {
      throw new Error('Nothing is requested.');
    };
    const connection = { attempt: refuse, request: refuse };
    const counts = new Counts({ connection, areFiltersOpen: () => areFiltersOpen });
    const shown = () => counts.listFacets()?.state.map(({ value, count }) => `${value} ${count}`);
    assert.equal(counts.listFacets(), undefined);
    areFiltersOpen = true;
    counts.receiveFacets(toFacets({ done: 3, failed: 1 }, 0));
    assert.deepEqual(shown(), ['done 3', 'failed 1']);
    counts.receiveFacets(toFacets({ failed: 4, running: 1 }, 2));
    assert.deepEqual(shown(), ['done 0', 'failed 4']);
    assert.equal(counts.listFacets()?.favorite, 2);
    areFiltersOpen = false;
    assert.deepEqual(shown(), ['failed 4', 'running 1']);
  });
});
