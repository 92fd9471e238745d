import assert from 'node:assert/strict';
import {
  getCardActionLabel,
  listCardActions,
} from '../../../../src/gallery/page/grid/cardActions.ts';
import { createCardMenuData } from '../../../../src/gallery/page/grid/contextMenuData.ts';
import type { FailedGeneration } from '../../../../src/gallery/protocol/views.ts';
import { recordOf, viewOf } from '../../support/galleryRecords.ts';

function failed(canRetry: boolean, isRepeatable = true, isMaybeBilled = false): FailedGeneration {
  const facts = { canRetry, isRepeatable, isMaybeBilled };
  return { ...viewOf(recordOf(1)), state: 'failed', reason: 'Failed', ...facts };
}

describe('listCardActions', () => {
  it('offers Retry for a failed generation if that does not pay twice', () => {
    assert.deepEqual(listCardActions(failed(true)), ['retry', 'copyPrompt', 'delete']);
  });

  it('otherwise offers Edit Prompt and Generate Again', () => {
    assert.deepEqual(listCardActions(failed(false)), [
      'editPrompt',
      'generateAgain',
      'copyPrompt',
      'delete',
    ]);
  });

  it('offers neither if the prompt is unknown', () => {
    assert.deepEqual(listCardActions(failed(false, false)), ['copyPrompt', 'delete']);
  });

  it('offers first to look for an image that may have been billed', () => {
    const generation = failed(false, true, true);
    const actions = listCardActions(generation);
    assert.deepEqual(actions, ['queryTask', 'editPrompt', 'generateAgain', 'copyPrompt', 'delete']);
    assert.deepEqual(
      actions.map((action) => getCardActionLabel(action, generation)),
      ['queryTask', 'editPrompt', 'generateAgainMaybeBilled', 'copyPrompt', 'delete'],
    );
    assert.equal(getCardActionLabel('generateAgain', failed(false)), 'generateAgain');
  });

  it('has Query Task in the menu in the same cases', () => {
    for (const isMaybeBilled of [true, false]) {
      const menuData = createCardMenuData(failed(false, true, isMaybeBilled));
      assert.equal(
        (JSON.parse(menuData) as { isMaybeBilled: boolean }).isMaybeBilled,
        isMaybeBilled,
      );
    }
  });

  it('has Retry in the menu in the same cases', () => {
    for (const canRetry of [true, false]) {
      const menuData = JSON.parse(createCardMenuData(failed(canRetry))) as { canRetry: boolean };
      assert.equal(menuData.canRetry, canRetry);
    }
  });
});
