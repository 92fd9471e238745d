import type { RealDocument } from './realDocument.ts';

/** Documents in LaTeX, Typst, and lightweight markup, by what they are. */
export const typesettingDocuments: Readonly<Record<string, RealDocument>> = {
  'chapter of a thesis': {
    file: 'typesetting/thesis-chapter.tex',
    languageId: 'latex',
    fileName: 'chapters/background.tex',
    after: '% !TeX encoding = UTF-8',
  },
  'main file of a thesis': {
    file: 'typesetting/thesis-main.tex',
    languageId: 'latex',
    fileName: 'main.tex',
    after: '\\begin{document}',
    before: '\\end{document}',
  },
  'Beamer slides': {
    file: 'typesetting/beamer-slides.tex',
    languageId: 'latex',
    fileName: 'slides.tex',
    after: '\\begin{document}',
    before: '\\end{document}',
  },
  'LaTeX article in Chinese': {
    file: 'typesetting/article.zh-cn.tex',
    languageId: 'latex',
    fileName: '论文.tex',
    after: '\\begin{document}',
    before: '\\end{document}',
  },
  'Typst article': {
    file: 'typesetting/article.typ',
    languageId: 'typst',
    fileName: 'article.typ',
    after: '#set page(paper: "a4", margin: (x: 1.8cm, y: 1.5cm))',
  },
  'Antora page': {
    file: 'typesetting/antora-page.adoc',
    languageId: 'asciidoc',
    fileName: 'modules/ROOT/pages/install.adoc',
    after: 'endif::[]',
  },
  'Sphinx index': {
    file: 'typesetting/sphinx-index.rst',
    languageId: 'restructuredtext',
    fileName: 'docs/index.rst',
  },
  'Sphinx tutorial': {
    file: 'typesetting/sphinx-tutorial.rst',
    languageId: 'restructuredtext',
    fileName: 'docs/user/tutorial.rst',
  },
  'Org notes': {
    file: 'typesetting/notes.org',
    languageId: 'org',
    fileName: 'notes.org',
  },
  'MediaWiki article': {
    file: 'typesetting/article.mediawiki',
    languageId: 'wikitext',
    fileName: 'Tide gauge.mediawiki',
  },
  'Textile release notes': {
    file: 'typesetting/release-notes.textile',
    languageId: 'textile',
    fileName: 'release-notes.textile',
  },
};
