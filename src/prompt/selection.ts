import { maxParsedCharacters } from '../untrusted/limits.ts';
import { extractCommentText } from './comment.ts';
import type { CommentRule } from './commentSyntax.ts';
import { extractElementText, extractHtmlText, extractXmlText } from './html.ts';
import { extractLatexText } from './latex.ts';
import { extractMarkdownText, extractMdxText } from './markdown.ts';
import { reflow } from './reflow.ts';

type TextExtractor = (text: string) => string | undefined;

const extractors: readonly [languages: string, TextExtractor][] = [
  ['markdown quarto rmd', extractMarkdownText],
  ['mdx', extractMdxText],
  [
    'html vue vue-html svelte astro handlebars razor aspnetcorerazor ejs erb twig liquid blade jinja-html django-html',
    extractHtmlText,
  ],
  ['php javascriptreact typescriptreact', extractElementText],
  ['xml', extractXmlText],
  ['latex tex', extractLatexText],
];

const extractorByLanguageId: ReadonlyMap<string, TextExtractor> = new Map(
  extractors.flatMap(([languages, extractor]) => languages.split(' ').map((id) => [id, extractor])),
);

/**
 * The prompt in a selection: a comment without its markers, the text of a markup language without its markup,
 * anything else as it is, trimmed; so is a text that is too long to be read. Empty only for a selection without text.
 * @param languageId VS Code's id of the document's language
 * @param commentRules the comments of that language in the installed language configurations
 */
export function extractPrompt(
  selectedText: string,
  languageId: string,
  commentRules: readonly CommentRule[] = [],
): string {
  const text = selectedText.replace(/\r\n?/g, '\n').trim();
  if (text.length > maxParsedCharacters) return text;
  const comment = extractCommentText(text, languageId, commentRules);
  const prompt =
    comment === undefined ? extractorByLanguageId.get(languageId)?.(text) : reflow(comment);
  return prompt === undefined || prompt === '' ? text : prompt;
}
