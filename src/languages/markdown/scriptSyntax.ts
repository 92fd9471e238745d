/**
 * Skips what is in braces, as in `{cat.src}`, with the strings, comments, and templates in it.
 * @param start the offset of the brace
 * @returns the offset behind its partner, or -1 if it has none
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

/** Where imports and exports end: at a blank line outside of braces, strings, and comments. */
export function skipScript(text: string, start: number): number {
  const script = text.slice(start, start + maxScriptCharacters);
  const isComplete = start + script.length === text.length;
  let offset = 0;
  while (offset < script.length) {
    const skipped = skipToken(script, offset);
    const end = /[{[(]/.test(script.charAt(offset)) ? skipBraces(script, offset) : skipped;
    if (end === -1) break;
    const lineBreak = /^\n[^\S\n]*(?:\n|$)/.test(script.slice(offset, offset + 200));
    if (lineBreak) return start + offset + 1;
    offset = Math.max(end, offset + 1);
  }
  if (isComplete && offset >= script.length) return text.length;
  // Something has no end: the first blank line is taken for it.
  const blank = /\n[^\S\n]*\n/.exec(script);
  return start + (blank ? blank.index + 1 : script.length);
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

/** An apostrophe in the text of an element has no partner on its line. */
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
