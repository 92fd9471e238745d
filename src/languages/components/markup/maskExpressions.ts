import type { TextRange } from '../../language.ts';

/** Maximum number of unclosed expressions, after which the rest of the document is read without expressions. */
const maxUnclosed = 20;

/** A document whose expressions are hidden, so that it is HTML. */
export interface MaskedMarkup {
  /** As long as the document. */
  readonly text: string;
  /** The expressions with their braces, in the order of the document. */
  readonly expressions: readonly TextRange[];
}

const inText = /<!--|<(?=\/?[a-z])|\{/gi;
const inTag = /["'`{>]/g;

/**
 * Hides the expressions in braces of a Svelte or Astro document.
 * @param start the end of Astro's front matter, which is hidden as well
 */
export function maskExpressions(text: string, start: number): MaskedMarkup {
  const expressions: TextRange[] = [];
  let masked = ' '.repeat(start);
  let copied = start;
  let unclosed = 0;
  const hide = (from: number, to: number, filler: string) => {
    masked += text.slice(copied, from) + filler;
    copied = to;
  };
  /** Hides the expression that a brace opens, and returns where to continue. */
  const hideExpression = (open: number, isValue: boolean) => {
    const end = unclosed < maxUnclosed ? findBraceEnd(text, open) : undefined;
    if (end === undefined) {
      unclosed++;
      return open + 1;
    }
    expressions.push({ start: open, end });
    const filler = 'x'.repeat(end - open - 2);
    // An unquoted value would continue to the next space.
    hide(open, end, isValue ? `"${filler}"` : `x${filler}x`);
    return end;
  };

  let position = start;
  for (;;) {
    inText.lastIndex = position;
    const match = inText.exec(text);
    if (!match) break;
    if (match[0] === '{') {
      position = hideExpression(match.index, false);
    } else if (match[0] === '<!--') {
      const end = text.indexOf('-->', match.index);
      if (end === -1) break;
      position = end;
    } else {
      const name = /^<\/?([\w:.-]*)/.exec(text.slice(match.index, match.index + 100))?.[1] ?? '';
      // Component names differ from those of HTML, where `<Link>` is void.
      const nameStart = match.index + (text[match.index + 1] === '/' ? 2 : 1);
      if (/^[A-Z]/.test(name)) hide(nameStart, nameStart + 1, 'x');
      position = maskTag(nameStart + name.length);
      const isRaw = /^(?:script|style)$/i.test(name) && text[match.index + 1] !== '/';
      if (isRaw && text[position - 2] !== '/') {
        const end = text.toLowerCase().indexOf(`</${name.toLowerCase()}`, position);
        if (end === -1) break;
        position = end;
      }
    }
  }
  return { text: masked + text.slice(copied), expressions };

  /** Hides the expressions in a tag, and returns its end. */
  function maskTag(tagStart: number): number {
    let quote = '';
    let offset = tagStart;
    for (;;) {
      inTag.lastIndex = offset;
      const match = inTag.exec(text);
      if (!match) return text.length;
      const [character] = match;
      offset = match.index + 1;
      if (character === '{') {
        offset = hideExpression(match.index, quote === '' && text[match.index - 1] === '=');
      } else if (quote !== '') {
        if (character === quote) quote = '';
      } else if (character === '>') {
        return offset;
      } else if (/[=\s]/.test(text.charAt(match.index - 1))) {
        quote = character;
      }
    }
  }
}

const inCode = /[{}"'`]|\/\/|\/\*/g;

/** The end of the expression that a brace opens, or undefined if it is not closed. */
function findBraceEnd(text: string, open: number): number | undefined {
  const stack: string[] = [];
  let position = open;
  for (;;) {
    inCode.lastIndex = position;
    const match = inCode.exec(text);
    if (!match) return undefined;
    const [token] = match;
    const { index } = match;
    position = index + token.length;
    const isInTemplate = stack.at(-1) === '`';
    if (isInTemplate) {
      if (token === '`' && text[index - 1] !== '\\') stack.pop();
      else if (token === '{' && text[index - 1] === '$') stack.push('{');
    } else if (token === '{' || token === '`') {
      stack.push(token);
    } else if (token === '}') {
      stack.pop();
      if (stack.length === 0) return position;
    } else if (token === '/*') {
      const end = text.indexOf('*/', position);
      if (end === -1) return undefined;
      position = end + 2;
    } else if (token === '//') {
      // In markup, it is a part of a URL.
      if (/[\s;,({}]/.test(text.charAt(index - 1))) position = findLineEnd(text, position);
    } else if (!/[\p{L}\p{N}]/u.test(text.charAt(index - 1))) {
      // After a letter, it is an apostrophe.
      position = findStringEnd(text, position, token);
    }
  }
}

function findLineEnd(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end === -1 ? text.length : end;
}

/** The end of a string, or its start if it is not closed on its line. */
function findStringEnd(text: string, start: number, quote: string): number {
  for (let offset = start; offset < text.length; offset++) {
    const character = text[offset];
    if (character === quote) return offset + 1;
    if (character === '\n') return start;
    if (character === '\\') offset++;
  }
  return start;
}
