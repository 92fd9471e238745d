/** The references that are written for the images of the tests. */
export const image = '\\includegraphics[width=\\linewidth, alt={A fox}]{images/fox.png}';
export const second = '\\includegraphics[width=\\linewidth, alt={An owl}]{images/owl.png}';

/** A document with a body. */
export function article(body: string, preamble = '\\usepackage{graphicx}\n'): string {
  return `\\documentclass{article}\n${preamble}\\begin{document}\n${body}\n\\end{document}\n`;
}
