import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What LaTeX has read and set. */
export interface CompiledDocument {
  /** The files, relative to the document. */
  readonly files: ReadonlySet<string>;
  /** The alt texts of all images that have one, as plain text. */
  readonly alts: readonly string[];
}

/** Writes the alt text of each image to the terminal. */
const reportAlts = String.raw`\ExplSyntaxOn
\makeatletter
\text_declare_purify_equivalent:Nn \textbackslash { \c_backslash_str }
\text_declare_purify_equivalent:Nn \textasciitilde { \c_tilde_str }
\text_declare_purify_equivalent:Nn \textasciicircum { \c_circumflex_str }
\text_declare_purify_equivalent:Nn \textasciigrave { \char_generate:nn { 96 } { 12 } }
\text_declare_purify_equivalent:Nn \& { \c_ampersand_str }
\AddToHook { begindocument / before }
  { \define@key { Gin } { alt } { \iow_term:x { alt=\text_purify:n {#1} } } }
\makeatother
\ExplSyntaxOff
`;

/** A root document for one that is only a part. */
const root = String.raw`\documentclass{report}
\usepackage{graphicx}
\begin{document}
\input{document.tex}
\end{document}
`;

const options = [
  '-interaction=nonstopmode',
  '-halt-on-error',
  '-no-shell-escape',
  '-draftmode',
  '-recorder',
  '-jobname=document',
];

/**
 * Compiles a LaTeX document with pdfTeX, which can run no other programs.
 * @param folder an empty folder, which gets the document and the images
 * @param paths where `image` is written, relative to the document
 * @throws if LaTeX reports an error, such as an image that it does not find
 */
export async function compileLatex(
  folder: string,
  document: string,
  paths: readonly string[],
  image: Uint8Array,
): Promise<CompiledDocument> {
  // Paths may lead to the folder above.
  const project = join(folder, 'project');
  await mkdir(project);
  for (const file of paths.map((path) => join(project, path))) {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, image);
  }
  await writeFile(join(project, 'document.tex'), document);
  await writeFile(join(project, 'root.tex'), root);
  await writeFile(join(project, 'reportAlts.tex'), reportAlts);
  const main = document.includes('\\documentclass') ? 'document.tex' : 'root.tex';
  // LaTeX must not break the lines that are read.
  const env = { ...process.env, max_print_line: '100000' };
  const input = `\\input{reportAlts.tex}\\input{${main}}`;
  const { stdout } = await run('pdflatex', [...options, input], { cwd: project, env });
  const record = await readFile(join(project, 'document.fls'), 'utf8');
  return {
    files: new Set([...record.matchAll(/^INPUT (?:\.\/)?(.+)$/gm)].map(([, file = '']) => file)),
    alts: [...stdout.matchAll(/^alt=(.*)$/gm)].map(([, alt = '']) => alt),
  };
}
