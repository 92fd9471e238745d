import type { TextRange } from '../../language.ts';
import { readLines } from './documentLines.ts';
import type { Line } from '../../text/lines.ts';
import { skipScript } from './scriptSyntax.ts';

/** What a part of a document is. `markdown` is everything that needs the parser. */
export type SegmentKind =
  'frontMatter' | 'code' | 'comment' | 'math' | 'html' | 'script' | 'markdown';

/** Whole lines of a document. Ends where the next one starts. */
export interface Segment extends TextRange {
  readonly kind: SegmentKind;
}

/** How a document is split. */
export interface SegmentOptions {
  readonly isMdx: boolean;
}

/** What ends a construct that can contain blank lines. */
interface Opening {
  readonly kind: SegmentKind;
  /** Whether a line is the last one. The first line is tested only if `canEndOnFirstLine`. */
  readonly isEnd: (line: string) => boolean;
  readonly canEndOnFirstLine: boolean;
}

const listMarker = /^( {0,3}(?:[-*+]|\d{1,9}[.)]))( {1,4}|\t|$)/;
const footnote = /^\[\^[^\]]+\]:/;
const definitionMarker = /^[:~][ \t]/;
const fence = /^\s*(`{3,}|~{3,})/;

/**
 * Splits a document into segments, so that the parser needs to read only the one of the cursor: its time grows with
 * the square of some texts. A segment starts at a line without indentation after a blank one, where no list can
 * continue, or with a block that can contain blank lines. Linear.
 */
export function splitDocument(text: string, { isMdx }: SegmentOptions): Segment[] {
  const segments: Segment[] = [];
  let start = 0;
  let kind: SegmentKind = 'markdown';
  const begin = (next: SegmentKind, offset: number) => {
    if (offset > start) segments.push({ kind, start, end: offset });
    start = offset;
    kind = next;
  };
  const frontMatterEnd = findFrontMatterEnd(text);
  if (frontMatterEnd > 0) {
    kind = 'frontMatter';
    begin('markdown', frontMatterEnd);
  }
  const finder = new OpeningFinder(text, isMdx);
  let opening: Opening | undefined;
  let scriptEnd = 0;
  let hasScripts = isMdx;
  /** Where the content of the list item begins that a line may belong to. */
  let contentColumn = 0;
  let isAfterBlank = true;
  for (const line of readLines(text)) {
    if (line.start < start) continue;
    if (line.start < scriptEnd) continue;
    if (opening !== undefined) {
      if (opening.isEnd(line.text)) {
        opening = undefined;
        begin('markdown', Math.min(line.end + lineBreakLength(text, line.end), text.length));
      }
      isAfterBlank = true;
      continue;
    }
    if (line.text.trim() === '') {
      isAfterBlank = true;
      continue;
    }
    const indentation = /^\s*/.exec(line.text)?.[0].length ?? 0;
    if (isAfterBlank && indentation === 0) {
      const isContinued =
        contentColumn > 0 && (listMarker.test(line.text) || definitionMarker.test(line.text));
      if (!isContinued) {
        contentColumn = 0;
        if (!definitionMarker.test(line.text)) begin('markdown', line.start);
      }
      if (hasScripts && /^(?:import|export)\b/.test(line.text)) {
        begin('script', line.start);
        const end = skipScript(text, line.start);
        // Such a document is not MDX, and what follows is not searched again and again.
        if (end === undefined) hasScripts = false;
        scriptEnd = end ?? findBlankLine(text, line.start);
        begin('markdown', scriptEnd);
        continue;
      }
    }
    const isInList = contentColumn > 0 && indentation >= contentColumn;
    const found = isInList ? undefined : finder.find(line, indentation);
    if (found !== undefined) {
      contentColumn = 0;
      begin(found.kind, line.start);
      if (found.canEndOnFirstLine && found.isEnd(line.text)) {
        begin('markdown', Math.min(line.end + lineBreakLength(text, line.end), text.length));
      } else opening = found;
      isAfterBlank = true;
      continue;
    }
    if (!isInList) {
      const [, marker, space = ''] = listMarker.exec(line.text) ?? [];
      if (marker !== undefined) contentColumn = marker.length + Math.max(1, space.length);
      else if (footnote.test(line.text)) contentColumn = 4;
    }
    isAfterBlank = false;
  }
  begin('markdown', text.length);
  // After the last line break, a closed segment does not continue.
  if (opening === undefined && text.endsWith('\n'))
    segments.push({ kind: 'markdown', start, end: start });
  return segments;
}

/** The next blank line, or the end of the text. */
function findBlankLine(text: string, start: number): number {
  const ends = ['\n\n', '\n\r\n'].map((each) => text.indexOf(each, start) + 1);
  return Math.min(...ends.map((end) => (end === 0 ? text.length : end)));
}

function lineBreakLength(text: string, lineEnd: number): number {
  return text.startsWith('\r\n', lineEnd) ? 2 : 1;
}

/**
 * Where front matter in YAML or TOML ends, with its line break. Text between two thematic breaks is front matter
 * only if it is empty or has a field.
 * @returns 0 if there is none
 */
function findFrontMatterEnd(text: string): number {
  const [, marker] = /^\ufeff?(---|\+\+\+)[ \t]*\r?\n/.exec(text) ?? [];
  if (marker === undefined) return 0;
  const contentStart = text.indexOf('\n') + 1;
  const end = (marker === '---' ? /^(?:---|\.\.\.)[ \t]*\r?$/m : /^\+\+\+[ \t]*\r?$/m).exec(
    text.slice(contentStart),
  );
  if (end === null) return 0;
  const content = text.slice(contentStart, contentStart + end.index);
  if (content.trim() !== '' && !/^[^\s#:=][^:=\n\r\u2028\u2029]*(?:=|:(?:\s|$))/m.test(content))
    return 0;
  const lineBreak = text.indexOf('\n', contentStart + end.index);
  return lineBreak === -1 ? text.length : lineBreak + 1;
}

/** Blocks of HTML that can contain blank lines, with their ends. */
const htmlBlocks: readonly (readonly [start: RegExp, end: RegExp])[] = [
  [/^<(?:script|pre|style|textarea)(?:[\s>]|$)/i, /<\/(?:script|pre|style|textarea)>/i],
  [/^<!--/, /-->/],
  [/^<\?/, /\?>/],
  [/^<!\[CDATA\[/, /\]\]>/],
  [/^<![a-z]/i, />/],
];

/** Blocks of template languages whose content is not Markdown. */
const templateBlocks: readonly (readonly [kind: SegmentKind, start: RegExp])[] = [
  ['comment', /^\{%-?\s*(comment)\b/],
  ['code', /^\{%-?\s*(highlight|codeblock|mermaid)\b/],
  ['code', /^\{\{[<%]\s*(highlight|mermaid)\b/],
];

/** Finds blocks that can contain blank lines. Remembers what has no end, so that it is searched once. */
class OpeningFinder {
  readonly #text: string;
  readonly #isMdx: boolean;
  readonly #endless = new Set<string>();

  constructor(text: string, isMdx: boolean) {
    this.#text = text;
    this.#isMdx = isMdx;
  }

  find(line: Line, indentation: number): Opening | undefined {
    const [opening = '', marker] = fence.exec(line.text) ?? [];
    // Without indented code, a fence can be anywhere.
    if (indentation > 3 && !(this.#isMdx && marker !== undefined)) return undefined;
    if (marker !== undefined) {
      if (marker.startsWith('`') && line.text.slice(opening.length).includes('`')) return undefined;
      return { kind: 'code', canEndOnFirstLine: false, isEnd: (each) => closesFence(each, marker) };
    }
    const content = line.text.slice(indentation);
    if (content.startsWith('$$')) return this.#findMath(line, content);
    if (content.startsWith('%%')) return this.#findComment(line, content);
    return this.#findTemplateBlock(line, content) ?? this.#findHtml(content);
  }

  #findHtml(content: string): Opening | undefined {
    if (this.#isMdx) return undefined;
    const block = htmlBlocks.find(([start]) => start.test(content));
    return block && { kind: 'html', canEndOnFirstLine: true, isEnd: (each) => block[1].test(each) };
  }

  /** Formulas have no blank lines. */
  #findMath(line: Line, content: string): Opening | undefined {
    if (content.includes('$$', 2)) return undefined;
    const end = this.#text.indexOf('$$', line.start + line.text.indexOf('$$') + 2);
    if (end === -1 || /\n[^\S\n]*\n/.test(this.#text.slice(line.start, end))) return undefined;
    return { kind: 'math', canEndOnFirstLine: false, isEnd: (each) => each.includes('$$') };
  }

  #findComment(line: Line, content: string): Opening | undefined {
    if (content.includes('%%', 2)) return undefined;
    if (!this.#isEnded('%%', line.end)) return undefined;
    return { kind: 'comment', canEndOnFirstLine: false, isEnd: (each) => each.includes('%%') };
  }

  #findTemplateBlock(line: Line, content: string): Opening | undefined {
    if (!content.startsWith('{')) return undefined;
    for (const [kind, start] of templateBlocks) {
      const [, name] = start.exec(content) ?? [];
      if (name === undefined) continue;
      const end = content.startsWith('{%') ? `end${name}` : `/${name}`;
      const isEnd = (each: string) => each.replace(/\s/g, '').includes(end);
      // On one line, it is a part of a paragraph.
      if (isEnd(content) || !this.#isEnded(end, line.end)) continue;
      return { kind, canEndOnFirstLine: false, isEnd };
    }
    return undefined;
  }

  #isEnded(end: string, offset: number): boolean {
    if (this.#endless.has(end)) return false;
    if (this.#text.includes(end, offset)) return true;
    this.#endless.add(end);
    return false;
  }
}

function closesFence(line: string, marker: string): boolean {
  const content = line.trim();
  return content.length >= marker.length && content === marker.charAt(0).repeat(content.length);
}
