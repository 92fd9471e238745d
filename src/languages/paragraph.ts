import type { CommentRule } from './comments/commentSyntax.ts';
import type { TextRange } from './language.ts';
import { extractPrompt, type SelectedDocument } from './prompt.ts';
import { findLanguage } from './registry.ts';
import { getLine, getNextLine, getPreviousLine, isBlank, type Line } from './text/lines.ts';

/** Characters on each side of the cursor in which its paragraph is searched. */
const reachCharacters = 10_000;

// These patterns are for lines without the white space around them.

/** A line of its own, which separates paragraphs: a rule, a fence, an underline, or the frame of a table. */
const separator =
  /^(?:([-=~^"'#*+.:_])\1{2,}|(?:```|~~~|:::).*|[-+=:|][-+=:| ]{2,}|\\\[|\\\]|\$\$)$/;

/** A title: of Markdown, AsciiDoc, Typst, MediaWiki, LaTeX, or Textile. */
const title =
  /^(?:#{1,6}\s|={1,6}\s|(={2,6}).+\1$|\\(?:part|chapter|(?:sub){0,2}section|(?:sub)?paragraph)\b|h[1-6]\. )/;

const orgTitle = /^\*+\s/;

/** The start of a list item, or a LaTeX command that begins or ends an environment. */
const item =
  /^(?:[-*+•]+\s|(?:\d{1,3}|[a-z])[.)]\s|#\.?\s|\\(?:item|begin|end|maketitle|documentclass|usepackage)\b)/;

/** The start or the end of a LaTeX environment. */
const environment = /^\\(?:begin|end|maketitle)\b/;

/** A tag of an element that HTML shows as a block. */
const blockTag =
  /<\/?(address|article|aside|blockquote|body|br|button|caption|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|head|header|hr|html|legend|li|main|nav|ol|option|p|pre|script|section|select|style|summary|table|tbody|td|template|tfoot|th|thead|title|tr|ul)\b[^<>]*>/gi;

/** Languages whose text is between the tags of HTML. */
const tagLanguages: ReadonlySet<string> = new Set([
  'html',
  'vue',
  'svelte',
  'astro',
  'php',
  'blade',
  'django-html',
  'ejs',
  'erb',
  'handlebars',
  'jinja-html',
  'liquid',
  'nunjucks',
  'razor',
  'twig',
]);

/** Languages that have a prompt in a selection, but no paragraphs. */
const codeLanguages: ReadonlySet<string> = new Set(['javascriptreact', 'typescriptreact', 'xml']);

/**
 * The prompt in the paragraph at the cursor, without its markup: a list item and a title are paragraphs, and so is
 * the text of a block in HTML. On a blank line, it is the paragraph above.
 * @param text the text of the document
 * @param offset the position of the cursor
 * @returns empty if there is none, or if the language has no paragraphs
 */
export function extractParagraph(
  text: string,
  offset: number,
  document: SelectedDocument,
  commentRules: readonly CommentRule[] = [],
): string {
  const language = findLanguage(document.languageId, document.fileName);
  const [id = ''] = language?.ids ?? [];
  const hasParagraphs = id === 'plaintext' || language?.readPrompt !== undefined;
  if (!hasParagraphs || codeLanguages.has(id)) return '';
  const start = Math.max(0, offset - reachCharacters);
  const around = text.slice(start, offset + reachCharacters);
  const find = tagLanguages.has(id) ? findBetweenTags : findLines;
  const range = find(around, offset - start, id);
  if (!range) return '';
  const paragraph = around.slice(range.start, range.end);
  return paragraph.trim() === '' ? '' : extractPrompt(paragraph, document, commentRules);
}

/** The text around the cursor up to the next tags. `undefined` in code, and outside of elements. */
function findBetweenTags(text: string, offset: number): TextRange | undefined {
  let start: number | undefined;
  let end: number | undefined;
  for (const match of text.matchAll(blockTag)) {
    const [tag, name = ''] = match;
    if (match.index >= offset) {
      end = match.index;
      break;
    }
    const isCode = /^(?:script|style)$/i.test(name) && !tag.startsWith('</');
    start = isCode ? undefined : match.index + tag.length;
    // The cursor is in the tag.
    if (start !== undefined && start > offset) return undefined;
  }
  return start === undefined || end === undefined ? undefined : { start, end };
}

/** The lines around the cursor that belong together. */
function findLines(text: string, offset: number, languageId: string): TextRange | undefined {
  const isTitle = ({ text }: Line) => (languageId === 'org' ? orgTitle : title).test(text.trim());
  const startsParagraph = (line: Line) => isTitle(line) || item.test(line.text.trim());
  const endsParagraph = (line: Line) =>
    isBoundary(line) || isTitle(line) || environment.test(line.text.trim());
  let first: Line | undefined = getLine(text, offset);
  while (first && isBlank(first)) first = getPreviousLine(text, first);
  if (!first || isBoundary(first)) return undefined;
  let last = first;
  for (
    let previous = getPreviousLine(text, first);
    previous && !startsParagraph(first) && !endsParagraph(previous);
    previous = getPreviousLine(text, first)
  )
    first = previous;
  for (
    let next = getNextLine(text, last);
    next && !endsParagraph(last) && !startsParagraph(next) && !isBoundary(next);
    next = getNextLine(text, last)
  )
    last = next;
  return { start: first.start, end: last.end };
}

function isBoundary(line: Line): boolean {
  return isBlank(line) || separator.test(line.text.trim());
}
