import { characterHeight, characterWidth } from './dotFont.ts';

/** Dots from one character to the next. */
export const advance = characterWidth + 1;
/** Dots from one line to the next. */
export const lineAdvance = characterHeight + 3;

/** Pixels of a dot, the largest first. */
const scales = [12, 10, 8, 7, 6, 5] as const;

/** Lines of text, and how large they are. */
export interface TextLayout {
  readonly lines: readonly string[];
  /** Pixels of a dot. */
  readonly scale: number;
}

/**
 * Breaks a text into lines that fit into a box, as large as possible. What does not fit is cut.
 * @param width in pixels
 * @param height in pixels
 */
export function layOutText(text: string, width: number, height: number): TextLayout {
  let layout: TextLayout = { lines: [], scale: scales[0] };
  for (const scale of scales) {
    const lines = breakLines(text, Math.max(1, Math.floor(width / (advance * scale))));
    const maxLines = Math.max(1, Math.floor(height / (lineAdvance * scale)));
    if (lines.length <= maxLines) return { lines, scale };
    layout = { lines: [...lines.slice(0, maxLines - 1), `${lines[maxLines - 1] ?? ''}…`], scale };
  }
  // The font has no ellipsis.
  return { ...layout, lines: layout.lines.map((line) => line.replace(/.{0,3}…$/, '...')) };
}

/** Breaks at spaces, and in words that are longer than a line. */
function breakLines(text: string, maxCharacters: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > maxCharacters) {
      lines.push(line);
      line = '';
    }
    let rest = word;
    for (; rest.length > maxCharacters; rest = rest.slice(maxCharacters))
      lines.push(rest.slice(0, maxCharacters));
    line = line === '' ? rest : `${line} ${rest}`;
  }
  return line === '' ? lines : [...lines, line];
}
