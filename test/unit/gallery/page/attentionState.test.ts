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

  it('stays open for new failures while it is in use', () => {
    const state = openWith(2, 800);
    const groups = ['a', 'b', 'c'].map(groupOf);
    state.receive({ count: 3, groups }, true);
    assert.equal(state.isOpen, true);
  });
});
