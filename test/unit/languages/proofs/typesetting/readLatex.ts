import type { Argument, Macro, Node } from '@unified-latex/unified-latex-types';
import { parse } from '@unified-latex/unified-latex-util-parse';
import type { FoundImage } from '../languageProof.ts';

const macros: Readonly<Record<string, string>> = {
  textbackslash: '\\',
  textasciitilde: '~',
  textasciicircum: '^',
  textasciigrave: '`',
  // What file names are read with: the character that follows.
  string: '',
};

/** The images of a LaTeX document. */
export function readLatex(document: string): readonly FoundImage[] {
  return [...listMacros(parse(document).content)].flatMap((macro) =>
    macro.content === 'includegraphics' ? [readImage(macro)] : [],
  );
}

function* listMacros(nodes: readonly Node[]): Generator<Macro> {
  for (const node of nodes) {
    if (node.type === 'macro') yield node;
    if ('args' in node) for (const { content } of node.args ?? []) yield* listMacros(content);
    // Verbatim nodes have a string.
    if ('content' in node && Array.isArray(node.content)) yield* listMacros(node.content);
  }
}

function readImage({ args = [] }: Macro): FoundImage {
  const [options, path] = [args.find(({ openMark }) => openMark === '['), args.at(-1)];
  return { path: path ? toText(path.content) : '', alt: options && readAlt(options) };
}

function readAlt({ content }: Argument): string | undefined {
  const key = content.findIndex((node) => node.type === 'string' && node.content === 'alt');
  const value = content[key + 2];
  return key !== -1 && value?.type === 'group' ? toText(value.content) : undefined;
}

function toText(nodes: readonly Node[]): string {
  return nodes
    .map((node) => {
      if (node.type === 'string') return node.content;
      if (node.type === 'whitespace') return ' ';
      if (node.type === 'group') return toText(node.content);
      if (node.type === 'macro') return macros[node.content] ?? node.content;
      throw new Error(`Unexpected ${node.type} in a text`);
    })
    .join('');
}
