import assert from 'node:assert/strict';
import { getPrimaryAction } from '../../../../src/gallery/page/grid/cardActions.ts';
import { createCardMenuData } from '../../../../src/gallery/page/grid/contextMenuData.ts';
import type { FailedGeneration } from '../../../../src/gallery/protocol/views.ts';
import { recordOf, viewOf } from '../../support/galleryRecords.ts';

function failed(canRetry: boolean, isRepeatable = true, isMaybeBilled = false): FailedGeneration {
  const facts = { canRetry, isRepeatable, isMaybeBilled };
  return { ...viewOf(recordOf(1)), state: 'failed', reason: 'Failed', ...facts };
}

describe('getPrimaryAction', () => {
  it('offers Retry for a failed generation if that does not pay twice', () => {
    assert.equal(getPrimaryAction(failed(true)), 'retry');
  });

  it('otherwise offers Edit Prompt', () => {
    assert.equal(getPrimaryAction(failed(false)), 'editPrompt');
  });

  it('offers neither if the prompt is unknown', () => {
    assert.equal(getPrimaryAction(failed(false, false)), undefined);
  });

  it('offers first to look for an image that may have been billed', () => {
    assert.equal(getPrimaryAction(failed(true, true, true)), 'queryTask');
    assert.equal(getPrimaryAction(failed(false, true, true)), 'queryTask');
  });

  it('offers Insert for images, also of a generation that has failed in part', () => {
    const images = [{ src: '', width: 1, height: 1 }];
    assert.equal(getPrimaryAction({ ...viewOf(recordOf(1)), images }), 'insert');
    assert.equal(getPrimaryAction({ ...failed(true), images }), 'insert');
    assert.equal(getPrimaryAction(viewOf(recordOf(1))), undefined);
  });

  it('has Query Task in the menu in the same cases', () => {
    for (const isMaybeBilled of [true, false]) {
      const menuData = createCardMenuData(failed(false, true, isMaybeBilled), undefined);
      assert.equal(
        (JSON.parse(menuData) as { isMaybeBilled: boolean }).isMaybeBilled,
        isMaybeBilled,
      );
    }
  });

  it('has Retry in the menu in the same cases', () => {
    for (const canRetry of [true, false]) {
      const data = createCardMenuData(failed(canRetry), undefined);
      const menuData = JSON.parse(data) as { canRetry: boolean };
      assert.equal(menuData.canRetry, canRetry);
    }
  });

  it('asks in the menu of a set which images are inserted, unless it is selected', () => {
    const image = { src: '', width: 1, height: 1 };
    const isSet = (images: number, selectedCount: number) => {
      const view = { ...viewOf(recordOf(1)), images: Array<typeof image>(images).fill(image) };
      const selection =
        selectedCount > 0 ? { selectedCount, canCompareSelected: false } : undefined;
      return (JSON.parse(createCardMenuData(view, selection)) as { isSet: boolean }).isSet;
    };
    assert.equal(isSet(4, 0), true);
    assert.equal(isSet(4, 1), false);
    assert.equal(isSet(1, 0), false);
  });

  it('has Compare in the menu of two selected cards with images', () => {
    const canCompare = [true, false].map((canCompareSelected) => {
      const selection = { selectedCount: 2, canCompareSelected };
      const menuData = createCardMenuData(viewOf(recordOf(1)), selection);
      return (JSON.parse(menuData) as { canCompare: boolean }).canCompare;
    });
    assert.deepEqual(canCompare, [true, false]);
    const menuData = createCardMenuData(viewOf(recordOf(1)), undefined);
    assert.equal((JSON.parse(menuData) as { canCompare: boolean }).canCompare, false);
  });
});
