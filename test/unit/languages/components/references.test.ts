import assert from 'node:assert/strict';
import { astro } from '../../../../src/languages/components/astro.ts';
import { svelte } from '../../../../src/languages/components/svelte.ts';
import { tsx } from '../../../../src/languages/components/tsx.ts';
import type { DocumentLanguage } from '../../../../src/languages/index.ts';
import { typescript } from '../../../../src/languages/scripts/typescript.ts';

type Found = readonly [path: string, alt?: string];

const cases: readonly [DocumentLanguage, string, readonly Found[]][] = [
  [tsx, '<p><img src="a%20b.png" alt="A &quot;b&quot;" /></p>', [['a b.png', 'A "b"']]],
  [tsx, "<img src={'a.png'} alt={'x'} />", [['a.png', 'x']]],
  [tsx, '<img src={a} alt="x" />', []],
  [tsx, "import a from './it\\'s.png'; import b from 'b';", [["./it's.png"]]],
  [tsx, "const a = require('./a.png'); import('./b.webp');", [['./a.png'], ['./b.webp']]],
  [typescript, "new URL('./a%20b.png', import.meta.url)", [['./a b.png']]],
  [tsx, "<p style={{ background: 'url(a.png)' }} />", [['a.png']]],
  [tsx, 'css`a { background: url("a.png") }`', [['a.png']]],
  [tsx, '<video poster="a.png" />', [['a.png']]],
  [
    svelte,
    '<script>\n  import a from \'./a.png\';\n</script>\n{#if a < b}<img src="/b.png" alt="B">{/if}<img src={a} alt="">',
    [['./a.png'], ['/b.png', 'B']],
  ],
  [
    astro,
    '---\nimport a from "./a.png";\n---\n<img src="/b.png" alt="B"><Image src={a} alt="" />',
    [['./a.png'], ['/b.png', 'B']],
  ],
  [astro, '---\n---\n{a.map((b) => <img src="/b.png" alt="B">)}', [['/b.png', 'B']]],
];

describe('References in components and scripts', () => {
  for (const [language, text, expected] of cases) {
    it(JSON.stringify(text), () => {
      const found = language.findReferences(text);
      const values = found.map(({ path, alt }) =>
        alt === undefined ? [path.value] : [path.value, alt.value],
      );
      assert.deepEqual(values, expected);
      for (const { start, end, path, alt } of found) {
        for (const part of alt ? [path, alt] : [path]) {
          assert.ok(start <= part.start && part.end <= end);
          assert.doesNotMatch(text.slice(part.start, part.end), /^["'(]|["')]$/);
        }
      }
    });
  }
});
