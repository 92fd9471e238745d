import assert from 'node:assert/strict';
import { listCardActions } from '../../../../src/gallery/page/grid/cardActions.ts';
import { createCardMenuData } from '../../../../src/gallery/page/grid/contextMenuData.ts';
import type { FailedGeneration } from '../../../../src/gallery/protocol/views.ts';
import { recordOf, viewOf } from '../../support/galleryRecords.ts';

function failed(canRetry: boolean, isRepeatable = true): FailedGeneration {
  return { ...viewOf(recordOf(1)), state: 'failed', reason: 'Failed', canRetry, isRepeatable };
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

  it('has Retry in the menu in the same cases', () => {
    for (const canRetry of [true, false]) {
      const menuData = JSON.parse(createCardMenuData(failed(canRetry))) as { canRetry: boolean };
      assert.equal(menuData.canRetry, canRetry);
    }
  });
});
