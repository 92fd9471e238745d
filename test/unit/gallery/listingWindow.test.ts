import assert from 'node:assert/strict';
import { ListingWindow } from '../../../src/gallery/page/listingWindow.ts';
import type { FromPage } from '../../../src/gallery/protocol.ts';

const query = { text: '' };

/** A page that shows 20 at a time of a listing of 1000. */
function openPage() {
  const state = { from: 0, count: 20, version: 0 };
  const asked: [from: number, count: number][] = [];
  const here = new Set<number>();
  const window = new ListingWindow({
    post: (message: FromPage) => {
      if (message.type === 'show') asked.push([message.from, message.count]);
    },
    listed: {
      get listing() {
        return { version: state.version, total: 1000, all: 1000, days: [] };
      },
      has: (from, count) => {
        for (let place = from; place < from + count; place++) if (!here.has(place)) return false;
        return true;
      },
    },
    grid: {
      get window() {
        return { from: state.from, count: state.count };
      },
    },
  });
  const draw = () => {
    window.ask(query);
  };
  return {
    state,
    asked,
    draw,
    scrollTo(from: number) {
      state.from = from;
      draw();
    },
    /** What was last asked for comes. */
    answer() {
      const [from = 0, count = 0] = asked.at(-1) ?? [];
      for (let place = from; place < from + count; place++) here.add(place);
      state.version ||= 1;
    },
  };
}

describe('The window of a listing', () => {
  let page: ReturnType<typeof openPage>;
  beforeEach(() => {
    page = openPage();
    page.draw();
    page.draw();
  });

  it('begins at the top, and is asked for once', () => {
    page.answer();
    page.draw();
    assert.deepEqual(page.asked, [[0, 60]]);
  });

  it('asks in good time for what comes next, and does not ask for what is on its way', () => {
    page.answer();
    for (let from = 1; from <= 60; from++) page.scrollTo(from);
    assert.deepEqual(page.asked.slice(1), [
      [0, 101],
      [22, 120],
    ]);
  });

  it('asks for what is in sight after a jump, and for what is before it on the way back', () => {
    page.answer();
    page.scrollTo(500);
    assert.deepEqual(page.asked.at(-1), [480, 120]);
    page.answer();
    page.scrollTo(499);
    assert.deepEqual(page.asked.at(-1), [419, 120]);
  });

  it('asks for nothing beyond the ends, and no more than the host gives', () => {
    page.answer();
    page.state.count = 300;
    page.scrollTo(700);
    page.scrollTo(699);
    page.scrollTo(10);
    assert.deepEqual(page.asked.slice(1), [
      [650, 400],
      [649, 400],
      [0, 360],
    ]);
  });
});
