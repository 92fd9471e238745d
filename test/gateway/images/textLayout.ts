/** Text that is broken into lines to fit a box. */
export interface TextLayout {
  lines: string[];
  /** Font size in pixels. */
  fontSize: number;
}

/** Line height relative to the font size. */
export const lineSpacing = 1.3;

/** Breaks `text` into lines, in the largest font size up to `maxFontSize` that fits the box. */
export function fitTextToBox(
  text: string,
  width: number,
  height: number,
  maxFontSize: number,
): TextLayout {
  const words = text.match(wordPattern) ?? [];
  const minFontSize = maxFontSize / 4;
  for (let fontSize = maxFontSize; ; fontSize *= 0.9) {
    const lines = wrap(words, width / fontSize);
    const maxLines = Math.floor(height / (fontSize * lineSpacing));
    if (lines.length <= maxLines) return { lines, fontSize };
    if (fontSize < minFontSize) return { lines: [...lines.slice(0, maxLines - 1), '…'], fontSize };
  }
}

/**
 * Chinese, Japanese, and Korean text may break after any character, other scripts between words.
 */
const wordPattern =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303f\uff00-\uffef]|\s+|[^\s\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303f\uff00-\uffef]{1,24}/gu;

function wrap(words: readonly string[], width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    if (line !== '' && textWidth(line + word.trimEnd()) > width) {
      lines.push(line.trim());
      line = '';
    }
    line += word;
  }
  return [...lines, line.trim()].filter((each) => each !== '');
}

/** Approximate width relative to the font size, for any sans-serif font. */
function textWidth(text: string): number {
  const wideCount = text.match(wideCharacter)?.length ?? 0;
  return wideCount + (text.length - wideCount) * 0.56;
}

const wideCharacter = /[\u2e80-\uffef]/g;
