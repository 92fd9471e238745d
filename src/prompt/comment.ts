import { commentSyntaxOf, type BlockComment } from './commentSyntax.ts';

/**
 * What a comment says, without its marks and ornaments, wrapped as it was.
 * Undefined unless the whole text is line comments, or one block comment.
 * @param text trimmed, lines ending with `\n`
 */
export function uncomment(text: string, languageId: string): string | undefined {
  const syntax = commentSyntaxOf(languageId);
  if (syntax === undefined) return undefined;

  for (const block of syntax.blocks) {
    const content = contentOfBlock(text, block);
    if (content !== undefined) return withoutOrnaments(content);
  }
  const lines = text.split('\n').map((line) => line.trim());
  for (const marker of syntax.lines) {
    if (lines.every((line) => line === '' || marker.test(line))) {
      return withoutOrnaments(lines.map((line) => line.replace(marker, '')).join('\n'));
    }
  }
  // Some lines from the middle of a comment; one line alone could as well be a CSS selector.
  if (syntax.blocks.some(({ stars }) => stars) && lines.length > 1 && lines.every(isStarred)) {
    return withoutOrnaments(lines.map(withoutStar).join('\n'));
  }
  return undefined;
}

function contentOfBlock(
  text: string,
  { open, close, end, stars }: BlockComment,
): string | undefined {
  if (!open.test(text)) return undefined;
  const opened = text.replace(open, '');
  if (!close.test(opened)) return undefined;
  const content = opened.replace(close, '');
  if (content.includes(end)) return undefined;

  const [first = '', ...rest] = content.split('\n');
  const filled = rest.filter((line) => line.trim() !== '');
  const hasColumn = stars === true && filled.length > 0 && filled.every(isStarred);
  return [first, ...(hasColumn ? rest.map(withoutStar) : rest)].join('\n');
}

function isStarred(line: string): boolean {
  return /^\s*\*(?:\s|$)/.test(line);
}

function withoutStar(line: string): string {
  return line.replace(/^\s*\*/, '');
}

/** Rulers such as `=====`, and those that stand beside a title. */
function withoutOrnaments(content: string): string {
  return content
    .split('\n')
    .map((line) => line.replace(/^\s*[=\-*#~/_]{3,}(?=\s|$)|(?<=\s)[=\-*#~/_]{3,}\s*$/g, '').trim())
    .join('\n')
    .trim();
}
