import assert from 'node:assert/strict';
import type { Nodes } from 'mdast';
import { parseFragment } from 'parse5';
import { createFileStem } from '../../../src/insert/fileName.ts';
import { findLanguage, toAltText } from '../../../src/languages/index.ts';
import { parseMarkdown } from '../../../src/languages/markdown/markdownParser.ts';
import { maxAltCharacters } from '../../../src/untrusted/limits.ts';

const languagesWithAlt = ['markdown', 'mdx', 'html', 'vue', 'javascriptreact', 'latex'] as const;
type LanguageWithAlt = (typeof languagesWithAlt)[number];

/** Code that a template engine, a static site generator or a notebook runs. */
const programs: readonly [runBy: string, code: string][] = [
  ['Nunjucks, Jinja, Twig, Liquid, Handlebars, Vue and Angular', '{{ 7 * 7 }}'],
  ['Handlebars and Mustache, unescaped', '{{{ x }}}'],
  ['Handlebars, after a backslash', '\\{{ x }}'],
  ['Nunjucks, Jinja, Twig and Liquid, tags', '{% include "/etc/passwd" %}'],
  ['Liquid, with white space control', '{%- raw -%} {{- x -}}'],
  ['Nunjucks, Jinja and Twig, comments', '{# c #}'],
  ['Hugo and Quarto, shortcodes', '{{< include /etc/passwd >}}'],
  ['Hugo, Markdown shortcodes', '{{% readfile "x" %}}'],
  ['knitr, inline code', '`r system("id")`'],
  ['knitr and Quarto, inline code', '`{r} system("id")` `{python} 1`'],
  ['Dataview', '`$= dv.x` `= this.y`'],
  ['Quarto, citations and references', '@doe99 [@doe99] \\@ref(fig:x)'],
  ['ERB and EJS', '<%= system("id") %> <%- x -%>'],
  ['Templater', '<% tp.system.x() %> <%* x %>'],
  ['PHP', '<?php system("id"); ?> <?= 1 ?>'],
  ['Razor', '@(1 + 1) @Html.Raw(x) @{ x }'],
  ['Blade', '@php @if(1) {!! x !!}'],
  ['Svelte, Astro, JSX and MDX', '{alert(1)} {@html x} {/* c */}'],
  ['JavaScript, Thymeleaf, JSP and FreeMarker', '${alert(1)}'],
  ['Pug, Ruby and Less', '#{x} @{x} *{x} ~{x}'],
  ['Thymeleaf', '[[${x}]] [(${x})]'],
  ['VitePress', '<!--@include: /etc/passwd--> <<< x'],
  ['HTML', '<script>alert(1)</script> "onerror="x" \'y\''],
  ['Sweave and LaTeX', '\\Sexpr{x} \\input{x} \\write18{id} $x$ %x'],
  ['PythonTeX', '\\py{x} \\py|x|'],
  ['Template Toolkit', '[% PERL %] x [% END %]'],
  ['FreeMarker, square brackets', '[=7*7] [#include "x"] [@x/]'],
  ['Velocity', '#set($x = 1) ## c #include("x") #*c*#'],
  ['CFML', '#expandPath("/")# ##'],
  ['LaTeX templates of Jinja', '((* include "x" *)) ((( x ))) ((= c =))'],
  ['Inja and Leaf, directives', '#directive("x") ## for x in y'],
  ['MathJax', '\\(x\\) $$x$$'],
];

/** What begins or ends code, in the source of an attribute or of Markdown. */
const codePattern = /[{}`$@[]|(?<!&)#|\(\(|\)\)|<[^\s\d]|[%?]>/;

function readAlt(kind: LanguageWithAlt, text: string): string {
  if (kind === 'markdown' || kind === 'mdx') {
    const root = parseMarkdown(text, { kind: kind === 'mdx' ? 'mdxSelection' : 'selection' });
    const [image, ...others] = (root.children[0] as Extract<Nodes, { children: unknown }>).children;
    assert.ok(image?.type === 'image' && others.length === 0 && root.children.length === 1, text);
    return image.alt ?? '';
  }
  const [element, ...others] = parseFragment(text).childNodes;
  assert.ok(element && 'attrs' in element && element.attrs.length === 2, text);
  assert.equal(others.length, 0, text);
  return element.attrs.find(({ name }) => name === 'alt')?.value ?? '';
}

const latexCharacters: Readonly<Record<string, string>> = {
  '\\textbackslash{}': '\\',
  '\\textasciitilde{}': '~',
  '\\textasciicircum{}': '^',
  '\\textasciigrave{}': '`',
};

