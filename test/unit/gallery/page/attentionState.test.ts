import assert from 'node:assert/strict';
import { AttentionState } from '../../../../src/gallery/page/attention/attentionState.ts';
import type { FailureGroup } from '../../../../src/gallery/protocol/views.ts';

describe('AttentionState', () => {
  const groupOf = (key: string): FailureGroup => ({
    key,
    cause: 'Disk full',
    reason: 'The disk is full.',
    ids: [key],
    newest: [],
    remedies: [],
    canRetry: false,
    isMaybeBilled: false,
    isRepeatable: false,
  });
  const openWith = (rowCount: number, panelHeight: number) => {
    const state = new AttentionState(() => panelHeight);
    const groups = Array.from({ length: rowCount }, (_, n) => groupOf(`row ${n}`));
    state.receive({ count: rowCount, groups }, false);
    return state;
  };

  it('is open with up to two rows', () => {
    assert.deepEqual(
      [1, 2, 3].map((rowCount) => openWith(rowCount, 800).isOpen),
      [true, true, false],
    );
  });

  it('is folded in a low panel, until the user opens it', () => {
    const state = openWith(1, 300);
    assert.equal(state.isOpen, false);
    state.toggle();
    assert.equal(state.isOpen, true);
  });

  it('is not toggled in the moment after it has opened by itself', () => {
    let now = 0;
    const state = new AttentionState(
      () => 800,
      () => now,
    );
    state.receive({ count: 3, groups: ['a', 'b', 'c'].map(groupOf) }, false);
    state.receive({ count: 1, groups: [groupOf('a')] }, false);
    state.toggle();
    assert.equal(state.isOpen, true);
    now = 1000;
    state.toggle();
    assert.equal(state.isOpen, false);
  });

  describe('with a row that changes by itself', () => {
    const changes = {
      'has another generation': { ids: ['other'] },
      'has one more': { ids: ['row', 'other'] },
      'has another button': { remedies: [{ name: 'retry', label: 'Retry' }] },
    } as const;
    for (const [name, change] of Object.entries(changes)) {
      it(`leaves clicks and keys without effect for a moment if it ${name}`, () => {
        let now = 0;
        const state = new AttentionState(
          () => 800,
          () => now,
        );
        const group = groupOf('row');
        state.receive({ count: 1, groups: [group] }, false);
        assert.deepEqual([state.hasMoved('row'), state.hasChanged('row')], [false, false]);
        assert.ok(state.receive({ count: 1, groups: [{ ...group, ...change }] }, false));
        assert.deepEqual([state.hasMoved('row'), state.hasChanged('row')], [true, true]);
        now = 1000;
        assert.deepEqual([state.hasMoved('row'), state.hasChanged('row')], [false, false]);
      });
    }

    it('leaves clicks without effect if it only moves, which is no matter for keys', () => {
      const state = new AttentionState(
        () => 800,
        () => 0,
      );
      const [first, row] = [groupOf('first'), groupOf('row')];
      state.receive({ count: 2, groups: [first, row] }, false);
      assert.ok(state.receive({ count: 1, groups: [row] }, false));
      assert.deepEqual([state.hasMoved('row'), state.hasChanged('row')], [true, false]);
    });
  });

  it('stays open for new failures while it is in use', () => {
    const state = openWith(2, 800);
    const groups = ['a', 'b', 'c'].map(groupOf);
    state.receive({ count: 3, groups }, true);
    assert.equal(state.isOpen, true);
  });
});
