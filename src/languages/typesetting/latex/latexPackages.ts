import type { LatexSpan } from './latexScanner.ts';
import { scanLatex } from './latexScanner.ts';

/** Packages that load graphicx, and graphicx itself. */
const graphicsPackages =
  /^(?:graphicx|graphics|graphbox|adjustbox|overpic|svg|epsfig|rotating|pdfpages|animate|incgraph|mwe|pgf\w*|tikz(?:-cd|scale|symbols)?|tcolorbox|forest|circuitikz|beamerarticle)$/;
const graphicsClasses = /^(?:beamer|ctexbeamer|tikzposter|moderncv|acmart|elsarticle)$/;
/** Commands whose files may load any package. */
const inputCommands = /^(?:input|include|subfile|subfileinclude|import|subimport|LoadClass\w*)$/;

/**
 * Whether a document certainly does not load graphicx. A part of a document has no packages, and files that are read
 * in the preamble may have all of them.
 * @param rootText the text of the document that it is a part of
 */
export function lacksGraphicx(
  text: string,
  spans: readonly LatexSpan[],
  rootText?: string,
): boolean {
  const states = [readPackages(text, spans)];
  if (rootText !== undefined) states.push(readPackages(rootText, scanLatex(rootText)));
  return states.includes('missing') && !states.includes('loaded');
}

function readPackages(text: string, spans: readonly LatexSpan[]): 'loaded' | 'missing' | 'unknown' {
  const body = spans.find(({ kind, name }) => kind === 'environment' && name === 'document');
  let state: 'missing' | 'unknown' = 'unknown';
  let isOpaque = false;
  for (const { kind, name, start, content } of spans) {
    if (body && start >= body.start) break;
    if (inputCommands.test(name)) isOpaque = true;
    if (kind !== 'argument') continue;
    const values = text.slice(content.start, content.end).split(',');
    if (/^(?:usepackage|RequirePackage(?:WithOptions)?)$/.test(name)) {
      if (values.some((value) => graphicsPackages.test(value.trim()))) return 'loaded';
    } else if (name === 'documentclass') {
      if (graphicsClasses.test(values[0]?.trim() ?? '')) return 'loaded';
      state = 'missing';
    }
  }
  return isOpaque ? 'unknown' : state;
}
