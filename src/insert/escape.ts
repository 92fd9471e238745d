import { maxAltCharacters } from '../untrusted/limits.ts';
import { cutText } from '../untrusted/plainText.ts';
import { removeUnsafeCharacters } from '../untrusted/unsafeCharacters.ts';

const lineBreak = /[\t\n\v\f\r\u0085\u2028\u2029]/;

/**
 * Alt text as it is written in every language, before it is escaped: one line of limited length, without characters
 * that are invisible or change the order of others.
 */
export function toAltText(prompt: string): string {
  return cutText(prompt, maxAltCharacters, (start) => {
    const line = start.replace(/[\s\u0085]+/g, (space) => (lineBreak.test(space) ? ' ' : space));
    return removeUnsafeCharacters(line).trim();
  });
}

/**
 * Encodes a relative path as a URL reference that stays readable. Letters of every script are kept. Invisible
 * characters and those with a meaning in URLs, Markdown, HTML, CSS or template languages are
 * percent-encoded, so that the result needs no further escaping in any of them.
 */
export function encodePath(path: string): string {
  return path.replace(/[\p{Cc}\p{Cf}\p{Z}]|[^\P{ASCII}\w\-.~+!/]/gu, (character) =>
    // encodeURIComponent does not encode these four.
    /['()*]/.test(character)
      ? `%${character.charCodeAt(0).toString(16).toUpperCase()}`
      : encodeURIComponent(character),
  );
}

/*
 * A document is often run before it is read: by Nunjucks, Liquid, Jinja, Handlebars, Twig, Hugo, Quarto, knitr, PHP,
 * ERB, EJS, Templater, Razor, Blade, Vue, Angular, Svelte, Astro or MDX. What begins or ends code for one of them is
 * a character reference, which only the reader of the result decodes. Both braces of a pair are, because a single
 * `#}` or `%>` is an error or disappears.
 */

/**
 * Backquotes are inline code to knitr, and `@` is a citation to Quarto. `#` begins directives of Velocity and code
 * of CFML; `((` begins code of some templates. `a < b` stays.
 */
const codeInMarkdown = /[`${}@#]|(?<=\()\(|(?<=\))\)|<(?![\s\d]|$)|(?<=[%?\-=])>/g;
const codeInMdx = /[`${}@<#]|(?<=\()\(|(?<=\))\)|(?<=[%?\-=])>/g;
/** `[` begins code of Thymeleaf, FreeMarker and Template Toolkit. */
const codeInHtml = /[&"`<>{}$@[#]|(?<=\()\(|(?<=\))\)/g;

/** Escapes the alt text of a Markdown image. Only what Markdown or a template would interpret is escaped: `snake_case` stays. */
export function escapeMarkdown(text: string): string {
  return escapeInline(text, codeInMarkdown);
}

/** As `escapeMarkdown`, and also what MDX would read as an element. */
export function escapeMdx(text: string): string {
  return escapeInline(text, codeInMdx);
}

function escapeInline(text: string, code: RegExp): string {
  return (
    text
      // Not every Markdown parser lets a backslash escape a character reference.
      .replace(/&(?=#?\w+;)/g, '&amp;')
      .replace(/[\\[\]*~|]/g, '\\$&')
      .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
      .replace(/^\^/, '\\^')
      .replace(code, toCharacterReference)
  );
}

/** Escapes a quoted attribute in HTML, in what is like it, and in JSX, where character references mean the same. */
export function escapeAttribute(text: string): string {
  return text.replace(codeInHtml, toCharacterReference);
}

const namedReferences: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '"': '&quot;',
  '<': '&lt;',
  '>': '&gt;',
};

function toCharacterReference(character: string): string {
  return namedReferences[character] ?? `&#${character.charCodeAt(0)};`;
}

/** Escapes LaTeX text. What begins code for a template is taken apart by the same backslashes. */
export function escapeLatex(text: string): string {
  return (
    text
      .replace(/[#$%&_{}\\~^`]/g, (character) => latexCommands[character] ?? `\\${character}`)
      // EJS and ERB remove `%>`.
      .replaceAll('%>', '%{}>')
      // `((` begins code of templates for LaTeX.
      .replace(/\((?=\()|\)(?=\))/g, '$&{}')
  );
}

const latexCommands: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '`': '\\textasciigrave{}',
};

/**
 * Escapes the file name argument of `\includegraphics`. Since October 2019, LaTeX reads spaces, `_`, `&`, `$` and
 * letters of every script as they are (https://www.latex-project.org/news/latex2e-news/ltnews30.pdf). The rest
 * needs `\string`, because file names are read without an escape character.
 */
export function escapeLatexFileName(path: string): string {
  return path.replace(/[%#{}]/g, '\\string\\$&').replace(/~/g, '\\string~');
}
