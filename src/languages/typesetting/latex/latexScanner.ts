import type { TextRange } from '../../language.ts';

/** A part of a LaTeX document that contains others, with what is around its content. */
export interface LatexSpan extends TextRange {
  readonly kind:
    'comment' | 'verbatim' | 'math' | 'environment' | 'argument' | 'option' | 'group' | 'command';
  /** The name of the environment, or of the command that it belongs to, without its backslash. */
  readonly name: string;
  /** Where that command starts. */
  readonly commandStart: number;
  /** What is between the delimiters. */
  content: TextRange;
  end: number;
}

/** How many open spans are searched for the start of one that ends. */
const maxDepth = 200;

const verbatimEnvironments: ReadonlySet<string> = new Set(
  'verbatim verbatim* Verbatim BVerbatim LVerbatim lstlisting minted comment filecontents filecontents* alltt pycode luacode luacode* tcblisting'.split(
    ' ',
  ),
);
const mathEnvironments =
  /^(?:math|displaymath|equation|align|alignat|flalign|gather|multline|eqnarray|dmath|IEEEeqnarray)\*?$/;
/** A comment, a chunk of Sweave, the start or end of an environment, a command, or a delimiter. */
const tokenPattern =
  /%[^\n]*|^<<[^\n]{0,500}>>=|\\(?:begin|end)[^\S\n]*\{[^{}\n]{0,100}\}|\\(?:[a-z@]+\*?|[^]|$)|\$\$?|[{}[\]]/gim;

/** Finds comments, code, math, environments, and the arguments of commands, in the order of their starts. */
export function scanLatex(text: string): readonly LatexSpan[] {
  return new LatexScanner(text).scan();
}

class LatexScanner {
  readonly #text: string;
  readonly #spans: LatexSpan[] = [];
  readonly #open: LatexSpan[] = [];
  /** The command whose next argument may follow, and where it ends so far. */
  #command: { name: string; start: number; end: number } | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  scan(): readonly LatexSpan[] {
    tokenPattern.lastIndex = 0;
    for (let match = tokenPattern.exec(this.#text); match; match = tokenPattern.exec(this.#text)) {
      tokenPattern.lastIndex = Math.max(this.#read(match[0], match.index), match.index + 1);
    }
    for (const span of this.#open) this.#end(span, this.#text.length, this.#text.length);
    return this.#spans;
  }

  /** @returns where the next token starts at the earliest */
  #read(token: string, start: number): number {
    const end = start + token.length;
    const gap = this.#command && this.#text.slice(this.#command.end, start);
    if (gap !== undefined && !this.#canContinue(token, gap)) this.#command = undefined;
    if (token.startsWith('%')) {
      this.#add('comment', '', start, { start: start + 1, end }, end);
      if (this.#command) this.#command.end = end;
      return end;
    }
    if (token.startsWith('<<')) return this.#readUntil('\n@', 'verbatim', 'chunk', start, end);
    if (token === '{' || token === '[') return this.#openBrace(token, start, end);
    if (token === '}' || token === ']') return this.#closeBrace(token, start, end);
    if (token.startsWith('$')) return this.#readMath(token, start, end);
    const environment = /^\\(begin|end)\s*\{(.*)\}$/.exec(token);
    if (environment?.[1] === 'begin') return this.#begin(environment[2] ?? '', start, end);
    if (environment) return this.#endEnvironment(environment[2] ?? '', start, end);
    return this.#readCommand(token, start, end);
  }

  /** Whether a token after white space can be an argument of the command before it. */
  #canContinue(token: string, gap: string): boolean {
    if (token === '[' || this.#command?.name === 'begin') return gap === '';
    return (token === '{' || token.startsWith('%')) && /^[^\S\n]*(?:\n[^\S\n]*)?$/.test(gap);
  }

  #readCommand(token: string, start: number, end: number): number {
    const name = token.slice(1);
    if (token === '\\(' || token === '\\[') {
      this.#push('math', name, start, end, start);
      return end;
    }
    if (token === '\\)' || token === '\\]') {
      const opening = token === '\\)' ? '(' : '[';
      this.#popTo((span) => span.kind === 'math' && span.name === opening, start, end);
      return end;
    }
    if (/^(?:verb\*?|lstinline|mintinline)$/.test(name)) return this.#readVerb(name, start, end);
    this.#add('command', name, start, { start: end, end }, end);
    // Accents and escaped characters have no arguments of their own.
    if (/^[a-z\\]/i.test(name)) this.#command = { name, start, end };
    return end;
  }

  #readVerb(name: string, start: number, afterName: number): number {
    const line = this.#text.indexOf('\n', afterName);
    const lineEnd = line === -1 ? this.#text.length : line;
    // The language of \mintinline, and options.
    const head = name.startsWith('verb')
      ? 0
      : (/^(?:\[[^\]\n]{0,200}\])?(?:\{\w{0,30}\}(?=\S))?/.exec(
          this.#text.slice(afterName, Math.min(lineEnd, afterName + 250)),
        )?.[0].length ?? 0);
    const delimiter = this.#text[afterName + head] ?? '';
    const contentStart = Math.min(afterName + head + 1, lineEnd);
    const close = this.#text.indexOf(delimiter === '{' ? '}' : delimiter, contentStart);
    const contentEnd = close === -1 || close > lineEnd ? lineEnd : close;
    const end = Math.min(contentEnd + 1, lineEnd);
    this.#add('verbatim', name, start, { start: contentStart, end: contentEnd }, end);
    return end;
  }

