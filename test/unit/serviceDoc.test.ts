import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';

const path = 'docs/service.md';
const text = readFileSync(path, 'utf8');
const headings = text.split('\n').filter((line) => /^#{2,3} /.test(line));
const sections = headings.map((line) => /^#+ (\d+(?:\.\d+)?)\.? /.exec(line)?.[1] ?? line);

/** A line that may cite a section. */
interface Line {
  readonly at: string;
  readonly text: string;
}

const lines: Line[] = globSync('{src,test,bench,scripts}/**/*.{ts,js,css}').flatMap((file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .map((text, index) => ({ at: `${file}:${index + 1}`, text })),
);

/** For example `docs/service.md §6.4`, or several: `docs/service.md §3.1, §4.1`. */
const citation = /docs\/service\.md ((?:, )?\u00a7\d+(?:\.\d+)?)+/g;
/** Matches line by line, so text after `//` in a string counts as a comment, too. */
const comment = /(?:^|[^:])\/\/.*|\/\*.*|^ *\*.*/;

function sectionsIn(text: string): string[] {
  return [...text.matchAll(/\d+(?:\.\d+)?/g)].map(([section]) => section);
}

function commentIn({ text }: Line): string {
  return comment.exec(text)?.[0] ?? '';
}

/** Whether a line matches a pattern outside of citations. */
function hasAfterCitations({ text }: Line, pattern: RegExp): boolean {
  return pattern.test(text.replaceAll(citation, ''));
}

describe(path, () => {
  it('numbers its sections in order', () => {
    const expected: string[] = [];
    let [major, minor] = [0, 0];
    for (const heading of headings) {
      if (heading.startsWith('## ')) [major, minor] = [major + 1, 0];
      else minor++;
      expected.push(minor === 0 ? `## ${major}. ` : `### ${major}.${minor} `);
    }
    assert.deepEqual(
      headings.map((heading, index) => heading.slice(0, expected[index]?.length)),
      expected,
    );
    assert.ok(sections.length > 40);
  });

  it('refers to existing sections only', () => {
    const named = [...text.matchAll(/\bsections? (\d+(?:\.\d+)*)/g)].map(([, section]) => section);
    assert.ok(named.length > 20);
    assert.deepEqual(
      named.filter((section = '') => !sections.includes(section)),
      [],
    );
  });

  it('lists exactly the sources that it refers to', () => {
    const listed = [...text.matchAll(/^\| \[([A-Z\d]+)\]/gm)].map(([, source]) => source);
    const body = text.replaceAll(/^\| \[[A-Z\d]+\]/gm, '');
    const used = [...body.matchAll(/\[([A-Z][A-Z\d]+)\]/g)].map(([, source]) => source);
    assert.equal(new Set(listed).size, listed.length);
    assert.deepEqual([...new Set(used)].sort(), listed.toSorted());
  });
});

describe(`Citations of ${path}`, () => {
  const cited = lines.flatMap(({ at, text }) =>
    [...text.matchAll(citation)]
      .flatMap(([found]) => sectionsIn(found))
      .map((section) => ({ at, section })),
  );

  it('refer to existing sections', () => {
    assert.ok(cited.length > 80, `${cited.length} citations`);
    assert.deepEqual(
      cited.filter(({ section }) => !sections.includes(section)),
      [],
    );
  });

  it('have a searchable format', () => {
    assert.deepEqual(
      lines.filter((line) => hasAfterCitations(line, /\u00a7/)),
      [],
    );
    const comments = lines.map((line) => ({ ...line, text: commentIn(line) }));
    assert.deepEqual(
      comments.filter((line) => hasAfterCitations(line, /service\.md/)),
      [],
    );
  });

  it('do not refer to the contract, which is not in the repository', () => {
    assert.deepEqual(
      lines.filter((line) => /\bcontract\b/i.test(commentIn(line))),
      [],
    );
  });
});
