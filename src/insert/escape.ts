/** Replaces line breaks and tabs by single spaces and removes other control characters: alt text is one line in every language. */
export function toSingleLine(text: string): string {
  return text
    .replace(/[\s\u0085]+/g, (space) =>
      /[\t\n\v\f\r\u0085\u2028\u2029]/.test(space) ? ' ' : space,
    )
    .replace(/\p{Cc}/gu, '')
    .trim();
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

/** Escapes the alt text of a Markdown image. Only what Markdown would interpret is escaped: `snake_case` and `a < b` stay. */
export function escapeMarkdown(text: string): string {
  return escapeInline(text, /[\\[\]`*~$|]|<(?=[a-z/!?])/gi);
}

/** As `escapeMarkdown`, and also what MDX would read as an expression or an element. */
export function escapeMdx(text: string): string {
  return escapeInline(text, /[\\[\]`*~$|<{}]/g);
}

function escapeInline(text: string, special: RegExp): string {
  return (
    text
      .replace(special, '\\$&')
      .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
      .replace(/^\^/, '\\^')
      // Not every Markdown parser lets a backslash escape a character reference.
      .replace(/&(?=#?\w+;)/g, '&amp;')
  );
}

/**
 * Escapes a quoted HTML attribute. Braces and `@` are escaped too, because Angular, Svelte, Handlebars, Razor and
 * Blade evaluate what follows them.
 */
export function escapeHtmlAttribute(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/"/g, '&quot;')
    .replace(/[<>{}@]/g, (character) => htmlEntities[character] ?? character);
}

const htmlEntities: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '{': '&#123;',
  '}': '&#125;',
  '@': '&#64;',
};

/** Escapes a quoted JSX attribute, in which entities are decoded, and braces and backslashes have no meaning. */
export function escapeJsxAttribute(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;');
}

/** Escapes LaTeX text. */
export function escapeLatex(text: string): string {
  return text.replace(
    /[#$%&_{}\\~^]/g,
    (character) => latexCommands[character] ?? `\\${character}`,
  );
}

const latexCommands: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

/**
 * Escapes the file name argument of `\includegraphics`. Since October 2019, LaTeX reads spaces, `_`, `&`, `$` and
 * letters of every script as they are (https://www.latex-project.org/news/latex2e-news/ltnews30.pdf). The rest
 * needs `\string`, because file names are read without an escape character.
 */
export function escapeLatexFileName(path: string): string {
  return path.replace(/[%#{}]/g, '\\string\\$&').replace(/~/g, '\\string~');
}
