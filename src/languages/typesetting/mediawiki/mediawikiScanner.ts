import type { TextRange } from '../../language.ts';

/** A part of a wiki page that contains others, or is read as a whole. */
export interface WikiSpan extends TextRange {
  readonly kind: 'comment' | 'code' | 'gallery' | 'link' | 'template' | 'table';
  readonly contentStart: number;
  contentEnd: number;
  end: number;
}

const token =
  /<!--|<(nowiki|pre|syntaxhighlight|source|math|code|gallery|score|timeline)\b[^<>\n]{0,500}(\/?)>|^[ \t]{0,40}\{\||^[ \t]{0,40}\|\}|\[\[|\]\]|\{\{|\}\}|\[(?:https?:)?\/\/[^\]\n]{0,1000}\]/gim;
const kinds = { '[[': 'link', '{{': 'template', '{|': 'table' } as const;
const partners: Readonly<Record<string, keyof typeof kinds>> = {
  ']]': '[[',
  '}}': '{{',
  '|}': '{|',
};
/** How many open spans are searched for the start of one that ends. */
const maxDepth = 100;

/** Finds comments, code, galleries, links, templates and tables of a wiki page, in the order of their starts. */
export function scanMediaWiki(text: string): readonly WikiSpan[] {
  const spans: WikiSpan[] = [];
  const open: { mark: string; span: WikiSpan }[] = [];
  token.lastIndex = 0;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const { 0: found, 1: tag, 2: slash, index } = match;
    const mark = found.trim();
    const start = index + found.indexOf(mark);
    const contentStart = index + found.length;
    if (tag !== undefined || mark === '<!--') {
      if (slash === '/') continue;
      const close = tag === undefined ? '-->' : `</${tag.toLowerCase()}>`;
      const at = text.indexOf(close, contentStart);
      const contentEnd = at === -1 ? text.length : at;
      const end = Math.min(text.length, contentEnd + close.length);
      const kind =
        tag === undefined ? 'comment' : tag.toLowerCase() === 'gallery' ? 'gallery' : 'code';
      spans.push({ kind, start, end, contentStart, contentEnd });
      token.lastIndex = end;
    } else if (mark === '[[' || mark === '{{' || mark === '{|') {
      const span: WikiSpan = {
        kind: kinds[mark],
        start,
        end: text.length,
        contentStart,
        contentEnd: text.length,
      };
      spans.push(span);
      open.push({ mark, span });
    } else if (mark.startsWith('[')) {
      spans.push({
        kind: 'link',
        start,
        end: contentStart,
        contentStart: start + 1,
        contentEnd: contentStart - 1,
      });
    } else {
      let partner = open.length - 1;
      const lowest = Math.max(0, open.length - maxDepth);
      while (partner >= lowest && open[partner]?.mark !== partners[mark]) partner--;
      if (partner < lowest) continue;
      for (const { span } of open.splice(partner)) {
        span.contentEnd = start;
        span.end = contentStart;
      }
    }
  }
  return spans;
}
