import { toCharacterReference } from '../text/characterReference.ts';

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
