import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { HostConnection } from '../../../../src/gallery/page/ui/hostConnection.ts';
import {
  DetailsState,
  type DetailsPlace,
} from '../../../../src/gallery/page/viewer/detailsState.ts';
import type { Call } from '../../../../src/gallery/protocol/requests.ts';
import type { DetailsView } from '../../../../src/gallery/protocol/views.ts';
import { recordOf, viewOf } from '../../support/galleryRecords.ts';

/** Details over a host that has the details of some generations. */
function createDetails(existing: Set<string>) {
  const requests: string[] = [];
  let place: DetailsPlace = 'grid';
  const read = (id: string): DetailsView | null => {
    const generation = { ...viewOf(recordOf(1)), id };
    const view = { generation, prompt: '', rows: [], moreRows: [], insertions: [] };
    return existing.has(id) ? view : null;
  };
  const postMessage = (message: unknown) => {
    const { id: callId = '', params } = message as Call<'getDetails'>;
    requests.push(params.id);
    queueMicrotask(() => {
      connection.receive({ type: 'response', id: callId, result: read(params.id) });
    });
  };
  const connection = new HostConnection({ postMessage }, () => undefined);
  const state: DetailsState = new DetailsState({
    connection,
    getPlace: () => place,
    // As the page does when it draws.
    onChange: () => {
      state.refresh();
    },
  });
  const goTo = (newPlace: DetailsPlace) => {
    place = newPlace;
    state.refresh();
  };
  return { state, requests, goTo };
}

describe('DetailsState', () => {
  it('follows the user while it is open', () => {
    const { state, requests } = createDetails(new Set(['a', 'b', 'c']));
    state.follow('a');
    assert.deepEqual(requests, []);
    state.toggle('b');
    state.follow('c');
    state.follow('c');
    assert.deepEqual(requests, ['b', 'c']);
    state.toggle('c');
    state.follow('a');
    assert.equal(state.isOpen, false);
    assert.deepEqual(requests, ['b', 'c']);
  });

  it('is open or closed in each place by itself', () => {
    const { state, goTo, requests } = createDetails(new Set(['a', 'b']));
    goTo('viewer');
    state.toggle('a');
    goTo('grid');
    assert.equal(state.isOpen, false);
    state.follow('b');
    goTo('viewer');
    assert.equal(state.isOpen, true);
    assert.deepEqual(requests, ['a', 'b']);
  });

  it('keeps the previous details while it follows, but not when it is opened', async () => {
    const { state } = createDetails(new Set(['a', 'b', 'c']));
    const getShownId = () => state.details?.generation.id;
    state.toggle('a');
    await setImmediate();
    state.follow('b');
    assert.equal(getShownId(), 'a');
    assert.equal(state.isLoading, true);
    await setImmediate();
    assert.equal(getShownId(), 'b');
    state.close();
    state.toggle('c');
    assert.equal(getShownId(), undefined);
    assert.equal(state.isLoading, true);
    await setImmediate();
    assert.equal(getShownId(), 'c');
  });

  it('is empty when its generation is gone, until the user goes to another one', async () => {
    const existing = new Set(['a', 'b']);
    const { state, requests } = createDetails(existing);
    state.toggle('a');
    await setImmediate();
    existing.delete('a');
    state.reload();
    await setImmediate();
    state.reload();
    assert.deepEqual(requests, ['a', 'a']);
    assert.equal(state.isOpen, true);
    state.follow('b');
    assert.deepEqual(requests, ['a', 'a', 'b']);
  });
});
