import type { DocumentLanguage } from '../language.ts';
import { commonDialect } from './dialect.ts';
import { findMarkdownReferences } from './findReferences.ts';
import { insertImages } from './insert/insertMarkdown.ts';
import { extractMarkdownText } from './markdownText.ts';

/** Markdown as CommonMark and GitHub define it, and the Markdown of notebooks and site generators. */
export const markdown: DocumentLanguage = {
  ids: ['markdown'],
  extensions: ['md', 'markdown', 'mdown', 'mkd', 'mkdn', 'mdwn', 'mdtext'],
  readPrompt: extractMarkdownText,
  insert: (text, range, images, context) =>
    insertImages(text, range, images, commonDialect, context),
  findReferences: (text) => findMarkdownReferences(text, commonDialect),
};
