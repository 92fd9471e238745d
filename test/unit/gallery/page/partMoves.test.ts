import assert from 'node:assert/strict';
import { PartMoves, type Part } from '../../../../src/gallery/page/app/partMoves.ts';
import { moveSettleMs } from '../../../../src/gallery/page/grid/recentMoves.ts';

/** A part of a page that the test lays out. */
class FakePart implements Part {
  offsetTop = 0;
  offsetHeight = 0;
  readonly classes = new Set<string>();
  readonly classList = {
    add: (name: string) => void this.classes.add(name),
    remove: (name: string) => void this.classes.delete(name),
  };

  get isGuarded(): boolean {
    return this.classes.has('moved');
  }
}

/** A page of a toolbar, notices, failures, and the grid below them, with a clock that the test sets. */
function createPage() {
  const [toolbar, notice, attention, gallery] = [
    new FakePart(),
    new FakePart(),
    new FakePart(),
    new FakePart(),
  ];
  const partsAbove = [toolbar, notice, attention];
  const timers: { readonly atMs: number; readonly callback: () => void }[] = [];
  const deltas: number[] = [];
  let nowMs = 0;
  const moves = new PartMoves({
    partsAbove,
    gallery,
    onGridMoved: (deltaPx) => void deltas.push(deltaPx),
    schedule: (callback, delayMs) => void timers.push({ atMs: nowMs + delayMs, callback }),
  });
  return {
    moves,
    deltas,
    /** @param heights of the composer, the toolbar, the notices, and the failures, in pixels */
    layOut(...[composer, ...heights]: [number, number, number, number]) {
      let top = composer;
      partsAbove.forEach((part, index) => {
        part.offsetTop = top;
        top += part.offsetHeight = heights[index] ?? 0;
      });
      gallery.offsetTop = top;
      gallery.offsetHeight = 600 - top;
      moves.update();
    },
    /** Makes the window, and with it the grid, higher by these pixels. */
    growWindow(deltaPx: number) {
      gallery.offsetHeight += deltaPx;
      moves.update();
    },
    pass(ms: number) {
      nowMs += ms;
      for (const { callback } of timers.filter(({ atMs }) => atMs <= nowMs)) callback();
      timers.splice(0, timers.length, ...timers.filter(({ atMs }) => atMs > nowMs));
    },
    get guarded() {
      const parts = { toolbar, notice, attention, gallery };
      return Object.entries(parts).flatMap(([name, part]) => (part.isGuarded ? [name] : []));
    },
  };
}

describe('PartMoves', () => {
  it('guards nothing while the page is built', () => {
    const page = createPage();
    page.layOut(80, 36, 40, 64);
    assert.deepEqual(page.guarded, []);
    assert.deepEqual(page.deltas, []);
    page.moves.start();
    page.layOut(80, 36, 40, 64);
    assert.deepEqual(page.guarded, []);
  });

  it('guards the first failure, and the grid that it moves, for a moment', () => {
    const page = createPage();
    page.layOut(80, 36, 0, 0);
    page.moves.start();
    page.layOut(80, 36, 0, 64);
    assert.deepEqual(page.guarded, ['attention', 'gallery']);
    assert.deepEqual(page.deltas, [64]);
    page.pass(moveSettleMs - 1);
    assert.deepEqual(page.guarded, ['attention', 'gallery']);
    page.pass(1);
    assert.deepEqual(page.guarded, []);
  });

  it('guards everything below a note of the composer that appears, and that disappears', () => {
    const page = createPage();
    page.layOut(80, 36, 0, 64);
    page.moves.start();
    page.layOut(104, 36, 0, 64);
    assert.deepEqual(page.guarded, ['toolbar', 'notice', 'attention', 'gallery']);
    page.pass(moveSettleMs);
    page.layOut(80, 36, 0, 64);
    assert.deepEqual(page.guarded, ['toolbar', 'notice', 'attention', 'gallery']);
    assert.deepEqual(page.deltas, [24, -24]);
  });

  it('guards a notice whose buttons change, and what is below it', () => {
    const page = createPage();
    page.layOut(80, 36, 40, 0);
    page.moves.start();
    page.layOut(80, 36, 80, 0);
    assert.deepEqual(page.guarded, ['notice', 'attention', 'gallery']);
  });

  it('guards the toolbar that comes with the first image', () => {
    const page = createPage();
    page.layOut(80, 0, 0, 0);
    page.moves.start();
    page.layOut(80, 36, 0, 0);
    assert.deepEqual(page.guarded, ['toolbar', 'notice', 'attention', 'gallery']);
  });

  it('guards what moves again until the last move has settled', () => {
    const page = createPage();
    page.layOut(80, 36, 0, 0);
    page.moves.start();
    page.layOut(80, 36, 40, 0);
    page.pass(moveSettleMs / 2);
    page.layOut(80, 36, 0, 0);
    page.pass(moveSettleMs / 2);
    assert.deepEqual(page.guarded, ['notice', 'attention', 'gallery']);
    page.pass(moveSettleMs / 2);
    assert.deepEqual(page.guarded, []);
  });

  it('guards nothing when the window becomes higher', () => {
    const page = createPage();
    page.layOut(80, 36, 0, 0);
    page.moves.start();
    page.growWindow(100);
    assert.deepEqual(page.guarded, []);
    assert.deepEqual(page.deltas, []);
  });
});
