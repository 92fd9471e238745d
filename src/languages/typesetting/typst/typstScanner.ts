import type { TextRange } from '../../language.ts';

/** A part of a Typst document that contains others, or is read as a whole. */
export interface TypstSpan extends TextRange {
  readonly kind:
    | 'comment'
    | 'raw'
    | 'string'
    | 'math'
    /** A link, a label or a reference. */
    | 'link'
    /** What follows `#` up to its last argument. */
    | 'call'
    /** What follows `#` up to the end of the line, such as `#let`. */
    | 'statement'
    | 'args'
    | 'code'
    | 'content';
  /** The function that arguments belong to. */
  readonly name: string;
  /** Where that function starts. */
  readonly callStart: number;
  readonly parent: TypstSpan | undefined;
  content: TextRange;
  end: number;
}

const statementWords = /(?:let|set|show|import|include|return|if|for|while|break|continue)\b/y;
const contextWord = /context\s+/y;
const identifier = /[\p{L}_][\p{L}\p{N}_-]*(?:\.[\p{L}_][\p{L}\p{N}_-]*)*/uy;
const linkPattern = /https?:\/\/[^\s[\]()<>"']*|<[\p{L}\p{N}_\-.:]+>|@[\p{L}\p{N}_\-.:]+/uy;
/** Matches what may be special in markup and math, and what may be in code. */
const markupToken = /[\\/`$#<@h\]"]/g;
const codeToken = /["/`$<([{\])};\n\p{L}_]/gu;

/** Finds comments, code, formulas and content, in the order of their starts. */
export function scanTypst(text: string): readonly TypstSpan[] {
  return new TypstScanner(text).scan();
}

class TypstScanner {
  readonly #text: string;
  readonly #spans: TypstSpan[] = [];
  #top: TypstSpan | undefined;
  #position = 0;

  constructor(text: string) {
    this.#text = text;
  }

  scan(): readonly TypstSpan[] {
    while (this.#position < this.#text.length) {
      const kind = this.#top?.kind;
      if (kind === 'call') this.#continueCall();
      else if (kind === 'args' || kind === 'code' || kind === 'statement') this.#readCode();
      else this.#readMarkup();
    }
    while (this.#top) this.#close(this.#text.length, this.#text.length);
    return this.#spans;
  }

  #skipTo(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#position;
    const match = pattern.exec(this.#text);
    this.#position = match ? match.index : this.#text.length;
    return match?.[0];
  }

  #readMarkup(): void {
    const character = this.#skipTo(markupToken);
    if (character === undefined || this.#readCommon(character)) return;
    const start = this.#position;
    const isMath = this.#top?.kind === 'math';
    if (character === '\\') this.#position += 2;
    else if (character === '$') this.#readDollar();
    else if (character === '#') this.#readHash();
    else if (character === ']' && this.#top?.kind === 'content') this.#close(start, start + 1);
    else if (character === '"' && isMath) this.#readString();
    else if (isMath || !this.#readLink()) this.#position = start + 1;
  }

  /** Comments and raw text, which are everywhere. */
  #readCommon(character: string): boolean {
    const start = this.#position;
    if (character === '/') {
      if (this.#text.startsWith('//', start)) {
        const line = this.#text.indexOf('\n', start);
        const end = line === -1 ? this.#text.length : line;
        const isCrLf = this.#text[end - 1] === '\r';
        this.#add('comment', start, start + 2, isCrLf ? end - 1 : end, 0);
        return true;
      }
      if (this.#text.startsWith('/*', start)) {
        this.#readBlockComment();
        return true;
      }
    }
    if (character !== '`') return false;
    const fence = /`+/y;
    fence.lastIndex = start;
    const ticks = fence.exec(this.#text)?.[0] ?? '`';
    if (ticks.length === 2) this.#add('raw', start, start + 1, start + 1, 1);
    else {
      const found = this.#text.indexOf(ticks, start + ticks.length);
      const end = found === -1 ? this.#text.length : found;
      this.#add('raw', start, start + ticks.length, end, ticks.length);
    }
    return true;
  }

  #readBlockComment(): void {
    const start = this.#position;
    const marks = /\/\*|\*\//g;
    marks.lastIndex = start;
    let depth = 0;
    for (let mark = marks.exec(this.#text); mark; mark = marks.exec(this.#text)) {
      depth += mark[0] === '/*' ? 1 : -1;
      if (depth > 0) continue;
      this.#add('comment', start, start + 2, mark.index, 2);
      return;
    }
    this.#add('comment', start, start + 2, this.#text.length, 0);
  }

  #readLink(): boolean {
    const start = this.#position;
    const link = this.#match(linkPattern);
    if (link === undefined) return false;
    let length = link.length;
    // A period ends the sentence.
    while (/[.,:;!?]/.test(link.charAt(length - 1))) length--;
    this.#add('link', start, start, start + length, 0);
    return true;
  }

  #readDollar(): void {
    const start = this.#position;
    if (this.#top?.kind === 'math') this.#close(start, start + 1);
    else this.#open('math', start + 1);
  }

  #readHash(): void {
    const start = this.#position;
    this.#position++;
    const isInMath = this.#top?.kind === 'math';
    if (!isInMath && this.#match(statementWords) !== undefined) {
      this.#open('statement', this.#position, '', start);
      return;
    }
    const next = this.#text[this.#position] ?? '';
    if (!/[\p{L}_([{"]/u.test(next)) return;
    this.#open('call', this.#position, '', start);
    this.#position = start + 1;
    const context = this.#match(contextWord);
    if (context !== undefined) this.#position += context.length;
    if (next === '"') this.#readString();
    else if (/[([{]/.test(next)) this.#openBracket(next, '', this.#position);
    else this.#position += this.#match(identifier)?.length ?? 0;
  }

  /** After an expression in markup: only what follows it directly belongs to it. */
  #continueCall(): void {
    const { start, callStart } = this.#top ?? { start: 0, callStart: 0 };
    const next = this.#text[this.#position] ?? '';
    if (next === '(' || next === '[') {
      identifier.lastIndex = callStart + 1;
      this.#openBracket(next, identifier.exec(this.#text)?.[0] ?? '', start);
      return;
    }
    this.#position++;
    const method = next === '.' ? this.#match(identifier) : undefined;
    if (method !== undefined) this.#position += method.length;
    else this.#close(this.#position - 1, this.#position - 1);
  }

  #readCode(): void {
    const character = this.#skipTo(codeToken);
    if (character === undefined || this.#readCommon(character)) return;
    const start = this.#position;
    const kind = this.#top?.kind;
    if (character === '"') this.#readString();
    else if (character === '$') this.#readDollar();
    else if (/[([{]/.test(character)) this.#openBracket(character, '', start);
    else if (character === ')' || character === '}') {
      const isPartner = kind === (character === ')' ? 'args' : 'code');
      if (isPartner) this.#close(start, start + 1);
      else this.#position++;
    } else if (character === ']') this.#endContent(start);
    else if (character === ';' || character === '\n') {
      if (kind === 'statement') this.#close(start, start);
      if (kind !== 'statement' || character === ';') this.#position = start + 1;
    } else if (character === '<') {
      if (!this.#readLink()) this.#position = start + 1;
    } else this.#readName();
  }

  /** A name with the arguments that follow it directly. */
  #readName(): void {
    const start = this.#position;
    const name = this.#match(identifier);
    this.#position = start + (name?.length ?? 1);
    if (this.#text[this.#position] === '(') this.#openBracket('(', name ?? '', start);
  }

  /** A bracket that closes the content around unfinished code. */
  #endContent(start: number): void {
    let content = this.#top;
    for (let depth = 0; content && content.kind !== 'content' && depth < maxDepth; depth++)
      content = content.parent;
    if (content?.kind !== 'content') this.#position = start + 1;
    else {
      while (this.#top !== content) this.#close(start, start);
      this.#close(start, start + 1);
    }
  }

  #openBracket(bracket: string, name: string, callStart: number): void {
    const kind = bracket === '(' ? 'args' : bracket === '{' ? 'code' : 'content';
    this.#open(kind, this.#position + 1, name, this.#position, callStart);
  }

  #readString(): void {
    const start = this.#position;
    const pattern = /"[^"\\]*(?:\\[^][^"\\]*)*/y;
    pattern.lastIndex = start;
    const end = start + (pattern.exec(this.#text)?.[0].length ?? 1);
    this.#add('string', start, start + 1, end, end < this.#text.length ? 1 : 0);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#position;
    return pattern.exec(this.#text)?.[0];
  }

  #open(
    kind: TypstSpan['kind'],
    contentStart: number,
    name = '',
    start = this.#position,
    callStart = start,
  ): void {
    const content = { start: contentStart, end: -1 };
    this.#top = { kind, name, start, callStart, parent: this.#top, content, end: -1 };
    this.#spans.push(this.#top);
    this.#position = contentStart;
  }

  #close(contentEnd: number, end: number): void {
    if (!this.#top) return;
    this.#top.content = { start: this.#top.content.start, end: contentEnd };
    this.#top.end = end;
    this.#top = this.#top.parent;
    this.#position = end;
  }

  /** Adds a span that contains no others, and continues after it. */
  #add(
    kind: TypstSpan['kind'],
    start: number,
    contentStart: number,
    contentEnd: number,
    closing: number,
  ): void {
    const end = Math.min(contentEnd + closing, this.#text.length);
    const content = { start: contentStart, end: contentEnd };
    this.#spans.push({ kind, name: '', start, callStart: start, parent: this.#top, content, end });
    this.#position = Math.max(end, start + 1);
  }
}

/** How many open spans are searched for the one that a bracket closes. */
const maxDepth = 200;
