import assert from 'node:assert/strict';
import { toAltText } from '../../../../src/languages/index.ts';
import { findSentenceEnd } from '../../../../src/languages/text/sentences.ts';
import { maxAltCharacters } from '../../../../src/untrusted/limits.ts';
import { pickOne, randomInt, seededRandom } from '../../support/seededRandom.ts';

/** What makes a prompt too long for an alt text. */
const more =
  ' It is painted in oil on canvas with thick strokes of a palette knife, in warm colors, with a soft light from the left.';
const moreChinese =
  '画面采用厚涂油画风格，笔触粗犷有力，色调温暖，光线从左侧柔和地照进来，背景是连绵起伏的雪山和一片静谧的湖泊，水面倒映着晚霞，远处有几只飞鸟掠过天空，整体氛围宁静而神秘，细节丰富，高清画质，电影级构图，适合用作书籍封面插图。';

/** The start of a long prompt, and its alt text. */
const sentences: readonly (readonly [prompt: string, alt: string])[] = [
  ['A fox in the snow.', 'A fox in the snow.'],
  ['Is this a fox? Yes.', 'Is this a fox?'],
  ['Look, a fox! In the snow.', 'Look, a fox!'],
  ['A nail of 3.5 mm in a board.', 'A nail of 3.5 mm in a board.'],
  ['Animals, e.g. foxes, in the snow.', 'Animals, e.g. foxes, in the snow.'],
  ['Animals, e.g. Arctic foxes, in the snow.', 'Animals, e.g. Arctic foxes, in the snow.'],
  ['A portrait of Dr. Fox with St. Paul.', 'A portrait of Dr. Fox with St. Paul.'],
  ['A map of the U.S. Midwest.', 'A map of the U.S. Midwest.'],
  ['J. R. Fox at his desk.', 'J. R. Fox at his desk.'],
  ['Foxes, hares, etc. in the snow.', 'Foxes, hares, etc. in the snow.'],
  ['Foxes, hares, etc. The snow is deep.', 'Foxes, hares, etc.'],
  ['A fox vs. a hare.', 'A fox vs. a hare.'],
  ['Logo of example.com on a wall.', 'Logo of example.com on a wall.'],
  ['The sign reads "Stop." It is red.', 'The sign reads "Stop."'],
  ['A fox (in the snow.) It sleeps.', 'A fox (in the snow.)'],
  ['Once upon a time... A fox came.', 'Once upon a time...'],
  ['Once upon a time... a fox came.', 'Once upon a time... a fox came.'],
  ['1. A fox in the snow.', '1. A fox in the snow.'],
  ['Version 2.0 of a fox.', 'Version 2.0 of a fox.'],
  ['Ein Fuchs, z. B. im Schnee.', 'Ein Fuchs, z. B. im Schnee.'],
  ['What?! A fox.', 'What?!'],
  ['A fox\nin the snow.', 'A fox in the snow.'],
];

const chineseSentences: readonly (readonly [prompt: string, alt: string])[] = [
  ['雪地里的一只狐狸。', '雪地里的一只狐狸。'],
  ['这是狐狸吗？是的。', '这是狐狸吗？'],
  ['牌子上写着“停。”很红。', '牌子上写着“停。”'],
  ['3.5 毫米的钉子。', '3.5 毫米的钉子。'],
  ['狐狸！', '狐狸！'],
];

describe('toAltText', () => {
  it('keeps a prompt that is short enough, with all of its sentences', () => {
    assert.equal(toAltText('A fox. It sleeps.'), 'A fox. It sleeps.');
    assert.equal(toAltText('一只狐狸。它在睡觉。'), '一只狐狸。它在睡觉。');
    assert.equal(toAltText('x'.repeat(maxAltCharacters)), 'x'.repeat(maxAltCharacters));
    assert.equal(toAltText('🦊'.repeat(maxAltCharacters)), '🦊'.repeat(maxAltCharacters));
  });

  for (const [prompt, alt] of sentences) {
    it(`shortens ${JSON.stringify(prompt)}`, () => {
      assert.equal(toAltText(prompt + more), alt);
    });
  }

  for (const [prompt, alt] of chineseSentences) {
    it(`shortens ${prompt}`, () => {
      assert.equal(toAltText(prompt + moreChinese.repeat(2)), alt);
    });
  }

  it('cuts a long sentence after a word', () => {
    const sentence =
      'A lighthouse on a cliff above a stormy sea at night, lit by a single lamp in its window, while a state-of-the-art sailing ship passes by.';
    assert.equal(
      toAltText(sentence),
      'A lighthouse on a cliff above a stormy sea at night, lit by a single lamp in its window, while a state-of-the-art sailing…',
    );
  });

  it('cuts a long sentence in Chinese at punctuation', () => {
    const sentence = moreChinese.repeat(2).replaceAll('。', '，');
    const alt = toAltText(sentence);
    assert.ok(alt.endsWith('…'));
    assert.ok(Array.from(alt).length <= maxAltCharacters);
    const next = sentence.slice(alt.length - 1, alt.length);
    assert.equal(next, '，');
  });

  it('cuts Chinese without punctuation between characters, and a single long word as well', () => {
    assert.equal(toAltText('狐狸'.repeat(100)), `${'狐狸'.repeat(62)}…`);
    assert.equal(toAltText('x'.repeat(200)), `${'x'.repeat(124)}…`);
    assert.equal(toAltText('👩‍🚀'.repeat(100)), `${'👩‍🚀'.repeat(41)}…`);
  });

  it('has an ellipsis only if a sentence is cut, and never cuts a word', () => {
    const random = seededRandom(13);
    const words = [
      'a',
      'fox',
      'runs',
      '3.5',
      'mm',
      'e.g.',
      'Dr.',
      'well-known',
      'naïve',
      'Über',
      'x,',
    ];
    for (let round = 0; round < 2_000; round++) {
      const count = 1 + randomInt(random, 60);
      const prompt = Array.from({ length: count }, () => pickOne(random, words)).join(' ');
      const alt = toAltText(prompt);
      assert.ok(Array.from(alt).length <= maxAltCharacters, alt);
      const isCut = alt.endsWith('…');
      const text = isCut ? alt.slice(0, -1) : alt;
      assert.ok(prompt.startsWith(text), alt);
      assert.match(prompt.slice(text.length), /^(?:$|[\s,.])/);
      assert.equal(isCut, text !== prompt && findSentenceEnd(prompt) !== text.length);
    }
  });

  it('is linear', () => {
    for (const part of ['. ', 'e.g. ', '。', ' ', '"', 'a.', '…', '-']) {
      const start = performance.now();
      toAltText(part.repeat(500_000));
      findSentenceEnd(part.repeat(50_000));
      assert.ok(performance.now() - start < 1_000, part);
    }
  });
});
