import { codeDocuments } from './codeDocuments.ts';
import { markdownDocuments } from './markdownDocuments.ts';
import { pageDocuments } from './pageDocuments.ts';
import { typesettingDocuments } from './typesettingDocuments.ts';
import type { RealDocument } from './realDocument.ts';

/** All documents, by what they are. */
export const realDocuments: Readonly<Record<string, RealDocument>> = {
  ...markdownDocuments,
  ...pageDocuments,
  ...typesettingDocuments,
  ...codeDocuments,
};

/** Languages whose documents are not inserted into yet, because nothing proves the result. */
export const languagesWithoutProof: readonly string[] = [
  'asciidoc',
  'astro',
  'blade',
  'css',
  'dart',
  'django-html',
  'ejs',
  'handlebars',
  'html',
  'jinja-html',
  'json',
  'kotlin',
  'latex',
  'less',
  'markdown',
  'mdx',
  'org',
  'php',
  'python',
  'quarto',
  'razor',
  'restructuredtext',
  'rmd',
  'scss',
  'svelte',
  'swift',
  'textile',
  'toml',
  'twig',
  'typescriptreact',
  'typst',
  'vue',
  'wikitext',
  'yaml',
];
