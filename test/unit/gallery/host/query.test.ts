import assert from 'node:assert/strict';
import type { Query } from '../../../../src/gallery/protocol/query.ts';
import { countFacets } from '../../../../src/gallery/host/facets.ts';
import { createMatcher } from '../../../../src/gallery/host/query.ts';
import type { GenerationState } from '../../../../src/library/record.ts';
import { recordOf } from '../../support/galleryRecords.ts';

describe('createMatcher', () => {
  for (const [isHeld, expected] of [
    [false, 'running'],
    [true, 'failed'],
  ] as const) {
    it(`finds an unfinished generation ${isHeld ? 'with' : 'without'} a hold as ${expected}`, () => {
      const record = recordOf(0, { state: 'queued' });
      const states = (['running', 'done', 'failed'] as const).filter((state) =>
        createMatcher({ text: '', state: [state] }, () => isHeld)(record),
      );
      assert.deepEqual(states, [expected]);
      const labels = countFacets(
        [record],
        (_, value) => value,
        () => isHeld,
      ).state;
      assert.deepEqual(
        labels.map(({ value }) => value),
        [expected],
      );
    });
  }

  const matches = (query: Query, prompt: string, state: GenerationState = 'done') =>
    createMatcher(
      query,
      () => false,
    )(recordOf(0, { request: { model: 'jimeng-4.0', prompt }, state }));

  const matching: [string, string, string][] = [
    ['an empty query', '', 'a cat'],
    ['only spaces', '  \t', 'a cat'],
    ['words in any order', 'sea red', 'A red lighthouse above a calm sea'],
    ['parts of words', 'light calm', 'A red lighthouse above a calm sea'],
    ['any case', 'LIGHTHOUSE', 'a Lighthouse'],
    ['accents omitted', 'cafe', 'Ein Café'],
    ['accents in the query only', 'café', 'a cafe'],
    ['full width', 'ＣＡＴ　４', 'cat 4'],
    ['Chinese', '橘猫 窗台', '一只戴着草帽的橘猫坐在窗台上'],
    ['another Unicode normalization', 'u\u0308ber', 'Über der Stadt'],
  ];
  for (const [description, text, prompt] of matching) {
    it(`matches with ${description}`, () => {
      assert.equal(matches({ text }, prompt), true);
    });
  }

  it('requires all words to match', () => {
    assert.equal(matches({ text: 'red dog' }, 'a red cat'), false);
  });

  it('treats the query as literal text, not as a pattern', () => {
    assert.equal(matches({ text: 'c.t' }, 'a cat'), false);
    assert.equal(matches({ text: '(a [cat' }, 'say (a [cat'), true);
  });

  it('matches by state and treats all active states as running', () => {
    for (const state of ['queued', 'submitting', 'generating', 'downloading'] as const) {
      assert.equal(matches({ text: '', state: ['running'] }, 'a cat', state), true);
      assert.equal(matches({ text: '', state: ['done'] }, 'a cat', state), false);
    }
    assert.equal(matches({ text: 'cat', state: ['failed'] }, 'a cat', 'failed'), true);
    assert.equal(matches({ text: 'dog', state: ['failed'] }, 'a cat', 'failed'), false);
    assert.equal(matches({ text: '', state: ['running'] }, 'a cat', 'failed'), false);
  });
});
