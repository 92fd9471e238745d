import type { DocumentLanguage } from '../language.ts';
import { pandocDialect } from './dialect.ts';
import { findMarkdownReferences } from './findReferences.ts';
import { insertImages } from './insert/insertMarkdown.ts';
import { extractMarkdownText } from './markdownText.ts';

/** Quarto and R Markdown: Pandoc's Markdown with code that runs. */
export const quarto: DocumentLanguage = {
  ids: ['quarto', 'rmd'],
  extensions: ['qmd', 'rmd', 'rmarkdown'],
  readPrompt: extractMarkdownText,
  insert: (text, range, images, context) =>
    insertImages(text, range, images, pandocDialect, context),
  findReferences: (text) => findMarkdownReferences(text, pandocDialect),
};
