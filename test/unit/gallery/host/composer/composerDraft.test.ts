import assert from 'node:assert/strict';
import type { Memento } from 'vscode';
import { ComposerDraft } from '../../../../../src/gallery/host/composer/composerDraft.ts';
import type { Draft } from '../../../../../src/gallery/protocol/composer.ts';

/** A memento whose `update` may reject. */
class TestMemento implements Pick<Memento, 'get' | 'update'> {
  readonly values = new Map<string, unknown>();
  error: Error | undefined;

  get(key: string): undefined {
    return this.values.get(key) as undefined;
  }

  async update(key: string, value: unknown): Promise<void> {
    await Promise.resolve();
    if (this.error) throw this.error;
    this.values.set(key, value);
  }
}

const draft: Draft = {
  revision: 4,
  prompt: ' A cat ',
  imageUrls: ['https://a/1.png'],
  parameters: { resolution: '4k', forceSingle: false },
};
const request = { model: 'jimeng-4.0', prompt: 'A cat', imageUrls: ['https://a/1.png'] };

describe('ComposerDraft', () => {
  let memento: TestMemento;
  let errors: unknown[];
  const open = () =>
    new ComposerDraft(memento as unknown as Memento, (error) => {
      errors.push(error);
    });

  beforeEach(() => {
    memento = new TestMemento();
    errors = [];
  });

  it('is emptied when its request was submitted, whether the gallery is open or not', async () => {
    const composerDraft = open();
    let discardedCount = 0;
    composerDraft.onDidDiscard(() => discardedCount++);
    composerDraft.save(draft);
    composerDraft.discard(request);
    assert.equal(discardedCount, 1);
    assert.deepEqual(composerDraft.value, {
      revision: 5,
      prompt: '',
      imageUrls: [],
      parameters: { resolution: '4k' },
    });
    await Promise.resolve();
    await Promise.resolve();
    assert.deepEqual(open().value, composerDraft.value);
  });

  it('falls back to a single image for the next one', () => {
    const composerDraft = open();
    composerDraft.save(draft);
    composerDraft.discard(request);
    assert.equal(composerDraft.value.parameters.forceSingle, undefined);
  });

  const others = [
    { ...request, prompt: 'A dog' },
    { ...request, imageUrls: [] },
  ];
  for (const other of others) {
    it(`is kept when ${JSON.stringify(other)} was submitted`, () => {
      const composerDraft = open();
      composerDraft.save(draft);
      composerDraft.discard(other);
      assert.deepEqual(composerDraft.value, draft);
    });
  }

  it('falls back to a single image even if the prompt was edited in the meantime', () => {
    const composerDraft = open();
    composerDraft.save({ ...draft, prompt: 'A dog' });
    composerDraft.discard(request);
    composerDraft.resetSet();
    const { prompt, parameters, revision } = composerDraft.value;
    assert.deepEqual([prompt, parameters, revision], ['A dog', { resolution: '4k' }, 5]);
    composerDraft.resetSet();
    assert.equal(composerDraft.value.revision, 5);
  });

  it('keeps the newer of two drafts', () => {
    const composerDraft = open();
    assert.equal(composerDraft.save(draft), true);
    assert.equal(composerDraft.save({ ...draft, revision: 3, prompt: 'older' }), false);
    assert.deepEqual(composerDraft.value, draft);
  });

  it('is kept in memory if it cannot be stored', async () => {
    memento.error = new Error('ENOSPC');
    const composerDraft = open();
    composerDraft.save(draft);
    await Promise.resolve();
    await Promise.resolve();
    assert.deepEqual(composerDraft.value, draft);
    assert.deepEqual(errors, [memento.error]);
  });
});
