import type { DocumentLanguage } from '../language.ts';
import { rMarkdownDialect } from './dialect.ts';
import { findMarkdownReferences } from './findReferences.ts';
import { insertImages } from './insert/insertMarkdown.ts';
import { extractMarkdownText } from './markdownText.ts';

/** R Markdown: Pandoc's Markdown with code that runs. */
export const rMarkdown: DocumentLanguage = {
  ids: ['rmd'],
  extensions: ['rmd', 'rmarkdown'],
  readPrompt: extractMarkdownText,
  insert: (text, range, images, context) =>
    insertImages(text, range, images, rMarkdownDialect, context),
  findReferences: (text) => findMarkdownReferences(text, rMarkdownDialect),
};
