import assert from 'node:assert/strict';
import { marked, type Token, type Tokens } from 'marked';
import { parseFragment } from 'parse5';
import ts from 'typescript';
import { formatReference, type ReferencedImage } from '../../../src/insert/reference.ts';
import type { ReferenceKind } from '../../../src/insert/referenceKind.ts';
import { pickOne, randomInt, seededRandom } from '../support/seededRandom.ts';

/** Every special character of any syntax, and a few words. */
const pieces = [
  ...'\\ [ ] ( ) ` `` * ** _ __ ~ ~~ $ | < > & " \' { } # % ^ ! @ + = ; : , . ? /'.split(' '),
  ...['&amp;', '&#65;', '<b>', '</b>', '<!--', '{x}', '{{', '}}', '${', '](', '"/>', '%20', '@{'],
  ...[' ', 'cat', 'snake_case', '3 * 4', '猫', '\uff0c', 'é', '👩‍🚀', '1', '\u00a0'],
];

function* randomImages(rounds: number): Generator<ReferencedImage> {
  const random = seededRandom(7);
  const text = (length: number) => Array.from({ length }, () => pickOne(random, pieces)).join('');
  for (let round = 0; round < rounds; round++) {
    const name = text(1 + randomInt(random, 6)).replace(/[/\\]|^\.+/g, '');
    yield { path: `images/x${name}.png`, alt: text(randomInt(random, 12)).trim() };
  }
}

function assertRoundTrip(
  kind: ReferenceKind,
  read: (text: string) => { path: string; alt: string },
  rounds = 1500,
): void {
  for (const image of randomImages(rounds)) {
    const { text } = formatReference(kind, image, '');
    const parsed = read(text);
    assert.deepEqual({ ...parsed, path: decodeURIComponent(parsed.path) }, image, text);
  }
}

interface Image {
  path: string;
  alt: string;
}

function readHtml(html: string): Image {
  const [element, ...others] = parseFragment(html).childNodes;
  assert.ok(element !== undefined && 'attrs' in element && others.length === 0, html);
  const valueOf = (name: string) => element.attrs.find((each) => each.name === name)?.value ?? '';
  return { path: valueOf('src').replace(/^\.\//, ''), alt: valueOf('alt') };
}

interface Node {
  value?: string;
  childNodes?: Node[];
}

const textOf = ({ value, childNodes }: Node): string =>
  value ?? (childNodes ?? []).map(textOf).join('');

/**
 * The image that marked sees, and the text that it sees in the label. Its own `alt` unescapes
 * brackets before it parses the label.
 */
function readMarkdown(text: string): Image {
  const isImage = (token: Token): token is Tokens.Image => token.type === 'image';
  const [paragraph] = marked.lexer(`before ${text} after`);
  assert.ok(paragraph?.type === 'paragraph' && paragraph.tokens !== undefined, text);
  const [token, ...others] = paragraph.tokens.filter(isImage);
  assert.ok(token?.raw === text && others.length === 0, text);
  const label = text.slice('!['.length, text.lastIndexOf(']('));
  const html = marked.parseInline(label, { async: false });
  return { path: token.href, alt: textOf(parseFragment(html) as Node) };
}

/** The props that React would receive, as compiled by TypeScript. */
function readJsx(text: string): Image {
  const { outputText, diagnostics } = ts.transpileModule(text, {
    fileName: 'a.tsx',
    reportDiagnostics: true,
    compilerOptions: { jsx: ts.JsxEmit.React, target: ts.ScriptTarget.ES2022 },
  });
  assert.equal(diagnostics?.length, 0, text);
  const [, src, alt] = /src: ("(?:[^"\\]|\\.)*"), alt: ("(?:[^"\\]|\\.)*")/.exec(outputText) ?? [];
  const unquote = (literal = '""') => String(JSON.parse(literal));
  return { path: unquote(src), alt: unquote(alt) };
}

/** Reads CSS strings by CSS rules. Nothing that we write needs escaping there. */
function readCss(text: string): Image {
  const path = /^background-image: url\("([^"\\\n]*)"\);$/.exec(text)?.[1];
  assert.ok(path !== undefined, text);
  return { path, alt: '' };
}

const latexNames: Record<string, string> = {
  '\\textbackslash{}': '\\',
  '\\textasciitilde{}': '~',
  '\\textasciicircum{}': '^',
  '\\textasciigrave{}': '`',
};

describe('formatReference round trip', () => {
  it('preserves the image in Markdown', () => {
    assertRoundTrip('markdown', readMarkdown);
  });

  it('preserves the image in MDX without opening expressions or elements', () => {
    assertRoundTrip('mdx', (text) => {
      assert.doesNotMatch(text.replace(/\\[^\w\s]/g, ''), /[{}<]/);
      return readMarkdown(text);
    });
  });

  it('preserves the image in HTML without template syntax', () => {
    assertRoundTrip('html', (text) => {
      assert.doesNotMatch(text, /[{}@]|<\?/);
      return readHtml(text);
    });
    assertRoundTrip('component', readHtml, 300);
  });

  it('preserves the image in JSX', () => {
    assertRoundTrip('jsx', readJsx, 400);
  });

  it('preserves the path in CSS', () => {
    for (const image of randomImages(1500)) {
      const { path } = readCss(formatReference('css', image, '').text);
      assert.equal(decodeURIComponent(path), image.path);
    }
  });

  it('preserves the image in LaTeX', () => {
    for (const image of randomImages(1500)) {
      const { text, alt } = formatReference('latex', image, '');
      const escaped = text
        .slice(alt?.start, alt?.end)
        .replaceAll('%{}>', '%>')
        .replace(/(?<=\()\{\}(?=\()|(?<=\))\{\}(?=\))/g, '');
      assert.doesNotMatch(escaped.replace(/\\(?:[#$%&_{}]|text\w+\{\})/g, ''), /[#$%&_{}\\~^`]/);
      const read = escaped.replace(
        /\\text\w+\{\}|\\([#$%&_{}])/g,
        (command, character?: string) => character ?? latexNames[command] ?? '?',
      );
      assert.equal(read, image.alt);

      const path = /\]\{(.*)\}$/.exec(text.slice(alt?.end))?.[1] ?? '';
      assert.doesNotMatch(path.replace(/\\string\\?./g, ''), /[%#{}~\\]/);
      assert.equal(path.replace(/\\string\\?/g, ''), image.path);
    }
  });

  it('keeps Chinese text readable in every language', () => {
    const image = { path: '图片/月光下的猫.png', alt: '月光下的猫\uff0c“油画”' };
    for (const kind of ['markdown', 'mdx', 'html', 'css', 'latex', 'jsx', 'path'] as const) {
      assert.ok(formatReference(kind, image, '').text.includes('图片/月光下的猫.png'), kind);
    }
  });

  it('handles text that is not well-formed Unicode', () => {
    const image = { path: 'images/\ud800.png', alt: '\udc00 half' };
    assert.equal(formatReference('markdown', image, '').text, '![half](images/\ud800.png)');
  });
});
