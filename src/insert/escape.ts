/** Line breaks and tabs become single spaces and other control characters go: alt text is one line in every language. */
export function toSingleLine(text: string): string {
  return text
    .replace(/\s*[\t\n\v\f\r\u0085\u2028\u2029]\s*/g, ' ')
    .replace(/\p{Cc}/gu, '')
    .trim();
}

/**
 * A relative path as a URL reference that stays readable: letters of every script are kept, and everything
 * that means something to a URL, to Markdown, HTML, CSS or a template language, or that cannot be seen,
 * is percent-encoded. The result needs no further escaping in any of them.
 */
export function encodePath(path: string): string {
  return path.replace(/[\p{Cc}\p{Cf}\p{Z}]|[^\P{ASCII}\w\-.~+!/]/gu, (character) =>
    // encodeURIComponent leaves these four alone.
    /['()*]/.test(character)
      ? `%${character.charCodeAt(0).toString(16).toUpperCase()}`
      : encodeURIComponent(character),
  );
}

/** Text inside the brackets of a Markdown image. Only what could be read as Markdown is escaped: `snake_case` and `a < b` stay. */
export function escapeMarkdown(text: string): string {
  return escapeInline(text, /[\\[\]`*~$|]|<(?=[a-z/!?])/gi);
}

/** As Markdown, and nothing that MDX would take for an expression or an element. */
export function escapeMdx(text: string): string {
  return escapeInline(text, /[\\[\]`*~$|<{}]/g);
}

function escapeInline(text: string, special: RegExp): string {
  return (
    text
      .replace(special, '\\$&')
      .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
      .replace(/^\^/, '\\^')
      // Not every reader of Markdown knows that a backslash takes a character reference apart.
      .replace(/&(?=#?\w+;)/g, '&amp;')
  );
}

/** A quoted attribute of HTML. Braces and `@` are spelled out too: Angular, Svelte, Handlebars, Razor and Blade run what follows them. */
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

/** A quoted attribute of JSX: entities are decoded there, braces and backslashes mean nothing. */
export function escapeJsxAttribute(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;');
}

/** Running text of LaTeX. */
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
 * The file name argument of `\includegraphics`. Since the LaTeX of 2019-10 spaces, `_`, `&`, `$` and every letter
 * are read as they are; `\string` gives the rest, because names are read with no escape character.
 */
export function escapeLatexFileName(path: string): string {
  return path.replace(/[%#{}]/g, '\\string\\$&').replace(/~/g, '\\string~');
}