/** Reads escaped LaTeX text. Throws for what LaTeX would run. */
function readLatex(alt: string): string {
  return alt
    .replaceAll('%{}>', '%>')
    .replace(/(?<=\()\{\}(?=\()|(?<=\))\{\}(?=\))/g, '')
    .replace(/\\text\w+\{\}|\\([#$%&_{}])|[#$%&_{}\\~^`]/g, (part, escaped?: string) => {
      const character = escaped ?? latexCharacters[part];
      assert.ok(character !== undefined, `${part} in ${alt}`);
      return character;
    });
}

/** Documents in which a reference can be inserted at the end. */
const documents: Readonly<Record<string, string>> = {
  vue: '<template>\n  ',
  javascriptreact: 'const a = <p>',
  latex: '\\usepackage{graphicx}\n\\begin{document}\n',
  css: 'a { ',
  sass: 'a\n  ',
};

/** The reference that is inserted, and its alt text. */
function writeAlt(languageId: string, alt: string): { text: string; alt: string } {
  const language = findLanguage(languageId, 'document') ?? assert.fail(languageId);
  const document = documents[languageId] ?? '';
  const range = { start: document.length, end: document.length };
  const image = { path: 'images/a.png', form: 'path', alt: toAltText(alt) } as const;
  const context = {
    placement: 'cursor',
    eol: '\n',
    isAfterPrompt: false,
    isCodeCell: false,
  } as const;
  const [edit, ...others] = language.insert(document, range, [image], context).edits;
  assert.ok(edit && others.length === 0);
  const [written = { start: 0, end: 0 }] = edit.alts;
  return { text: edit.text.trim(), alt: edit.text.slice(written.start, written.end) };
}

describe('A prompt that contains code', () => {
  for (const kind of languagesWithAlt) {
    for (const [runBy, code] of programs) {
      it(`of ${runBy} is text in ${kind}: ${code}`, () => {
        const prompt = `A cat ${code} on the moon`;
        const { text, alt } = writeAlt(kind, prompt);
        if (kind === 'latex') {
          assert.equal(readLatex(alt), prompt);
          assert.doesNotMatch(alt, /\(\(|\)\)/);
          return;
        }
        assert.doesNotMatch(
          kind === 'markdown' || kind === 'mdx' ? alt.replace(/\\./g, '') : alt,
          codePattern,
        );
        assert.equal(readAlt(kind, text), prompt);
      });
    }
  }

  it('is not a part of a name, a path or a style sheet', () => {
    for (const [, code] of programs) {
      assert.match(createFileStem(code), /^[\p{L}\p{N}-]+$/u);
      for (const kind of ['css', 'sass', 'plaintext']) {
        assert.ok(!writeAlt(kind, code).text.includes(code), code);
      }
    }
  });

  // Nunjucks 3.2.4, LiquidJS 10, Handlebars 4.7 and EJS rendered each of these without a change.
  const expected: Readonly<Record<LanguageWithAlt, string>> = {
    markdown:
      '&#123;&#123; x &#125;&#125; &#123;% y %&#125; &#123;&#35; z &#35;&#125; &lt;%= 1 %&gt; &#96;r 1&#96; &#36;&#123;1&#125;',
    mdx: '&#123;&#123; x &#125;&#125; &#123;% y %&#125; &#123;&#35; z &#35;&#125; &lt;%= 1 %&gt; &#96;r 1&#96; &#36;&#123;1&#125;',
    html: '&#123;&#123; x &#125;&#125; &#123;% y %&#125; &#123;&#35; z &#35;&#125; &lt;%= 1 %&gt; &#96;r 1&#96; &#36;&#123;1&#125;',
    vue: '&#123;&#123; x &#125;&#125; &#123;% y %&#125; &#123;&#35; z &#35;&#125; &lt;%= 1 %&gt; &#96;r 1&#96; &#36;&#123;1&#125;',
    javascriptreact:
      '&#123;&#123; x &#125;&#125; &#123;% y %&#125; &#123;&#35; z &#35;&#125; &lt;%= 1 %&gt; &#96;r 1&#96; &#36;&#123;1&#125;',
    latex:
      '\\{\\{ x \\}\\} \\{\\% y \\%\\} \\{\\# z \\#\\} <\\%= 1 \\%{}> \\textasciigrave{}r 1\\textasciigrave{} \\$\\{1\\}',
  };
  for (const kind of languagesWithAlt) {
    it(`is written in ${kind} so that template engines keep it`, () => {
      const prompt = '{{ x }} {% y %} {# z #} <%= 1 %> `r 1` ${1}';
      assert.equal(writeAlt(kind, prompt).alt, expected[kind]);
    });
  }

  it('does not change a prompt in plain words', () => {
    const prompts = [
      'A cat, 3 < 4 and 5 > 4, 50% off & 1 (a (b) c)',
      '月光下的猫\uff0c“油画”',
      'snake_case',
    ];
    for (const prompt of prompts) assert.equal(writeAlt('markdown', prompt).alt, prompt);
  });
});

describe('Alt text', () => {
  const hidden = '\u202e\u2066\u200b\ufeff\u0007\u001b\u00ad\u{e0041}\ufff9\u2060';
  for (const kind of languagesWithAlt) {
    it(`in ${kind} has no invisible or bidirectional characters and no line breaks`, () => {
      assert.equal(
        writeAlt(kind, `A${hidden} cat\r\n\n\ton\u2028the\u0085moon`).alt,
        'A cat on the moon',
      );
    });
    it(`in ${kind} has a limited length`, () => {
      for (const character of ['a', '🚀', 'a\u0301', ' a']) {
        const { alt } = writeAlt(kind, character.repeat(100_000));
        assert.ok(Array.from(alt).length <= maxAltCharacters && alt.endsWith('…'));
      }
    });
    it(`in ${kind} keeps emoji and scripts with joiners`, () => {
      for (const prompt of ['👩‍🚀 on the moon', 'नमस्ते क्‍ष', '❤️', 'می‌خواهم']) {
        assert.equal(writeAlt(kind, prompt).alt, prompt);
      }
    });
  }
});
