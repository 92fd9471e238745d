import { uncomment } from './comment.ts';
import { textOfElement, textOfHtml } from './html.ts';
import { plainLatex } from './latex.ts';
import { plainMarkdown } from './markdown.ts';
import { reflow } from './reflow.ts';

type Reader = (text: string) => string | undefined;

const readers: readonly [languages: string, Reader][] = [
  ['markdown mdx quarto rmd', plainMarkdown],
  [
    'html vue vue-html svelte astro handlebars razor aspnetcorerazor ejs erb twig liquid blade jinja-html django-html',
    textOfHtml,
  ],
  ['php xml javascriptreact typescriptreact', textOfElement],
  ['latex tex', plainLatex],
];

const readerOf: ReadonlyMap<string, Reader> = new Map(
  readers.flatMap(([languages, reader]) => languages.split(' ').map((id) => [id, reader])),
);

/**
 * The prompt that a selection stands for: a comment without its marks, prose of a markup language without its
 * markup, anything else as it is, trimmed. Empty only for a selection without text.
 * @param languageId VS Code's id of the document's language
 */
export function promptOf(selectedText: string, languageId: string): string {
  const text = selectedText.replace(/\r\n?/g, '\n').trim();
  const comment = uncomment(text, languageId);
  const prompt = comment === undefined ? readerOf.get(languageId)?.(text) : reflow(comment);
  return prompt === undefined || prompt === '' ? text : prompt;
}
