import assert from 'node:assert/strict';
import { plainText } from '../../../src/languages/code/plainText.ts';
import { markdown } from '../../../src/languages/markdown/markdown.ts';
import { mentionsFile, replacePath } from '../../../src/languages/mentions.ts';
import { applyEdits } from '../../../src/languages/text/edits.ts';

describe('mentionsFile', () => {
  for (const [text, name, expected] of [
    ['![A fox](images/fox.png)', 'fox.png', true],
    ['![A fox](images/fox-1.png)', 'fox.png', false],
    ['![A fox](images/red-fox.png)', 'fox.png', false],
    ['![A fox](images/%E7%8B%90.png)', '狐.png', true],
    ['![A fox](images/狐.png)', '狐.png', true],
    ['\\includegraphics{images/fox}', 'fox.png', true],
    ['R.drawable.fox', 'fox.png', true],
    ['A fox, and an image.', 'fox.png', false],
    ['No image here.', 'image.png', false],
    ['', 'fox.png', false],
  ] as const) {
    it(`returns ${expected} for ${name} in “${text}”`, () => {
      assert.equal(mentionsFile(text, name, markdown), expected);
    });
  }
});

describe('replacePath', () => {
  const image = { path: '../images/a b.png', form: 'path', alt: '' } as const;

  it('replaces the path of a reference, encoded by its language', () => {
    const text = 'One ![A](images/a%20b.png) and ![B](b.png)';
    const edits = replacePath(text, 'images/a b.png', image, markdown, '\n');
    assert.equal(applyEdits(text, edits), 'One ![A](../images/a%20b.png) and ![B](b.png)');
  });

  it('replaces a path in a text without references', () => {
    const text = 'See images/a b.png.';
    const edits = replacePath(text, 'images/a b.png', image, plainText, '\n');
    assert.equal(applyEdits(text, edits), 'See ../images/a b.png.');
  });

  it('changes nothing if the path is missing', () => {
    assert.deepEqual(replacePath('text', 'images/a.png', image, plainText, '\n'), []);
  });
});
