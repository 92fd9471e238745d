import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const page = readFileSync('docs/security.md', 'utf8');
/** The rows of all tables, without their heads: a claim and a link to its test. */
const rows = page
  .split('\n')
  .filter((line) => /^\| (?!Claim |-)/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()));

describe('The security model', () => {
  it('names a test for each claim', () => {
    assert.ok(rows.length > 30);
    for (const [, claim, test, ...rest] of rows) {
      assert.deepEqual(rest, [''], claim);
      assert.match(test ?? '', /^\[[^\]]+\]\(\.\.\/test\/[\w/.]+\.test\.ts\)$/, claim);
    }
  });

  for (const [, claim = '', test = ''] of rows) {
    it(`is true: ${claim}`, () => {
      const [, title = '', path = ''] = /^\[([^\]]+)\]\(\.\.\/([^)]+)\)$/.exec(test) ?? [];
      assert.ok(existsSync(path), path);
      const titles = readTitles(readFileSync(path, 'utf8'));
      assert.ok(
        titles.some((each) => each.includes(title)),
        `${path} has no test “${title}”`,
      );
    });
  }

  it('refers to files that exist', () => {
    for (const [, path = ''] of page.matchAll(/\]\((\.\.[^)#]+)\)/g))
      assert.ok(existsSync(join('docs', path)), path);
  });
});

/** The titles of the tests and suites of a file, with the expressions in them. */
function readTitles(source: string): string[] {
  const pattern = /\b(?:it|describe)\(\s*(?:'((?:[^'\\]|\\.)*)'|"([^"]*)"|`([^`]*)`)/g;
  return [...source.matchAll(pattern)].map(
    ([, single = '', double = '', template = '']) => single || double || template,
  );
}
