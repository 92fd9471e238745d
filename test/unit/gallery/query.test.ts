import assert from 'node:assert/strict';
import type { Query } from '../../../src/gallery/protocol.ts';
import { matcherOf } from '../../../src/gallery/query.ts';
import type { GenerationState } from '../../../src/library/record.ts';
import { recordOf } from './support.ts';

describe('A search in the gallery', () => {
  const finds = (query: Query, prompt: string, state: GenerationState = 'done') =>
    matcherOf(query)(recordOf(0, { request: { model: 'jimeng-4.0', prompt }, state }));

  const found: [string, string, string][] = [
    ['nothing asked', '', 'a cat'],
    ['only spaces', '  \t', 'a cat'],
    ['words in any order', 'sea red', 'A red lighthouse above a calm sea'],
    ['parts of words', 'light calm', 'A red lighthouse above a calm sea'],
    ['any case', 'LIGHTHOUSE', 'a Lighthouse'],
    ['accents left out', 'cafe', 'Ein Café'],
    ['accents in the search alone', 'café', 'a cafe'],
    ['full width', 'ＣＡＴ　４', 'cat 4'],
    ['Chinese', '橘猫 窗台', '一只戴着草帽的橘猫坐在窗台上'],
    ['composed otherwise', 'u\u0308ber', 'Über der Stadt'],
  ];
  for (const [what, text, prompt] of found) {
    it(`finds with ${what}`, () => {
      assert.equal(finds({ text }, prompt), true);
    });
  }

  it('finds nothing that lacks one of the words', () => {
    assert.equal(finds({ text: 'red dog' }, 'a red cat'), false);
  });

  it('takes what is written for itself, not for a pattern', () => {
    assert.equal(finds({ text: 'c.t' }, 'a cat'), false);
    assert.equal(finds({ text: '(a [cat' }, 'say (a [cat'), true);
  });

  it('asks for a state, all the steps on the way being one', () => {
    for (const state of ['queued', 'submitting', 'generating', 'downloading'] as const) {
      assert.equal(finds({ text: '', state: 'running' }, 'a cat', state), true);
      assert.equal(finds({ text: '', state: 'done' }, 'a cat', state), false);
    }
    assert.equal(finds({ text: 'cat', state: 'failed' }, 'a cat', 'failed'), true);
    assert.equal(finds({ text: 'dog', state: 'failed' }, 'a cat', 'failed'), false);
    assert.equal(finds({ text: '', state: 'running' }, 'a cat', 'failed'), false);
  });
});
