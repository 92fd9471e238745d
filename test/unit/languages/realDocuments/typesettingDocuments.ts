import type { RealDocument } from './realDocument.ts';

/** Documents in LaTeX, Typst, and lightweight markup, by what they are. */
export const typesettingDocuments: Readonly<Record<string, RealDocument>> = {
  'chapter of a thesis': {
    file: 'typesetting/thesis-chapter.tex',
    languageId: 'latex',
    fileName: 'chapters/background.tex',
  },
  'main file of a thesis': {
    file: 'typesetting/thesis-main.tex',
    languageId: 'latex',
    fileName: 'main.tex',
  },
  'Beamer slides': {
    file: 'typesetting/beamer-slides.tex',
    languageId: 'latex',
    fileName: 'slides.tex',
  },
  'LaTeX article in Chinese': {
    file: 'typesetting/article.zh-cn.tex',
    languageId: 'latex',
    fileName: '论文.tex',
  },
  'Typst article': {
    file: 'typesetting/article.typ',
    languageId: 'typst',
    fileName: 'article.typ',
  },
  'Antora page': {
    file: 'typesetting/antora-page.adoc',
    languageId: 'asciidoc',
    fileName: 'modules/ROOT/pages/install.adoc',
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
