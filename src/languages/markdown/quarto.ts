import type { DocumentLanguage } from '../language.ts';
import { quartoDialect } from './dialect.ts';
import { findMarkdownReferences } from './findReferences.ts';
import { insertImages } from './insert/insertMarkdown.ts';
import { extractMarkdownText } from './markdownText.ts';

/** Quarto: Pandoc's Markdown with code that runs. */
export const quarto: DocumentLanguage = {
  ids: ['quarto'],
  extensions: ['qmd'],
  readPrompt: extractMarkdownText,
  insert: (text, range, images, context) =>
    insertImages(text, range, images, quartoDialect, context),
  findReferences: (text) => findMarkdownReferences(text, quartoDialect),
};
