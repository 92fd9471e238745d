import type { DocumentLanguage } from '../language.ts';
import { mdxDialect } from './dialect.ts';
import { findMarkdownReferences } from './findReferences.ts';
import { insertImages } from './insert/insertMarkdown.ts';
import { extractMdxText } from './markdownText.ts';

/** MDX: Markdown with JSX instead of HTML. */
export const mdx: DocumentLanguage = {
  ids: ['mdx'],
  extensions: ['mdx'],
  readPrompt: extractMdxText,
  insert: (text, range, images, context) => insertImages(text, range, images, mdxDialect, context),
  findReferences: (text) => findMarkdownReferences(text, mdxDialect),
};
