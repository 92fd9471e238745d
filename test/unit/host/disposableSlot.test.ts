import assert from 'node:assert/strict';
import { DisposableSlot } from '../../../src/host/disposableSlot.ts';

describe('DisposableSlot', () => {
  const disposed: string[] = [];
  const create = (name: string) => ({
    dispose: () => {
      disposed.push(name);
    },
  });
  beforeEach(() => {
    disposed.length = 0;
  });

  it('disposes of the previous value', () => {
    const slot = new DisposableSlot();
    assert.equal(slot.value, undefined);
    const second = create('second');
    slot.value = create('first');
    slot.value = second;
    assert.deepEqual(disposed, ['first']);
    assert.equal(slot.value, second);
  });

  it('keeps a value that is set again', () => {
    const slot = new DisposableSlot();
    const value = create('value');
    slot.value = value;
    slot.value = value;
    assert.deepEqual(disposed, []);
  });

  it('disposes of its value once', () => {
    const slot = new DisposableSlot();
    slot.value = create('value');
    slot.dispose();
    slot.dispose();
    assert.deepEqual(disposed, ['value']);
    assert.equal(slot.value, undefined);
  });

  it('is empty while its value is disposed of', () => {
    const slot = new DisposableSlot();
    const values: unknown[] = [];
    slot.value = { dispose: () => values.push(slot.value) };
    slot.value = undefined;
    assert.deepEqual(values, [undefined]);
  });
});
