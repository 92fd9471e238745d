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
