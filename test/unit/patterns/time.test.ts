import assert from 'node:assert/strict';
import { parseTaskId } from '../../../src/commands/taskId.ts';
import { createFileStem } from '../../../src/insert/fileName.ts';
import { normalizeKey } from '../../../src/jimeng/api/apiKey.ts';
import { classifyWords } from '../../../src/jimeng/api/errorWords.ts';
import { redact } from '../../../src/jimeng/api/redact.ts';
import { findTaskId } from '../../../src/jimeng/api/taskId.ts';
import { normalizeBaseUrl } from '../../../src/jimeng/providers.ts';
import {
  extractParagraph,
  extractPrompt,
  findLanguage,
  type DocumentLanguage,
} from '../../../src/languages/index.ts';
import { maxMarkdownMarks } from '../../../src/untrusted/limits.ts';
import { toPlainSentence, toPlainText } from '../../../src/untrusted/plainText.ts';
import { measureCpuMs } from '../support/cpuTime.ts';

type Reader = (text: string) => unknown;

const promptLanguages = [
  ...['markdown', 'mdx', 'html', 'javascriptreact', 'xml', 'latex', 'javascript'],
  ...['python', 'css', 'plaintext'],
];

/** Writes a reference with this alt text. Reading documents is timed in the tests of each language. */
function insertAlt(language: DocumentLanguage, alt: string): unknown {
  const image = { path: 'a.png', form: 'path', alt } as const;
  const context = {
    placement: 'auto',
    eol: '\n',
    isAfterPrompt: false,
    isCodeCell: false,
  } as const;
  return language.insert('', { start: 0, end: 0 }, [image], context);
}

/** All functions that read text from elsewhere. */
const readers: readonly (readonly [name: string, Reader])[] = [
  ...promptLanguages.map(
    (languageId) =>
      [
        `extractPrompt in ${languageId}`,
        (text: string) => extractPrompt(text, { languageId, fileName: 'a' }),
      ] as const,
  ),
  ...['markdown', 'html'].map(
    (languageId) =>
      [
        `extractParagraph in ${languageId}`,
        (text: string) => {
          const middle = Math.floor(text.length / 2);
          return extractParagraph(text, middle, { languageId, fileName: 'a' });
        },
      ] as const,
  ),
  ...['markdown', 'mdx', 'html', 'latex', 'typst', 'asciidoc', 'javascriptreact'].map((id) => {
    const language = findLanguage(id, 'a') ?? assert.fail(id);
    return [`alt text in ${id}`, (alt: string) => insertAlt(language, alt)] as const;
  }),
  ['createFileStem', createFileStem],
  ['parseTaskId', parseTaskId],
  ['findTaskId', (body) => findTaskId({ body, httpStatus: 200 })],
  ['normalizeKey', normalizeKey],
  ['normalizeBaseUrl', (text) => normalizeBaseUrl(text)],
  ['normalizeBaseUrl with a path', (path) => normalizeBaseUrl('https://a.example', path)],
  ['classifyWords', classifyWords],
  ['redact', (text) => redact(text, { kind: 'bearer', token: 'sk-abcdefgh' })],
  ['toPlainText', (text) => toPlainText(text)],
  ['toPlainSentence', toPlainSentence],
];

/** What hostile texts repeat. */
const units = [
  ...[
    ' ',
    '\t',
    '\n',
    ' \n',
    '\r',
    '\u2028',
    '\u00a0',
    '\u200b',
    '\u0301',
    '\u0323\u0301',
    '\ufeff',
  ],
  ...[
    'a',
    '1',
    '猫',
    '\uff0c',
    '猫\n',
    'ก',
    '🚀',
    '👩‍🚀',
    '\ud800',
    'a\n',
    '- a\n',
    '> a\n',
    '# a\n',
  ],
  ...['[', ']', '[]', '[a](', '![a](', '[a][', '[^a]', '[^a]: ', '(', '<', '<a ', '<b>', '</b>'],
  ...[
    '<p>',
    '</x>',
    '<!--',
    '<?',
    '<![CDATA[',
    '<a b="',
    '*',
    '**a',
    '*a_',
    '_',
    '~~a ',
    '`',
    '`` ',
  ],
  ...[
    '\\',
    '\\\\',
    '|',
    '|a|\n',
    '|-',
    '{',
    '}',
    '{}',
    '{{',
    '{a',
    '${',
    '&',
    '&amp',
    '&#1;',
    '#',
    '=',
  ],
  ...[
    'a\n=\n',
    '-',
    '-\n',
    '1. ',
    '- ',
    '>',
    '```\n',
    '/*',
    '*/',
    '* a\n',
    '//',
    '"',
    "'",
    '``',
    "''",
  ],
  ...[
    '%',
    '\\begin{a}',
    '\\begin{a}\\end{a}',
    '\\emph{',
    '\\emph{a}',
    '\\href{a}{',
    '\\cite[',
    '{\\bf ',
  ],
  ...[
    '\\includegraphics[',
    'url(',
    'src=',
    'Bearer ',
    '" ',
    'sk-',
    '/',
    '.',
    ':',
    ';',
    '$',
    '@',
    '--',
  ],
  ...['task ', '"task_id":"', 'concurrency ', 'quota ', 'input image ', 'api key ', '额度', '输出'],
];
/** What stands around them. */
const frames: readonly (readonly [string, string])[] = [
  ['', ''],
  ['a', 'b'],
  ['/*', 'x'],
];

/** In UTF-16 units. A function whose time grows with the square needs 0.1 s or more for it. */
const length = 20_000;
/** Milliseconds of CPU time below which nobody notices a text. */
const unnoticedMs = 40;
/** The longest pause of the extension host is 200 ms; busy machines take twice as long. */
const maxMs = 400;
/** Four times for four times the length, and some for the noise. The square would be 16 times. */
const maxGrowth = 8;

function createText(unit: string, [start, end]: readonly [string, string], size: number): string {
  return start + unit.repeat(Math.ceil(size / unit.length)) + end;
}

describe('The time for a text from elsewhere', () => {
  for (const [name, read] of readers) {
    it(`grows with its length in ${name}`, () => {
      for (const unit of units) {
        for (const frame of frames) {
          const text = createText(unit, frame, length);
          const ms = measureCpuMs(() => read(text), unnoticedMs);
          if (ms <= unnoticedMs) continue;
          const quarter = createText(unit, frame, length / 4);
          const quarterMs = measureCpuMs(() => read(quarter), 0);
          const shown = `${JSON.stringify([frame, unit])}: ${quarterMs} ms, then ${ms} ms`;
          assert.ok(ms <= maxMs && ms <= quarterMs * maxGrowth, shown);
        }
      }
    }).timeout(60_000);
  }

  it('is short for Markdown that is still parsed', () => {
    for (const unit of units) {
      const marks = unit.match(/[\n!-/:-@[-`{-~]/g)?.length ?? 0;
      if (marks === 0) continue;
      for (const frame of frames.slice(0, 2)) {
        const text = createText(unit, frame, (maxMarkdownMarks / marks - 2) * unit.length);
        const ms = measureCpuMs(
          () => extractPrompt(text, { languageId: 'markdown', fileName: 'a' }),
          maxMs,
        );
        assert.ok(ms <= maxMs, `${JSON.stringify(unit)}: ${ms} ms`);
      }
    }
  }).timeout(60_000);
});
