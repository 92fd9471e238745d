import assert from 'node:assert/strict';
import {
  parseUrls,
  countCharacters,
  isUrlList,
  shortenUrl,
} from '../../../../src/gallery/page/composer/composerText.ts';

describe('composerText', () => {
  it('counts code points without surrounding whitespace', () => {
    assert.equal(countCharacters(' 猫🐱 \n'), 2);
    assert.equal(countCharacters('  '), 0);
  });

  it('finds URLs in lists and lines', () => {
    assert.deepEqual(parseUrls('# images\r\nhttps://a.example/1.png\r\n\r\nb.png c.png\n'), [
      'https://a.example/1.png',
      'b.png',
      'c.png',
    ]);
  });

  it('distinguishes URLs from a prompt', () => {
    assert.equal(isUrlList('https://a.example/1.png\n http://b.example/2.png '), true);
    assert.equal(isUrlList('like https://a.example/1.png'), false);
    assert.equal(isUrlList('file:///tmp/1.png'), false);
    assert.equal(isUrlList('https://'), false);
    assert.equal(isUrlList(' '), false);
  });

  it('shortens a URL to its distinguishing parts', () => {
    assert.equal(shortenUrl('https://a.example/x/y/1.png?sign=2'), 'a.example/…/1.png');
    assert.equal(shortenUrl('https://a.example/'), 'a.example');
    assert.equal(shortenUrl('not a URL'), 'not a URL');
  });
});
