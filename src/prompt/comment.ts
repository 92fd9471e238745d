import { getCommentSyntax, type BlockComment, type CommentRule } from './commentSyntax.ts';

/**
 * The text of a comment without its markers and ornaments, wrapped as it was.
 * Undefined unless the whole text is line comments, or one block comment.
 * @param text trimmed, with lines that end with `\n`
 * @param installedRules the comments of the language in the installed language configurations
 */
export function extractCommentText(
  text: string,
  languageId: string,
  installedRules: readonly CommentRule[],
): string | undefined {
  const syntax = getCommentSyntax(languageId, installedRules);
  if (syntax === undefined) return undefined;

  for (const block of syntax.blockComments) {
    const content = readBlockComment(text, block);
    if (content !== undefined) return stripOrnaments(content);
  }
  const lines = text.split('\n').map((line) => line.trim());
  for (const marker of syntax.lineMarkers) {
    if (lines.every((line) => line === '' || marker.test(line))) {
      return stripOrnaments(lines.map((line) => line.replace(marker, '')).join('\n'));
    }
  }
  // Lines from the middle of a comment. A single one could also be a CSS selector.
  if (
    syntax.blockComments.some(({ allowsStars }) => allowsStars) &&
    lines.length > 1 &&
    lines.every(startsWithStar)
  ) {
    return stripOrnaments(lines.map(stripStar).join('\n'));
  }
  return undefined;
}

function readBlockComment(
  text: string,
  { open, close, endMarker, allowsStars }: BlockComment,
): string | undefined {
  if (!open.test(text)) return undefined;
  const afterOpen = text.replace(open, '');
  if (!close.test(afterOpen)) return undefined;
  const content = afterOpen.replace(close, '');
  if (content.includes(endMarker)) return undefined;

  const [first = '', ...rest] = content.split('\n');
  const nonEmptyLines = rest.filter((line) => line.trim() !== '');
  const hasStarColumn =
    allowsStars && nonEmptyLines.length > 0 && nonEmptyLines.every(startsWithStar);
  return [first, ...(hasStarColumn ? rest.map(stripStar) : rest)].join('\n');
}

function startsWithStar(line: string): boolean {
  return /^\s*\*(?:\s|$)/.test(line);
}

function stripStar(line: string): string {
  return line.replace(/^\s*\*/, '');
}

/** Removes rulers such as `=====`, also those next to a title. */
function stripOrnaments(content: string): string {
  return content
    .split('\n')
    .map((line) => line.replace(/^\s*[=\-*#~/_]{3,}(?=\s|$)|(?<=\s)[=\-*#~/_]{3,}\s*$/g, '').trim())
    .join('\n')
    .trim();
}
