import { extractCommentText } from './comment.ts';
import { extractElementText, extractHtmlText } from './html.ts';
import { extractLatexText } from './latex.ts';
import { extractMarkdownText } from './markdown.ts';
import { reflow } from './reflow.ts';

type TextExtractor = (text: string) => string | undefined;

const extractors: readonly [languages: string, TextExtractor][] = [
  ['markdown mdx quarto rmd', extractMarkdownText],
  [
    'html vue vue-html svelte astro handlebars razor aspnetcorerazor ejs erb twig liquid blade jinja-html django-html',
    extractHtmlText,
  ],
  ['php xml javascriptreact typescriptreact', extractElementText],
  ['latex tex', extractLatexText],
];

const extractorByLanguageId: ReadonlyMap<string, TextExtractor> = new Map(
  extractors.flatMap(([languages, extractor]) => languages.split(' ').map((id) => [id, extractor])),
);

/**
 * The prompt that a selection stands for: a comment without its marks, prose of a markup language without its
 * markup, anything else as it is, trimmed. Empty only for a selection without text.
 * @param languageId VS Code's id of the document's language
 */
export function extractPrompt(selectedText: string, languageId: string): string {
  const text = selectedText.replace(/\r\n?/g, '\n').trim();
  const comment = extractCommentText(text, languageId);
  const prompt =
    comment === undefined ? extractorByLanguageId.get(languageId)?.(text) : reflow(comment);
  return prompt === undefined || prompt === '' ? text : prompt;
}
