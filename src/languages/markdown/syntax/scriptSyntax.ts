/**
 * Skips what is in braces, as in `{cat.src}`, with the strings, comments, and templates in it.
 * @param start the offset of the brace
 * @returns the offset after its partner, or -1 if it has none
 */
export function skipBraces(text: string, start: number): number {
  let depth = 0;
  for (let offset = start; offset < text.length;) {
    const character = text.charAt(offset);
    const skipped = skipToken(text, offset);
    if (skipped > offset) {
      offset = skipped;
      continue;
    }
    if (/[{[(]/.test(character)) depth++;
    else if (/[}\])]/.test(character) && --depth === 0) return offset + 1;
    offset++;
  }
  return -1;
}

/** Characters of imports and exports that are searched for their end. */
const maxScriptCharacters = 50_000;

/**
 * Where imports and exports end: at a blank line outside of braces, strings, and comments.
 * @returns undefined if something in them has no end
 */
export function skipScript(text: string, start: number): number | undefined {
  const script = text.slice(start, start + maxScriptCharacters);
  let offset = 0;
  while (offset < script.length) {
    const isOpening = /[{[(]/.test(script.charAt(offset));
    const end = isOpening ? skipBraces(script, offset) : skipToken(script, offset);
    if (end === -1) return undefined;
    if (script[offset] === '\n' && startsWithBlankLine(script, offset + 1))
      return start + offset + 1;
    offset = Math.max(end, offset + 1);
  }
  return start + script.length === text.length ? text.length : undefined;
}

function startsWithBlankLine(text: string, start: number): boolean {
  let end = start;
  while (/[^\S\n]/.test(text.charAt(end))) end++;
  return end === text.length || text[end] === '\n';
}

/** Skips a string, a comment, or a template. Returns the offset itself if none starts there. */
function skipToken(text: string, offset: number): number {
  switch (text.charAt(offset)) {
    case '"':
    case "'":
      return skipString(text, offset);
    case '`':
      return skipTemplate(text, offset);
    case '/':
      return skipComment(text, offset);
    default:
      return offset;
  }
}

/** An apostrophe in the text of an element has no closing quote on its line. */
function skipString(text: string, start: number): number {
  const quote = text.charAt(start);
  for (let offset = start + 1; offset < text.length; offset++) {
    const character = text.charAt(offset);
    if (character === '\n') break;
    if (character === '\\') offset++;
    else if (character === quote) return offset + 1;
  }
  return start;
}

function skipTemplate(text: string, start: number): number {
  for (let offset = start + 1; offset < text.length; offset++) {
    const character = text.charAt(offset);
    if (character === '\\') offset++;
    else if (character === '`') return offset + 1;
  }
  return start;
}

function skipComment(text: string, start: number): number {
  const end = text.startsWith('/*', start)
    ? text.indexOf('*/', start + 2)
    : text.startsWith('//', start)
      ? text.indexOf('\n', start)
      : -1;
  if (end === -1) return start;
  return text.startsWith('/*', start) ? end + 2 : end;
}
