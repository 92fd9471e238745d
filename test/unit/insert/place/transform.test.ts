import assert from 'node:assert/strict';
import { matchesGlob } from '../../../../src/insert/place/glob.ts';
import { isHarmless, transform } from '../../../../src/insert/place/transform.ts';

describe('isHarmless', () => {
  for (const pattern of [
    '(.*)',
    '^_posts\\/(.*)$',
    '(.).*',
    '([^/]+)/([^/]+)$',
    '^docs',
    '(?:a|b)?c',
    '[+*]{3}',
    '(?<year>\\d{4})-.*',
    '\\(a\\)+',
  ]) {
    it(`accepts ${pattern}`, () => {
      assert.ok(isHarmless(pattern));
    });
  }

  for (const pattern of [
    '(a+)+$',
    '(a|a)*b',
    '(.*)(.*)(.*)(.*)x',
    '((a?){9}){9}',
    '(a)\\1+',
    '(?<x>a+)\\k<x>',
    'a?a?a?a?a?a?a?a?a?a?aaaa',
    'x'.repeat(300),
  ]) {
    it(`rejects ${pattern.slice(0, 40)}`, () => {
      assert.ok(!isHarmless(pattern));
      assert.equal(
        transform('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaab', pattern, 'x'),
        'a'.repeat(30) + 'b',
      );
    });
  }

  it('is fast for all patterns that it accepts', () => {
    for (const pattern of ['(.*).*x', '[^]+[^]+x', '(a?)(a?)(a?)(a?)(a?)(a?)(a?)(a?)x']) {
      const start = performance.now();
      assert.ok(isHarmless(pattern));
      transform('a'.repeat(300), pattern, 'y');
      assert.ok(performance.now() - start < 500, pattern);
    }
  });
});

describe('matchesGlob', () => {
  const matches: readonly (readonly [path: string, glob: string, isMatch: boolean])[] = [
    ['/a/b/c.md', '**/*.md', true],
    ['/a/b/c.md', '**/b/*', true],
    ['/a/b/c.md', '**/a/*', false],
    ['/a/b/c.md', '**', true],
    ['c.md', '**/c.md', true],
    ['/a/.b/c.md', '**/*.md', true],
    ['/a/b/c.md', '**/?.m?', true],
    ['/a/b/c.md', '**/[a-c].md', true],
    ['/a/b/c.md', '**/[!a-c].md', false],
    ['/a/b/c.md', '**/*.{txt,md}', true],
    ['/a/b/c.md', '**/{a,b}/{c,d}.md', true],
    ['/a/b/c.md', '/a/**/c.md', true],
    ['/a/c.md', '/a/**/c.md', true],
    ['/a/狐狸.md', '**/狐?.md', true],
    ['/a/b.md', '**/B.md', false],
    ['/a/{b}.md', '**/\\{b\\}.md', false],
    ['/a/+.md', '**/+.md', true],
  ];
  for (const [path, glob, isMatch] of matches) {
    it(`${glob} ${isMatch ? 'matches' : 'does not match'} ${path}`, () => {
      assert.equal(matchesGlob(path, glob), isMatch);
    });
  }

  it('is fast for any pattern', () => {
    for (const glob of [
      '*a'.repeat(200),
      '**/'.repeat(200),
      '{a,b}'.repeat(200),
      '{'.repeat(5_000),
    ]) {
      const start = performance.now();
      matchesGlob(`/${'a'.repeat(200)}/`.repeat(20), `${glob}b`);
      assert.ok(performance.now() - start < 500, glob.slice(0, 9));
    }
  });
});