  #readMath(token: string, start: number, end: number): number {
    const top = this.#open.findLast((span) => span.kind !== 'group');
    if (top?.kind === 'math' && top.name.startsWith('$')) {
      const isSame = top.name === token;
      this.#popTo((span) => span === top, start, isSame ? end : start + 1);
      return isSame ? end : start + 1;
    }
    this.#push('math', token, start, end, start);
    return end;
  }

  #begin(name: string, start: number, end: number): number {
    if (verbatimEnvironments.has(name)) {
      const kind = name === 'comment' ? 'comment' : 'verbatim';
      return this.#readUntil(`\\end{${name}}`, kind, name, start, end);
    }
    const kind = mathEnvironments.test(name) ? 'math' : 'environment';
    this.#push(kind, name, start, end, start);
    // Its arguments belong to its start.
    this.#command = { name: 'begin', start, end };
    return end;
  }

  #endEnvironment(name: string, start: number, end: number): number {
    this.#popTo(
      (span) => (span.kind === 'environment' || span.kind === 'math') && span.name === name,
      start,
      end,
    );
    return end;
  }

  #readUntil(
    close: string,
    kind: 'comment' | 'verbatim',
    name: string,
    start: number,
    contentStart: number,
  ): number {
    const found = this.#text.indexOf(close, contentStart);
    const contentEnd = found === -1 ? this.#text.length : found;
    const end = Math.min(contentEnd + close.length, this.#text.length);
    this.#add(kind, name, start, { start: contentStart, end: contentEnd }, end);
    return end;
  }

  #openBrace(token: string, start: number, end: number): number {
    const command = this.#command;
    this.#command = undefined;
    if (token === '[' && !command) return end;
    const kind = token === '[' ? 'option' : command ? 'argument' : 'group';
    this.#push(kind, command?.name ?? '', start, end, command?.start ?? start);
    return end;
  }

  #closeBrace(token: string, start: number, end: number): number {
    const isOption = token === ']';
    const top = this.#open.at(-1);
    if (isOption && top?.kind !== 'option') return end;
    const span = isOption
      ? this.#popTo((each) => each === top, start, end)
      : this.#popTo((each) => each.kind === 'argument' || each.kind === 'group', start, end);
    if (span?.kind === 'argument' || span?.kind === 'option')
      this.#endArgument(span.name, span.commandStart, end);
    return end;
  }

  #endArgument(name: string, start: number, end: number): void {
    this.#command = { name, start, end };
    const parent = this.#open.at(-1);
    // The content of an environment begins after its arguments.
    if (name === 'begin' && parent?.start === start && parent.content.start <= end)
      parent.content = { ...parent.content, start: end };
  }

  #push(
    kind: LatexSpan['kind'],
    name: string,
    start: number,
    contentStart: number,
    commandStart: number,
  ): LatexSpan {
    const span = this.#add(kind, name, start, { start: contentStart, end: -1 }, -1, commandStart);
    this.#open.push(span);
    return span;
  }

  /** Ends the innermost open span of a kind, and all in it, which lack their ends. An end without a start ends nothing. */
  #popTo(
    isPartner: (span: LatexSpan) => boolean,
    contentEnd: number,
    end: number,
  ): LatexSpan | undefined {
    const lowest = Math.max(0, this.#open.length - maxDepth);
    for (let index = this.#open.length - 1; index >= lowest; index--) {
      const first = this.#open[index];
      if (first === undefined || !isPartner(first)) continue;
      for (const span of this.#open.splice(index))
        this.#end(span, contentEnd, span === first ? end : contentEnd);
      return first;
    }
    return undefined;
  }

  #end(span: LatexSpan, contentEnd: number, end: number): void {
    span.content = { start: Math.min(span.content.start, contentEnd), end: contentEnd };
    span.end = end;
  }

  #add(
    kind: LatexSpan['kind'],
    name: string,
    start: number,
    content: TextRange,
    end: number,
    commandStart = start,
  ): LatexSpan {
    const span: LatexSpan = { kind, name, start, commandStart, content, end };
    this.#spans.push(span);
    return span;
  }
}
